"""Days of a person's month as the calendar shows them; the sheet's where there is one."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import NOMOR_JENIS, StatusHari
from selaras.core.halaman.format import jam_menit, persen_bp
from selaras.core.halaman.kalender import Hari, Kalender, month_calendar
from selaras.core.halaman.status import STATUS_HARI, status_of
from selaras.hukum import Law, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.presensi import lembar
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.selectors import KalenderKosong, hari_sebulan
from selaras.presensi.selectors.hari import sheet_days

KODE_JENIS = {nomor: kode for kode, nomor in NOMOR_JENIS.items()}
BERMASALAH = (StatusHari.TL, StatusHari.PSW, StatusHari.TL_PSW, StatusHari.TK)


@dataclass(frozen=True, slots=True)
class MonthSums:
    """Days of a month counted for its sentence."""

    kerja: int
    tepat: int
    masalah: int
    izin: int
    potongan_bp: int


@dataclass(frozen=True, slots=True)
class MonthDays:
    """The calendar with its sums; `kosong` says why there is none."""

    kalender: Kalender | None
    jumlah: MonthSums
    kosong: str = ""
    dari_lembar: bool = False


def load_month_days(pegawai: Pegawai, periode: int, kini: datetime) -> MonthDays:
    """The month's days: from its sheet, else computed from the taps so far."""
    tersimpan = sheet_days(pegawai.pk, periode)
    try:
        hari = tersimpan or computed_days(pegawai, periode, kini)
    except (KalenderKosong, NotInForce) as galat:
        return MonthDays(None, sums([]), str(galat))
    if hari is None:
        return MonthDays(None, sums([]), "Tidak bertugas pada bulan ini.")
    return MonthDays(
        _calendar(pegawai, periode, hari, kini), sums(hari), dari_lembar=bool(tersimpan)
    )


def sums(hari: list[HariPresensi]) -> MonthSums:
    kode = [h.kode for h in hari]
    return MonthSums(
        kerja=sum(k not in (StatusHari.LIBUR, StatusHari.BELUM) for k in kode),
        tepat=kode.count(StatusHari.HADIR),
        masalah=sum(h.potongan_bp > 0 for h in hari),
        izin=kode.count(StatusHari.IZIN),
        potongan_bp=sum(h.potongan_bp for h in hari),
    )


def computed_days(pegawai: Pegawai, periode: int, kini: datetime) -> list[HariPresensi] | None:
    """The month's days from the taps so far; None when the person is not in service."""
    rentang = Rentang.bulan(periode)
    aturan = Law.load().pada(rentang.awal, pegawai.instansi.daerah)
    bulan = hari_sebulan(
        instansi_id=pegawai.instansi_id,
        periode=periode,
        aturan=aturan,
        pegawai_ids=[pegawai.pk],
        kini=kini,
    )
    if not len(bulan.hasil.pegawai_id):
        return None
    return lembar.read_days(lembar.encode(bulan.hasil.hari).tobytes(), rentang.hari)


def _calendar(pegawai: Pegawai, periode: int, hari: list[HariPresensi], kini: datetime) -> Kalender:
    hari_ini = kini.astimezone(ZoneInfo(pegawai.zona)).date()
    tahun, bulan = divmod(periode, 100)
    isi = {}
    for nomor, h in enumerate(hari, start=1):
        tanggal = date(tahun, bulan, nomor)
        url = reverse("tpp:hari", args=[periode, pegawai.pk, nomor])
        isi[tanggal] = Hari(
            tanggal,
            status_of(STATUS_HARI[h.kode]),
            _times(h),
            _note(h),
            "" if h.kode in (StatusHari.LIBUR, StatusHari.BELUM) and h.masuk is None else url,
            tanggal == hari_ini,
        )
    return month_calendar(periode, isi, kini=hari_ini)


def _times(h: HariPresensi) -> list[str]:
    if h.masuk is None and h.pulang is None:
        return []
    return [jam_menit(h.masuk), jam_menit(h.pulang)]


def _note(h: HariPresensi) -> str:
    """The few letters that fit under a day."""
    if h.kode == StatusHari.IZIN:
        return KODE_JENIS.get(h.jenis, "")
    if h.kode not in BERMASALAH:
        return ""
    if not h.potongan_bp:
        return "diganti"  # late, but made good or excused
    menit = h.menit_tl + h.menit_psw
    return f"{menit} mnt" if menit else persen_bp(h.potongan_bp)
