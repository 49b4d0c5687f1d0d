"""Calendars and weekly timetables -> expected times per (jadwal, date).

Knows weekdays, Ramadan hours by dated ranges, holidays, cuti bersama and shifts over midnight.
Does not know persons: who follows which timetable is laid out in `presensi/kisi.py`.
Minutes count from local midnight of the date a shift starts on and may exceed 1,440.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import polars as pl

SEHARI = 1440


class Libur(IntEnum):
    """Why a date is free although the week's timetable has hours on it."""

    TIDAK = 0
    LIBUR_NASIONAL = 1
    CUTI_BERSAMA = 2


@dataclass(frozen=True, slots=True)
class Rentang:
    """Consecutive local dates, usually a month: the first day and how many."""

    awal: date
    hari: int

    @classmethod
    def bulan(cls, periode: int) -> "Rentang":
        """The calendar month of tahun*100+bulan."""
        tahun, bulan = divmod(periode, 100)
        if not 1 <= bulan <= 12:
            raise ValueError(f"Periode {periode} bukan bulan kalender.")
        awal = date(tahun, bulan, 1)
        return cls(awal, ((awal + timedelta(days=31)).replace(day=1) - awal).days)

    @property
    def akhir(self) -> date:
        """The last date, inclusive."""
        return self.awal + timedelta(days=self.hari - 1)

    @property
    def diperluas(self) -> "Rentang":
        """With the day before and the day after, whose shifts bound the windows of ours."""
        return Rentang(self.awal - timedelta(days=1), self.hari + 2)

    def tanggal(self) -> list[date]:
        return [self.awal + timedelta(days=n) for n in range(self.hari)]


def hari_jadwal(
    jadwal: pl.DataFrame, libur: pl.DataFrame, ramadan: pl.DataFrame, rentang: Rentang
) -> pl.DataFrame:
    """The `schedule_day` frame: one row per timetable and date of `rentang`.

    jadwal: jadwal_id, hari (ISO weekday 1-7), masuk, pulang, masuk_ramadan, pulang_ramadan
        (minutes; the Ramadan pair null = same hours), ikut_libur (bool). No row = day off.
        pulang <= masuk means that the shift ends on the next day.
    libur: tanggal, cuti_bersama (bool). ramadan: mulai, sampai (dates, inclusive).
    Result: jadwal_id, tanggal, masuk, pulang (i16, null = no hours that weekday),
        libur (u8, `Libur`; hours stay, so that a roster may work on a holiday).
    """
    hari = _kalender(libur, ramadan, rentang)
    dasar = jadwal.select("jadwal_id", "ikut_libur").unique("jadwal_id")
    jam = jadwal.drop("ikut_libur").with_columns(pl.col("hari").cast(pl.Int8))
    masuk = pl.when("ramadan").then(pl.coalesce("masuk_ramadan", "masuk")).otherwise("masuk")
    pulang = pl.when("ramadan").then(pl.coalesce("pulang_ramadan", "pulang")).otherwise("pulang")
    return (
        dasar.join(hari, how="cross")
        .join(jam, on=["jadwal_id", "hari"], how="left")
        .with_columns(masuk=masuk.cast(pl.Int16), pulang=pulang.cast(pl.Int16))
        .with_columns(
            pulang=pl.when(pl.col("pulang") <= pl.col("masuk"))
            .then(pl.col("pulang") + SEHARI)
            .otherwise("pulang"),
            libur=pl.when("ikut_libur").then("libur").otherwise(int(Libur.TIDAK)).cast(pl.UInt8),
        )
        .select("jadwal_id", "tanggal", "masuk", "pulang", "libur")
        .sort("jadwal_id", "tanggal")
    )


def _kalender(libur: pl.DataFrame, ramadan: pl.DataFrame, rentang: Rentang) -> pl.DataFrame:
    """tanggal, hari, libur, ramadan for each date; a national holiday beats cuti bersama."""
    jenis = (
        libur.select(
            pl.col("tanggal").cast(pl.Date),
            libur=pl.when("cuti_bersama")
            .then(int(Libur.CUTI_BERSAMA))
            .otherwise(int(Libur.LIBUR_NASIONAL)),
        )
        .group_by("tanggal")
        .agg(pl.col("libur").min())
    )
    tanggal = pl.DataFrame({"tanggal": rentang.tanggal()}, schema={"tanggal": pl.Date})
    dalam = [
        pl.col("tanggal").is_between(pl.lit(mulai), pl.lit(sampai))
        for mulai, sampai in ramadan.select("mulai", "sampai").iter_rows()
    ]
    return tanggal.join(jenis, on="tanggal", how="left").select(
        "tanggal",
        hari=pl.col("tanggal").dt.weekday(),
        libur=pl.col("libur").fill_null(int(Libur.TIDAK)),
        ramadan=pl.any_horizontal(dalam) if dalam else pl.lit(False),
    )
