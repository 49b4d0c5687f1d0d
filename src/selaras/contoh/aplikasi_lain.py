"""The sample's other attendance applications: a hospital's that sends, one that is asked, one that
fails. Their addresses lead nowhere, so nothing is scheduled: a press of "Tarik sekarang" asks.
"""

from datetime import UTC, date, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from selaras.core import waktu
from selaras.core.accounts.encryption import encrypt
from selaras.organisasi.models import Instansi
from selaras.presensi.models import HariAplikasi, HariLibur, KunciAplikasi, Situs, SumberTarik

LANGKAH = 23  # days shown
CELAH = 4  # working days ago on which nothing came
SEHARI = timedelta(days=1)


def isi_aplikasi(instansi: Instansi) -> None:
    """Two keys and two sources, with what each gave by day and a day without."""
    at = waktu.now() if waktu.sample_day() else datetime(2025, 12, 18, 1, 40, tzinfo=UTC)
    rsud = _site(instansi, "SiHadir RSUD")
    _key(rsud, "SiHadir RSUD", at - 60 * SEHARI, dipakai_pada=at - timedelta(minutes=4))
    lama = _site(instansi, "Aplikasi presensi lama")
    _key(lama, "Aplikasi presensi lama", at - 200 * SEHARI, dipakai_pada=at - 95 * SEHARI,
         dicabut_pada=at - 90 * SEHARI)  # fmt: skip
    hari = _working_days(at.date())
    for situs, banyak in ((rsud, 128), (kecamatan := _site(instansi, "Presensi Kecamatan"), 17)):
        HariAplikasi.objects.bulk_create(
            HariAplikasi(situs=situs, tanggal=d, jumlah=banyak + d.day % 5 * 3)
            for n, d in enumerate(hari)
            if not (situs == kecamatan and n == CELAH)
        )
    tadi = at - timedelta(minutes=12)
    _source(kecamatan, SumberTarik.Jenis.SELARAS, hari[-1],
            alamat="https://presensi.kecamatan.invalid/api/ketukan", kursor="n:4120",
            berhasil_pada=tadi, dicoba_pada=tadi)  # fmt: skip
    puskesmas, lalu = _site(instansi, "Mesin Puskesmas Lestari"), at - 3 * SEHARI
    HariAplikasi.objects.bulk_create(
        HariAplikasi(situs=puskesmas, tanggal=d, jumlah=22) for d in hari if d < lalu.date()
    )
    _source(puskesmas, SumberTarik.Jenis.FINGERSPOT, hari[-1], perangkat="C2609075",
            alamat="https://awan.fingerspot.invalid/api/get_attlog", gagal_berturut=5,
            dicoba_pada=at - timedelta(hours=1), berhasil_pada=lalu, kursor=lalu.date().isoformat(),
            galat="Kuncinya ditolak (401): perbarui, lalu isi di sini.")  # fmt: skip


def _site(instansi: Instansi, nama: str) -> Situs:
    return Situs.objects.create(instansi=instansi, nama=nama, jenis=Situs.Jenis.API)


def _key(situs: Situs, nama: str, dibuat: datetime, **lain: datetime) -> None:
    KunciAplikasi.objects.create(
        instansi=situs.instansi, situs=situs, nama=nama, awalan="slr_" + token_urlsafe(9)[:6],
        hash=token_urlsafe(48)[:64],  # nobody has its secret
        lingkup=["ketukan.keadaan", "ketukan.kirim"], dibuat_pada=dibuat, **lain,
    )  # fmt: skip


def _source(situs: Situs, jenis: str, mulai: date, **lain: Any) -> None:
    SumberTarik.objects.create(
        instansi=situs.instansi, situs=situs, nama=situs.nama, jenis=jenis, mulai=mulai,
        rahasia_sandi=encrypt("bukan-kunci"), **lain,
    )  # fmt: skip


def _working_days(hari_ini: date) -> list[date]:
    """Newest first; holidays have no taps and are no gaps."""
    rentang = [hari_ini - n * SEHARI for n in range(LANGKAH)]
    libur = set(HariLibur.objects.filter(tanggal__in=rentang).values_list("tanggal", flat=True))
    return [d for d in rentang if d.isoweekday() <= 5 and d not in libur]
