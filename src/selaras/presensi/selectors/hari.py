"""One person's day with its facts: what was expected, what was tapped, what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import F, Q, QuerySet

from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi import KOSONG, Masukan, ParameterPresensi, hitung_presensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Aturan
from selaras.organisasi.models import ZONA_JAM
from selaras.pegawai.models import Pegawai
from selaras.presensi import lembar
from selaras.presensi.lembar import HariPresensi
from selaras.presensi.models import (
    GangguanPresensi,
    HariLibur,
    KesaksianHadir,
    Ketukan,
    KoreksiPresensi,
    LembarPresensi,
)
from selaras.presensi.selectors.masukan import load_masukan, load_scope
from selaras.presensi.selectors.tukar import exchanged

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
    gangguan: list[GangguanPresensi] = field(default_factory=list)
    dibenarkan: list[KesaksianHadir] = field(default_factory=list)
    ditukar: str = ""  # with whom the duty of this day was exchanged


def load_day(pegawai: Pegawai, tanggal: date, aturan: Aturan, kini: datetime) -> FaktaHari:
    """The facts of a day; the result is the sheet's where the month has one."""
    rentang = Rentang(tanggal, 1)
    lingkup = load_scope(instansi_id=pegawai.instansi_id, rentang=rentang, pegawai_ids=[pegawai.pk])
    tersimpan = sheet_days(pegawai.pk, tanggal.year * 100 + tanggal.month)
    hasil = tersimpan[tanggal.day - 1] if tersimpan else None
    masuk = pulang = None
    bebas = int(Libur.TIDAK)
    zona = pegawai.zona
    masukan: Masukan | None = None
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
            KoreksiPresensi.objects.filter(pegawai=pegawai, tanggal=tanggal, dibatalkan_pada=None)
            .select_related("usul__diputus_oleh")
            .order_by("disetujui_pada")
        ),
        gangguan=_outages(masukan.gangguan, pegawai, tanggal, zona, pulang) if masukan else [],
        dibenarkan=_witnessed(pegawai.pk, tanggal) if masukan and masukan.dibenarkan.height else [],
        ditukar=exchanged([pegawai.pk], rentang).get((pegawai.pk, tanggal), "")
        if masukan and masukan.roster.height
        else "",
    )


def sheet_days(pegawai_id: int, periode: int) -> list[HariPresensi] | None:
    """The days of a person's month sheet, or None while the month has none."""
    return read_sheet(list(sheet_rows(pegawai_id, periode)), periode)


def sheet_rows(pegawai_id: int, periode: int) -> QuerySet[LembarPresensi, tuple[Any, ...]]:
    """The bytes of a person's month sheet: one row or none."""
    rows = LembarPresensi.objects.filter(periode=periode, pegawai_id=pegawai_id)
    return rows.values_list("hari")[:1]


def read_sheet(rows: Sequence[tuple[Any, ...]], periode: int) -> list[HariPresensi] | None:
    """The days of what sheet_rows found."""
    return lembar.read_days(rows[0][0], Rentang.bulan(periode).hari) if rows else None


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


def _outages(
    kena: pl.DataFrame, pegawai: Pegawai, tanggal: date, zona: str, pulang: int | None
) -> list[GangguanPresensi]:
    """Outages of her places that lie on the day or on the shift that began on it."""
    setempat = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=ZoneInfo(zona))
    awal = setempat.astimezone(UTC)
    akhir = awal + timedelta(minutes=max(1440, (pulang or 0) + 360))
    dekat = kena.filter((pl.col("mulai") < akhir) & (pl.col("sampai") > awal))
    if not dekat.height:
        return []
    return list(
        GangguanPresensi.objects.filter(
            instansi_id=pegawai.instansi_id, dicabut_pada=None,
            mulai__in=dekat["mulai"].to_list(), sampai__in=dekat["sampai"].to_list(),
        ).select_related("unit", "mesin", "tempat", "instansi").order_by("mulai")
    )  # fmt: skip


def _witnessed(pegawai_id: int, tanggal: date) -> list[KesaksianHadir]:
    return list(
        KesaksianHadir.objects.filter(
            pegawai_id=pegawai_id, tanggal=tanggal, status="disetujui", gangguan__dicabut_pada=None
        ).select_related("diputus_oleh")
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
