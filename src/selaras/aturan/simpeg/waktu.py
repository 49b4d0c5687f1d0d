"""Months and years between dates as the civil service counts them: whole ones only."""

import polars as pl

BULAN = 12


def bulan_antara(dari: pl.Expr, sampai: pl.Expr) -> pl.Expr:
    """Whole months from one day to another (negative before it)."""
    tahun = sampai.dt.year().cast(pl.Int64) - dari.dt.year()
    bulan = sampai.dt.month().cast(pl.Int64) - dari.dt.month()
    kurang = (sampai.dt.day() < dari.dt.day()).cast(pl.Int64)
    return tahun * BULAN + bulan - kurang


def tambah_bulan(tanggal: pl.Expr, bulan: pl.Expr | int) -> pl.Expr:
    """The same day so many months later (the month's last day where it has no such day)."""
    jumlah = pl.lit(bulan) if isinstance(bulan, int) else bulan
    return tanggal.dt.offset_by(pl.format("{}mo", jumlah.cast(pl.Int64)))


def awal_bulan(tanggal: pl.Expr) -> pl.Expr:
    """The first day of the month."""
    return tanggal.dt.truncate("1mo")
