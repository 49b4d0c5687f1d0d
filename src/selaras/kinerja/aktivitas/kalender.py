"""A person's own working days and what stands on them: timetable, absence, sheet, orders."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Q

from selaras.aturan.aktivitas import Entri, HariAktif, ParameterAktivitas
from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi import KOSONG, StatusHari
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.core.frames import read_frame
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Aturan, Law
from selaras.kinerja.models import PerintahLembur
from selaras.organisasi.models import ZONA_JAM
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import HariLibur
from selaras.presensi.selectors import kueri
from selaras.presensi.selectors.hari import sheet_days
from selaras.presensi.selectors.masukan import load_hari_jadwal, load_scope

TERLAMA = timedelta(days=62)  # older days are read only: nobody counts their working days
ZONA_DARI_MENIT = {jam * 60: str(zona) for zona, jam in ZONA_JAM.items()}
_ID = pl.Int64


@dataclass(frozen=True)
class KalenderOrang:
    """A span of one person's days: hours expected (None = free) and why a day is free."""

    rentang: Rentang
    zona: str
    masuk: tuple[int | None, ...]
    pulang: tuple[int | None, ...]
    libur: tuple[int, ...]

    def _letak(self, tanggal: date) -> int | None:
        n = (tanggal - self.rentang.awal).days
        return n if 0 <= n < self.rentang.hari else None

    def jam(self, tanggal: date) -> tuple[int | None, int | None]:
        """Hours expected on a day."""
        n = self._letak(tanggal)
        return (None, None) if n is None else (self.masuk[n], self.pulang[n])

    def sebab(self, tanggal: date) -> int:
        """aturan.jadwal.Libur of a day."""
        n = self._letak(tanggal)
        return 0 if n is None else self.libur[n]

    @cached_property
    def hari_kerja(self) -> tuple[date, ...]:
        """The person's working days, ascending."""
        return tuple(
            t for t, m in zip(self.rentang.tanggal(), self.masuk, strict=True) if m is not None
        )

    def sesudah(self, tanggal: date, sampai: date) -> int:
        """Working days after a day, up to and including another."""
        return sum(1 for h in self.hari_kerja if tanggal < h <= sampai)

    def dalam_bulan(self, periode: int) -> list[date]:
        """Working days of a month."""
        return [h for h in self.hari_kerja if h.year * 100 + h.month == periode]


def load_kalender(pegawai: Pegawai, awal: date, akhir: date) -> KalenderOrang:
    """The person's timetable over days; seven queries whatever the span.

    Raises KalenderKosong when a year has no holidays yet.
    """
    rentang = Rentang(awal, (akhir - awal).days + 1)
    lingkup = load_scope(instansi_id=pegawai.instansi_id, rentang=rentang, pegawai_ids=[pegawai.pk])
    if not lingkup.frame.height:  # not in service then
        kosong = (None,) * rentang.hari
        return KalenderOrang(rentang, pegawai.instansi.zona, kosong, kosong, (0,) * rentang.hari)
    orang = lingkup.orang()
    kisi = susun_kisi(
        Orang.dari(lingkup.frame),
        rentang,
        read_frame(
            kueri.penugasan(pegawai.instansi_id, rentang, orang),
            {"pegawai_id": _ID, "mulai": pl.Date, "sampai": pl.Date, "jadwal_id": _ID},
        ),
        read_frame(
            kueri.roster(rentang, orang),
            {"pegawai_id": _ID, "tanggal": pl.Date, "jadwal_id": _ID},
        ),
        load_hari_jadwal(pegawai.instansi_id, rentang),
    )
    isi = slice(1, rentang.hari + 1)
    return KalenderOrang(
        rentang,
        ZONA_DARI_MENIT[lingkup.frame["zona_menit"][0]],
        tuple(None if m == KOSONG else int(m) for m in kisi.masuk[isi, 0]),
        tuple(None if m == KOSONG else int(m) for m in kisi.pulang[isi, 0]),
        tuple(int(n) for n in kisi.libur[isi, 0]),
    )


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
    """What stands on a day besides the timetable."""

    izin: str = ""
    izin_nama: str = ""
    sebab_libur: str = ""
    lembur: tuple[tuple[int, int], ...] = ()
    presensi: HariPresensi | None = None


def load_keadaan(pegawai: Pegawai, tanggal: date, kalender: KalenderOrang) -> KeadaanHari:
    """Absence, holiday's name, orders and the sheet's day: at most four queries."""
    izin = (
        Ketidakhadiran.objects.filter(
            pegawai=pegawai, dicabut_pada=None, berlaku__contains=tanggal, jenis__sehari_penuh=True
        )
        .select_related("jenis")
        .first()
    )
    lembur = PerintahLembur.objects.filter(
        pegawai=pegawai, tanggal=tanggal, dicabut_pada=None
    ).values_list("mulai", "selesai")
    lembar = sheet_days(pegawai.pk, _periode(tanggal))
    return KeadaanHari(
        izin.jenis.kode if izin else "",
        izin.jenis.nama if izin else "",
        _why_free(pegawai, tanggal, kalender),
        tuple(lembur),
        lembar[tanggal.day - 1] if lembar else None,
    )


def _why_free(pegawai: Pegawai, tanggal: date, kalender: KalenderOrang) -> str:
    if kalender.jam(tanggal)[0] is not None:
        return ""
    if kalender.sebab(tanggal) == Libur.TIDAK:
        return "bukan hari kerja Anda"
    nama = (
        HariLibur.objects.filter(
            Q(instansi=None) | Q(instansi_id=pegawai.instansi_id), tanggal=tanggal
        )
        .values_list("nama", flat=True)
        .first()
    )
    return f"libur: {nama}" if nama else "hari libur"


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
