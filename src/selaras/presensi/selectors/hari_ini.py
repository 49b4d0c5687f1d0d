"""A person's day while it runs: what was tapped, what is certain, what may still be done.

Computed from the taps themselves, never from the month's sheet, so that no job need have run.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from django.db import connection

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import (
    KOSONG,
    Masukan,
    ParameterPresensi,
    StatusHari,
    hitung_hari,
)
from selaras.hukum import Aturan
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKetukan
from selaras.presensi.selectors.hari import ZONA_DARI_MENIT
from selaras.presensi.selectors.masukan import load_own_masukan, own_harapan

SEHARI: Final = 1440
_KOREKSI: Final = {
    "pegawai_id": pl.Int64, "tanggal": pl.Date, "masuk": pl.Int16, "pulang": pl.Int16,
}  # fmt: skip
# Everything that changes a running day or what the month's estimate stands on, as one short text.
_SIDIK = """
select concat_ws('|',
    (select count(*) || ':' || coalesce(extract(epoch from max(diterima_pada)), 0)
       from presensi_ketukan where pegawai_id = %(orang)s and waktu >= %(awal)s),
    (select count(*) || ':' || coalesce(sum(keadaan), 0)
       from presensi_buktiketukan where pegawai_id = %(orang)s and waktu >= %(awal)s),
    (select count(*) || ':' || count(dibatalkan_pada)
       from presensi_koreksipresensi where pegawai_id = %(orang)s and tanggal >= %(hari)s),
    (select count(*) || ':' || count(dicabut_pada)
       from cuti_ketidakhadiran where pegawai_id = %(orang)s
         and berlaku && daterange(%(hari)s, %(kini)s, '[]')))
"""


@dataclass(frozen=True, slots=True)
class HariIni:
    """The day that runs; minutes from its local midnight, None = none.

    menit_tl, menit_psw, potongan_bp: what is certain should she leave on time from here on.
    """

    tanggal: date
    zona: str
    menit_kini: int
    jadwal_masuk: int | None
    jadwal_pulang: int | None
    libur: bool
    izin: int
    masuk: int | None
    pulang: int | None
    menit_tl: int
    menit_psw: int
    potongan_bp: int
    tutup_masuk: int
    buka_pulang: int
    tutup_pulang: int
    ketukan: int
    menunggu: tuple[datetime, ...]
    ditolak: tuple[datetime, ...]

    @property
    def bertugas(self) -> bool:
        return self.jadwal_masuk is not None and not self.izin


def fingerprint(pegawai: Pegawai, at: datetime) -> str:
    """Changes with anything that a person's running day or month shows; one query."""
    setempat = at.astimezone(ZoneInfo(pegawai.zona))
    kini = setempat.date()
    hari = min(kini - timedelta(days=1), kini.replace(day=1))  # a night shift began yesterday
    awal = datetime(hari.year, hari.month, hari.day, tzinfo=setempat.tzinfo)
    with connection.cursor() as cursor:
        utc = awal.astimezone(UTC)
        cursor.execute(_SIDIK, {"orang": pegawai.pk, "awal": utc, "hari": hari, "kini": kini})
        return str(cursor.fetchone()[0])


def has_evidence(sidik: str) -> bool:
    """Whether the fingerprint counts any tap from her phone."""
    return not sidik.split("|")[1].startswith("0:")


