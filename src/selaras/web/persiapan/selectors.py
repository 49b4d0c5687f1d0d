"""The checks of a new year, each as of its first day; a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from selaras.core.halaman.format import angka
from selaras.core.permissions import Actor, rows
from selaras.hukum import Law
from selaras.kinerja.models import SKP
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, UnitKerja
from selaras.pegawai.kekurangan import count_gaps, kinds
from selaras.pegawai.models import RiwayatStatus
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.presensi.models import HariLibur
from selaras.tpp.models import AnggaranTPP

WAJAR_LIBUR = 10  # fewer holidays than this in a year means that its decree is not in yet


@dataclass(frozen=True, slots=True)
class Periksa:
    """One check: its state in words, whether it is done, and the page where it is mended."""

    judul: str
    kata: str
    siap: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kelompok:
    judul: str
    butir: Sequence[Periksa]


def year_checks(actor: Actor, instansi: Instansi, tahun: int) -> list[Kelompok]:
    """Law, calendar, posts, people, months and plans of a year."""
    awal = date(tahun, 1, 1)
    return [
        Kelompok("Hukum dan kalender", [*_law(instansi, awal), _calendar(instansi, tahun)]),
        Kelompok("Jabatan dan anggaran", [*_posts(instansi, awal), _budget(instansi, awal)]),
        Kelompok("Data pegawai", _people(actor, awal)),
        Kelompok("Bulan tahun lalu", [_months(instansi, tahun - 1)]),
        Kelompok("Rencana kinerja", [_plans(instansi, awal)]),
    ]


def _law(instansi: Instansi, awal: date) -> list[Periksa]:
    """Values that end with the old year and have no successor."""
    law = Law.load()
    lama = law.pada(awal - timedelta(days=1), instansi.daerah)
    baru = law.pada(awal, instansi.daerah)
    habis = [key for key in law.keys if lama.ada(key) and not baru.ada(key)]
    url = f"{reverse('hukum:daftar')}?pada={awal.isoformat()}"
    if not habis:
        return [Periksa("Aturan", "Semua nilai yang berlaku sekarang masih berlaku.", siap=True,
                        url=url)]  # fmt: skip
    judul = [p.judul if (p := law.parameter(key)) else key for key in habis]
    lain = f" dan {angka(len(judul) - 5)} lainnya" if len(judul) > 5 else ""
    kata = f"{angka(len(habis))} nilai berakhir tanpa pengganti: {', '.join(judul[:5])}{lain}."
    return [Periksa("Aturan", kata, siap=False, url=url)]


def _calendar(instansi: Instansi, tahun: int) -> Periksa:
    libur = HariLibur.objects.filter(tanggal__year=tahun, instansi__isnull=True)
    milik = HariLibur.objects.filter(tanggal__year=tahun, instansi=instansi)
    nasional, daerah = libur.count(), milik.count()
    siap = nasional >= WAJAR_LIBUR
    kata = f"{angka(nasional)} hari libur dan cuti bersama nasional, {angka(daerah)} milik daerah."
    if not siap:
        kata += " Keputusan bersama tiga menteri tahun itu belum dimasukkan."
    return Periksa("Kalender kerja", kata, siap, reverse("presensi:kalender"))


def _posts(instansi: Instansi, awal: date) -> list[Periksa]:
    jabatan = Jabatan.objects.pada(awal).filter(unit__instansi=instansi)
    tanpa_kelas = jabatan.filter(kelas__isnull=True).count()
    besaran = BesaranTPP.objects.pada(awal).filter(jabatan_id=OuterRef("pk"))
    tanpa_besaran = jabatan.filter(~Exists(besaran)).count()
    url = reverse("organisasi:jabatan")
    return [
        Periksa("Kelas jabatan", _missing(tanpa_kelas, "jabatan tanpa kelas"),
                not tanpa_kelas, url),
        Periksa("Besaran TPP", _missing(tanpa_besaran, "jabatan tanpa besaran TPP"),
                not tanpa_besaran, url),
    ]  # fmt: skip


def _budget(instansi: Instansi, awal: date) -> Periksa:
    skpd = UnitKerja.objects.pada(awal).filter(instansi=instansi, induk__isnull=True)
    ada = AnggaranTPP.objects.filter(tahun=awal.year, skpd_id=OuterRef("pk"))
    kurang = skpd.filter(~Exists(ada)).count()
    kata = _missing(kurang, "SKPD tanpa anggaran TPP")
    return Periksa("Anggaran TPP", kata, not kurang, reverse("impor:daftar"))


def _people(actor: Actor, awal: date) -> list[Periksa]:
    jumlah = count_gaps(actor, awal)
    url = reverse("pegawai:kekurangan")
    return [
        Periksa(k.judul, _missing(jumlah[k.kode], "pegawai"), not jumlah[k.kode],
                f"{url}?jenis={k.kode}")
        for k in kinds(actor)
        if "gaji" not in k.kode
    ]  # fmt: skip


def _months(instansi: Instansi, tahun: int) -> Periksa:
    bulan = PeriodeUnit.objects.filter(
        skpd__instansi=instansi, periode__range=(tahun * 100 + 1, tahun * 100 + 15)
    )
    belum = bulan.exclude(status=StatusPeriode.DIBAYAR).count()
    kata = _missing(belum, f"bulan SKPD tahun {tahun} belum dibayar")
    return Periksa(f"Pembayaran {tahun}", kata, not belum, reverse("tpp:verifikasi"))


def _plans(instansi: Instansi, awal: date) -> Periksa:
    wajib = RiwayatStatus.objects.pada(awal).filter(pegawai__instansi=instansi, wajib_kinerja=True)
    ada = SKP.objects.filter(
        pegawai_id=OuterRef("pegawai_id"), tahun=awal.year, berlaku_kini=True, status="disetujui"
    )
    kurang = wajib.filter(~Exists(ada)).count()
    return Periksa(
        f"SKP {awal.year}", _missing(kurang, "pegawai belum punya SKP yang disetujui"), not kurang,
        reverse("kinerja:daftar"),
    )  # fmt: skip


def _missing(jumlah: int, apa: str) -> str:
    return f"{angka(jumlah)} {apa}." if jumlah else "Lengkap."


def governments(actor: Actor) -> list[Instansi]:
    return list(rows(actor, "persiapan.view", Instansi.objects.all()))
