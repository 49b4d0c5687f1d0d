"""The checks of a new year, each as of its first day; a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from selaras.core.halaman.format import angka
from selaras.core.permissions import Actor, rows
from selaras.core.sekaligus import count_each
from selaras.hukum import Law
from selaras.kinerja.models import SKP
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, UnitKerja
from selaras.pegawai.kekurangan import count_gaps, kinds
from selaras.pegawai.models import RiwayatStatus
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.presensi.models import HariLibur, PenugasanJadwal, PeriodeRamadan
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
    """Law, calendar, posts, months, people and plans of a year."""
    return [*house_checks(instansi, tahun), *people_checks(actor, instansi, tahun)]


def house_checks(instansi: Instansi, tahun: int) -> list[Kelompok]:
    """What asks nobody's histories: as quick as a page."""
    awal = date(tahun, 1, 1)
    n = count_each(_counted(instansi, awal))
    return [
        Kelompok(
            "Hukum dan kalender",
            [*_law(instansi, awal), _calendar(n, tahun), _ramadan(n), _timetable(n)],
        ),
        Kelompok("Jabatan dan anggaran", [*_posts(n, awal), _budget(n)]),
        Kelompok("Bulan tahun lalu", [_months(n, tahun - 1)]),
    ]


def people_checks(actor: Actor, instansi: Instansi, tahun: int) -> list[Kelompok]:
    """What looks at everybody's histories: as long as a government is large."""
    awal = date(tahun, 1, 1)
    return [
        Kelompok("Data pegawai", _people(actor, awal)),
        Kelompok("Rencana kinerja", [_plans(_without_plan(instansi, awal), tahun)]),
    ]


def _counted(instansi: Instansi, awal: date) -> dict[str, QuerySet[Any]]:
    """The rows that the quick checks count."""
    libur = HariLibur.objects.filter(tanggal__year=awal.year)
    jabatan = Jabatan.objects.pada(awal).filter(unit__instansi=instansi)
    besaran = BesaranTPP.objects.pada(awal).filter(jabatan_id=OuterRef("pk"))
    skpd = UnitKerja.objects.pada(awal).filter(instansi=instansi, induk__isnull=True)
    anggaran = AnggaranTPP.objects.filter(tahun=awal.year, skpd_id=OuterRef("pk"))
    lalu = (awal.year - 1) * 100
    bulan = PeriodeUnit.objects.filter(
        skpd__instansi=instansi, periode__range=(lalu + 1, lalu + 15)
    )
    jadwal = PenugasanJadwal.objects.pada(awal).filter(instansi=instansi)
    return {
        "ramadan": PeriodeRamadan.objects.filter(tahun=awal.year),
        "jadwal_bersama": jadwal.filter(unit__isnull=True, pegawai__isnull=True),
        "libur_nasional": libur.filter(instansi__isnull=True),
        "libur_daerah": libur.filter(instansi=instansi),
        "tanpa_kelas": jabatan.filter(kelas__isnull=True),
        "tanpa_besaran": jabatan.filter(~Exists(besaran)),
        "tanpa_anggaran": skpd.filter(~Exists(anggaran)),
        "belum_dibayar": bulan.exclude(status=StatusPeriode.DIBAYAR),
    }


def _without_plan(instansi: Instansi, awal: date) -> int:
    """People bound to plan who have no approved plan of the year."""
    wajib = RiwayatStatus.objects.pada(awal).filter(pegawai__instansi=instansi, wajib_kinerja=True)
    skp = SKP.objects.filter(
        pegawai_id=OuterRef("pegawai_id"), tahun=awal.year, berlaku_kini=True, status="disetujui"
    )
    return wajib.filter(~Exists(skp)).order_by().count()


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


def _calendar(n: Mapping[str, int], tahun: int) -> Periksa:
    nasional = n["libur_nasional"]
    siap = nasional >= WAJAR_LIBUR
    kata = (
        f"{angka(nasional)} hari libur dan cuti bersama nasional, "
        f"{angka(n['libur_daerah'])} milik daerah."
    )
    if not siap:
        kata += " Keputusan bersama tiga menteri tahun itu belum dimasukkan."
    return Periksa("Kalender kerja", kata, siap, f"{reverse('presensi:kalender')}?tahun={tahun}")


def _ramadan(n: Mapping[str, int]) -> Periksa:
    """Its days have hours of their own; without them everybody would leave early."""
    kata = "Tanggalnya sudah tercatat." if n["ramadan"] else "Tanggal Ramadan belum dicatat."
    return Periksa("Ramadan", kata, bool(n["ramadan"]), reverse("presensi:kalender"))


def _timetable(n: Mapping[str, int]) -> Periksa:
    siap = bool(n["jadwal_bersama"])
    kata = (
        "Ada jadwal bagi semua yang tidak punya jadwal sendiri."
        if siap
        else "Belum ada jadwal bagi seluruh instansi pada 1 Januari."
    )
    return Periksa("Jadwal kerja", kata, siap, reverse("presensi:jadwal"))


def _posts(n: Mapping[str, int], awal: date) -> list[Periksa]:
    url = f"{reverse('organisasi:jabatan')}?pada={awal.isoformat()}&kurang="
    return [
        _complete("Kelas jabatan", n["tanpa_kelas"], "jabatan tanpa kelas", f"{url}kelas"),
        _complete("Besaran TPP", n["tanpa_besaran"], "jabatan tanpa besaran TPP", f"{url}besaran"),
    ]


def _budget(n: Mapping[str, int]) -> Periksa:
    return _complete(
        "Anggaran TPP", n["tanpa_anggaran"], "SKPD tanpa anggaran TPP", reverse("impor:daftar")
    )


def _people(actor: Actor, awal: date) -> list[Periksa]:
    # Salaries of the new year's first month come later, and their lack is no news before.
    diperiksa = [k for k in kinds(actor) if "gaji" not in k.kode]
    jumlah = count_gaps(actor, awal, [k.kode for k in diperiksa])
    return [
        _complete(k.judul, jumlah[k.kode], "pegawai", _gap_url(k.kode, awal)) for k in diperiksa
    ]


def _gap_url(kode: str, awal: date) -> str:
    return f"{reverse('pegawai:kurang', args=[kode])}?pada={awal.isoformat()}"


def _months(n: Mapping[str, int], tahun: int) -> Periksa:
    apa = f"bulan SKPD tahun {tahun} belum dibayar"
    return _complete(f"Pembayaran {tahun}", n["belum_dibayar"], apa, reverse("tpp:verifikasi"))


def _plans(tanpa_skp: int, tahun: int) -> Periksa:
    apa = "pegawai belum punya SKP yang disetujui"
    return _complete(f"SKP {tahun}", tanpa_skp, apa, reverse("kinerja:daftar"))


def _complete(judul: str, jumlah: int, apa: str, url: str) -> Periksa:
    return Periksa(judul, _missing(jumlah, apa), not jumlah, url)


def _missing(jumlah: int, apa: str) -> str:
    return f"{angka(jumlah)} {apa}." if jumlah else "Lengkap."


def governments(actor: Actor) -> list[Instansi]:
    return list(rows(actor, "persiapan.view", Instansi.objects.all()))
