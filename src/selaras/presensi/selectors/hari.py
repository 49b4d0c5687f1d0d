"""One person's day with its facts: what was expected, what was tapped, what was approved."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi import KOSONG, ParameterPresensi, hitung_presensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Aturan
from selaras.organisasi.models import ZONA_JAM
from selaras.pegawai.models import Pegawai
from selaras.presensi import lembar
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import HariLibur, Ketukan, KoreksiPresensi, LembarPresensi
from selaras.presensi.selectors.masukan import load_masukan, load_scope

ZONA_DARI_MENIT = {jam * 60: str(zona) for zona, jam in ZONA_JAM.items()}


@dataclass(frozen=True, slots=True)
class FaktaHari:
    """A day and all that it came from. Minutes count from local midnight; None = none."""

    tanggal: date
    zona: str
    hasil: HariPresensi | None  # as the month's sheet holds it, else as computed now
    dari_lembar: bool
    jadwal_masuk: int | None
    jadwal_pulang: int | None
    libur: HariLibur | None
    ketukan: list[Ketukan]
    ketidakhadiran: list[Ketidakhadiran]
    koreksi: list[KoreksiPresensi]


def load_day(pegawai: Pegawai, tanggal: date, aturan: Aturan, kini: datetime) -> FaktaHari:
    """The facts of a day; the result is the sheet's where the month has one."""
    rentang = Rentang(tanggal, 1)
    lingkup = load_scope(instansi_id=pegawai.instansi_id, rentang=rentang, pegawai_ids=[pegawai.pk])
    tersimpan = sheet_days(pegawai.pk, tanggal.year * 100 + tanggal.month)
    hasil = tersimpan[tanggal.day - 1] if tersimpan else None
    masuk = pulang = None
    bebas = int(Libur.TIDAK)
    zona = pegawai.instansi.zona
    ada = dict.fromkeys(("ketukan", "izin", "koreksi"), True)  # unless known to be none
    if lingkup.frame.height:
        masukan = load_masukan(lingkup, kini=kini)
        zona = ZONA_DARI_MENIT[lingkup.frame["zona_menit"][0]]
        ada = {nama: bool(getattr(masukan, nama).height) for nama in ada}
        orang = Orang.dari(masukan.orang)
        kisi = susun_kisi(orang, rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
        masuk, pulang = _menit(kisi.masuk[1, 0]), _menit(kisi.pulang[1, 0])
        bebas = int(kisi.libur[1, 0])
        if hasil is None:
            dihitung = hitung_presensi(masukan, rentang, ParameterPresensi.dari(aturan))
            hasil = lembar.read_days(lembar.encode(dihitung.hari).tobytes(), 1)[0]
    return FaktaHari(
        tanggal=tanggal,
        zona=zona,
        hasil=hasil,
        dari_lembar=bool(tersimpan),
        jadwal_masuk=masuk,
        jadwal_pulang=pulang,
        libur=_libur(pegawai.instansi_id, tanggal) if bebas != Libur.TIDAK else None,
        ketukan=_taps(pegawai.pk, tanggal, zona, pulang or 0, kini) if ada["ketukan"] else [],
        ketidakhadiran=[]
        if not ada["izin"]
        else list(
            Ketidakhadiran.objects.filter(
                pegawai=pegawai, dicabut_pada=None, berlaku__contains=tanggal
            ).select_related("jenis")
        ),
        koreksi=[]
        if not ada["koreksi"]
        else list(
            KoreksiPresensi.objects.filter(
                pegawai=pegawai, tanggal=tanggal, dibatalkan_pada=None
            ).order_by("disetujui_pada")
        ),
    )


def sheet_days(pegawai_id: int, periode: int) -> list[HariPresensi] | None:
    """The days of a person's month sheet, or None while the month has none."""
    isi = (
        LembarPresensi.objects.filter(periode=periode, pegawai_id=pegawai_id)
        .values_list("hari", flat=True)
        .first()
    )
    return None if isi is None else lembar.read_days(isi, Rentang.bulan(periode).hari)


def _taps(pegawai_id: int, tanggal: date, zona: str, pulang: int, kini: datetime) -> list[Ketukan]:
    """Taps from local midnight to midnight; a shift that ends next day takes its end along."""
    awal = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=ZoneInfo(zona))
    akhir = awal + timedelta(minutes=max(1440, pulang + 360))
    return list(
        Ketukan.objects.filter(
            pegawai_id=pegawai_id,
            waktu__gte=awal.astimezone(UTC),
            waktu__lt=akhir.astimezone(UTC),
            waktu__lte=kini,
        )
        .select_related("mesin", "situs")
        .order_by("waktu")
    )


def _libur(instansi_id: int, tanggal: date) -> HariLibur | None:
    """The holiday of the date: the government's own before the national one."""
    return (
        HariLibur.objects.filter(Q(instansi=None) | Q(instansi_id=instansi_id), tanggal=tanggal)
        .order_by(F("instansi_id").asc(nulls_last=True))
        .first()
    )


def _menit(nilai: int) -> int | None:
    return None if nilai == KOSONG else int(nilai)
