"""A person's own working days and what stands on them: timetable, absence, sheet, orders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from selaras.aturan.aktivitas import Entri, HariAktif, ParameterAktivitas
from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi import StatusHari
from selaras.core.sekaligus import rows_each
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Aturan, Law
from selaras.kinerja.aktivitas.selectors.katalog import Post, post_rows
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import HariLibur
from selaras.presensi.selectors.hari import read_sheet, sheet_rows
from selaras.presensi.selectors.kalender_orang import KalenderOrang

TERLAMA = timedelta(days=62)  # older days are read only: nobody counts their working days


def span_for(tanggal: date, hari_ini: date) -> tuple[date, date]:
    """Days needed to judge entering `tanggal` today and to show both months' targets."""
    awal, akhir = min(tanggal, hari_ini).replace(day=1), Rentang.bulan(_periode(tanggal)).akhir
    if hari_ini - tanggal <= TERLAMA:
        akhir = max(akhir, Rentang.bulan(_periode(hari_ini)).akhir)
    else:
        awal = tanggal.replace(day=1)
    return awal, akhir


@dataclass(frozen=True)
class KeadaanHari:
    """What stands on a day besides the timetable; `lembar`: the days of its month's sheet."""

    izin: str = ""
    izin_nama: str = ""
    sebab_libur: str = ""
    lembur: tuple[tuple[int, int], ...] = ()
    presensi: HariPresensi | None = None
    lembar: Sequence[HariPresensi] | None = None
    jabatan: Post | None = None


def load_keadaan(pegawai: Pegawai, tanggal: date, kalender: KalenderOrang) -> KeadaanHari:
    """Absence, holiday's name, orders, sheet and post; one query."""
    izin = Ketidakhadiran.objects.filter(
        pegawai=pegawai, dicabut_pada=None, berlaku__contains=tanggal, jenis__sehari_penuh=True
    )
    lembur = PerintahLembur.objects.filter(pegawai=pegawai, tanggal=tanggal, dicabut_pada=None)
    libur = HariLibur.objects.filter(
        Q(instansi=None) | Q(instansi_id=pegawai.instansi_id), tanggal=tanggal
    )
    r = rows_each(
        {
            "izin": izin.values_list("jenis__kode", "jenis__nama")[:1],
            "lembur": lembur.values_list("mulai", "selesai"),
            "libur": libur.values_list("nama")[:1],
            "lembar": sheet_rows(pegawai.pk, _periode(tanggal)),
            "jabatan": post_rows(pegawai, tanggal),
        }
    )
    kode, nama = next(iter(r["izin"]), ("", ""))
    lembar = read_sheet(r["lembar"], _periode(tanggal))
    return KeadaanHari(
        izin=kode,
        izin_nama=nama,
        sebab_libur=_why_free(tanggal, kalender, [n for (n,) in r["libur"]]),
        lembur=tuple((mulai, selesai) for mulai, selesai in r["lembur"]),
        presensi=lembar[tanggal.day - 1] if lembar else None,
        lembar=lembar,
        jabatan=next((Post(*p) for p in r["jabatan"]), None),
    )


def _why_free(tanggal: date, kalender: KalenderOrang, libur: Sequence[str]) -> str:
    if kalender.jam(tanggal)[0] is not None:
        return ""
    if kalender.sebab(tanggal) == Libur.TIDAK:
        return "bukan hari kerja Anda"
    return f"libur: {libur[0]}" if libur else "hari libur"


def build_hari(
    *,
    tanggal: date,
    at: datetime,
    kalender: KalenderOrang,
    keadaan: KeadaanHari,
    lain: Collection[Entri] = (),
    terkunci: bool = False,
    tanpa_batas: bool = False,
) -> HariAktif:
    """The day as the rules of entering see it. tanpa_batas: the term for entering does not bind."""
    kini = at.astimezone(ZoneInfo(kalender.zona))
    masuk, pulang = kalender.jam(tanggal)
    lewat = 99 if kini.date() - tanggal > TERLAMA else kalender.sesudah(tanggal, kini.date())
    tk = keadaan.presensi is not None and keadaan.presensi.kode == StatusHari.TK
    return HariAktif(
        tanggal=tanggal,
        hari_ini=kini.date(),
        menit_kini=kini.hour * 60 + kini.minute,
        masuk=masuk,
        pulang=pulang,
        sebab_libur=keadaan.sebab_libur,
        izin=keadaan.izin,
        izin_nama=keadaan.izin_nama,
        tanpa_keterangan=tk and tanggal < kini.date(),
        lembur=keadaan.lembur,
        lain=tuple(lain),
        hari_kerja=0 if tanpa_batas else lewat,
        bulan_terkunci=terkunci,
    )


def law_of(pegawai: Pegawai, tanggal: date) -> tuple[Aturan, ParameterAktivitas]:
    """The region's law on the first day of the month, and its values for activities."""
    aturan = Law.load().pada(tanggal.replace(day=1), pegawai.instansi.daerah)
    return aturan, ParameterAktivitas.dari(aturan)


def _periode(tanggal: date) -> int:
    return tanggal.year * 100 + tanggal.month