def load_today(
    pegawai: Pegawai, aturan: Aturan, at: datetime, *, ada_bukti: bool = True
) -> HariIni | None:
    """The running day; None when she is not in service. Raises KalenderKosong.

    `ada_bukti` = whether there may be taps from her phone to look for.
    """
    hari = at.astimezone(ZoneInfo(pegawai.zona)).date()
    kemarin = hari - timedelta(days=1)  # her last shift may still run
    # The month, which its estimate reads too, wherever it holds both days.
    rentang = Rentang(kemarin, 2) if hari.day == 1 else Rentang.bulan(hari.year * 100 + hari.month)
    lingkup, masukan = load_own_masukan(pegawai.instansi_id, rentang, pegawai.pk, kini=at)
    if masukan is None or not _in_service(masukan, kemarin, hari):
        return None
    p = ParameterPresensi.dari(aturan)
    harapan = own_harapan(pegawai.pk, masukan, rentang, p)
    kisi, jendela = harapan.kisi, harapan.jendela
    zona = ZONA_DARI_MENIT[lingkup.frame["zona_menit"][0]]
    setempat = at.astimezone(ZoneInfo(zona))
    letak = (setempat.date() - rentang.awal).days
    menit = setempat.hour * 60 + setempat.minute
    letak = max(0, min(letak, rentang.hari - 1))
    if (
        letak
        and int(kisi.pulang[letak, 0]) > SEHARI
        and menit + SEHARI <= int(jendela.tutup_pulang[letak - 1, 0])
    ):
        letak, menit = letak - 1, menit + SEHARI  # last night's shift still runs
    tanggal = rentang.awal + timedelta(days=letak)
    kini = hitung_hari(masukan, rentang, p, harapan)[0, letak]
    masuk, pulang = _minute(kini["masuk"]), _minute(kini["pulang"])
    j_masuk, j_pulang = (_minute(m[letak + 1, 0]) for m in (kisi.masuk, kisi.pulang))
    pasti = kini
    if masuk is not None and j_pulang is not None:
        penuh = replace(masukan, kini=None)
        if pulang is None:
            penuh = replace(
                penuh, koreksi=pl.concat([masukan.koreksi, assumed(pegawai.pk, tanggal, j_pulang)])
            )
        pasti = hitung_hari(penuh, rentang, p, harapan)[0, letak]
    bukti = _evidence(pegawai.pk, tanggal, zona) if ada_bukti else []
    return HariIni(
        tanggal=tanggal,
        zona=zona,
        menit_kini=menit,
        jadwal_masuk=j_masuk,
        jadwal_pulang=j_pulang,
        libur=bool(kisi.libur[letak + 1, 0]),
        izin=int(kini["jenis"]) if j_masuk is not None and not _partial(kini) else 0,
        masuk=masuk,
        pulang=pulang,
        menit_tl=int(pasti["menit_tl"]),
        menit_psw=int(pasti["menit_psw"]),
        potongan_bp=int(pasti["potongan_bp"]),
        tutup_masuk=int(jendela.tutup_masuk[letak, 0]),
        buka_pulang=int(jendela.buka_pulang[letak, 0]),
        tutup_pulang=int(jendela.tutup_pulang[letak, 0]),
        ketukan=_count(masukan.ketukan, tanggal, zona),
        menunggu=tuple(w for w, k in bukti if k == BuktiKetukan.Keadaan.MENUNGGU),
        ditolak=tuple(w for w, k in bukti if k == BuktiKetukan.Keadaan.DITOLAK),
    )


def _in_service(masukan: Masukan, dari: date, sampai: date) -> bool:
    """Whether she serves on a day of these; timetables are cut to her service."""
    batas = masukan.penugasan.select("mulai", "sampai").rows()
    return any(mulai <= sampai and akhir >= dari for mulai, akhir in batas)


def assumed(pegawai_id: int, tanggal: date, pulang: int) -> pl.DataFrame:
    """A day that ends on time, as a correction: what an estimate of a running day assumes."""
    return pl.DataFrame(
        {"pegawai_id": [pegawai_id], "tanggal": [tanggal], "masuk": [None], "pulang": [pulang]},
        schema=_KOREKSI,
    )


def _evidence(pegawai_id: int, tanggal: date, zona: str) -> list[tuple[datetime, int]]:
    """The day's taps from phones that wait or were refused."""
    awal = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=ZoneInfo(zona))
    keadaan = (BuktiKetukan.Keadaan.MENUNGGU, BuktiKetukan.Keadaan.DITOLAK)
    baris = BuktiKetukan.objects.filter(
        pegawai_id=pegawai_id, waktu__gte=awal, waktu__lt=awal + timedelta(hours=36),
        keadaan__in=keadaan,
    )  # fmt: skip
    return list(baris.order_by("waktu").values_list("waktu", "keadaan"))


def _count(ketukan: pl.DataFrame, tanggal: date, zona: str) -> int:
    setempat = pl.col("waktu").dt.convert_time_zone(zona).dt.date()
    return int(ketukan.select((setempat == tanggal).sum()).item())


def _partial(hari: np.void) -> bool:
    """Whether the day's kind is leave for a part of it only (late, early)."""
    return int(hari["kode"]) != StatusHari.IZIN


def _minute(nilai: np.integer) -> int | None:
    return None if int(nilai) == KOSONG else int(nilai)
