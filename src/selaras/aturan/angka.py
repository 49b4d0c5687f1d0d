"""Exact integers in frames: scales, rounding, steps of a table, galat. No law and no floats here.

A percentage is an integer over SERATUS_PERSEN (six decimals of a percent); money is whole rupiah;
products are Int128, so that a ratio stays exact until a rule rounds it.
"""

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Protocol, TypeVar

import polars as pl

SERATUS_PERSEN = 100_000_000  # 100 % with six decimals of a percent
SERATUS_BP = 10_000  # 100 % in basis points
BESARAN_MAKS = 999_999_999  # one criterion; above it a typing slip, and Int128 would end

Bingkai = TypeVar("Bingkai", pl.DataFrame, pl.LazyFrame)  # rules are the same steps over both
HALF_UP, HALF_EVEN, KE_BAWAH = "half_up", "half_even", "ke_bawah"


class Langkah(Protocol):
    """One step of a jenjang: from `mulai` on, `nilai`."""

    @property
    def mulai(self) -> int: ...
    @property
    def nilai(self) -> int: ...


def besar(expr: pl.Expr | int) -> pl.Expr:
    """The value as Int128."""
    if isinstance(expr, int):
        return pl.lit(expr, dtype=pl.Int128)
    return expr.cast(pl.Int128)


def bagi_bulat(atas: pl.Expr, bawah: pl.Expr, cara: str = HALF_UP) -> pl.Expr:
    """atas / bawah rounded to an integer (both >= 0, bawah > 0), as Int64."""
    if cara == HALF_UP:
        hasil = (2 * atas + bawah) // (2 * bawah)
    elif cara == KE_BAWAH:
        hasil = atas // bawah
    elif cara == HALF_EVEN:
        naik = (2 * atas + bawah) // (2 * bawah)
        tepat_tengah = (2 * atas) % (2 * bawah) == bawah
        hasil = pl.when(tepat_tengah & (naik % 2 == 1)).then(naik - 1).otherwise(naik)
    else:
        raise ValueError(f"cara pembulatan tidak dikenal: {cara}")
    return hasil.cast(pl.Int64)


def persen_dari(nilai: pl.Expr, bp: pl.Expr | int, cara: str = HALF_UP) -> pl.Expr:
    """bp (basis points) of a rupiah column, rounded to the rupiah."""
    return bagi_bulat(besar(nilai) * besar(bp), besar(SERATUS_BP), cara)


def nilai_jenjang(x: pl.Expr, jenjang: Sequence[Langkah], sebelum: int = 0) -> pl.Expr:
    """Value of the last step whose `mulai` <= x; `sebelum` below the first step."""
    mulai = pl.Series([langkah.mulai for langkah in jenjang], dtype=pl.Int64)
    nilai = dict(enumerate([sebelum, *(langkah.nilai for langkah in jenjang)]))
    letak = pl.lit(mulai).search_sorted(x.cast(pl.Int64), side="right")
    return letak.replace_strict(nilai, default=None, return_dtype=pl.Int64)


def nilai_tabel(kunci: pl.Expr, tabel: Mapping[str, int]) -> pl.Expr:
    """Value of a named table; null for a name that it doesn't hold."""
    if not tabel:
        return pl.lit(None, dtype=pl.Int64)
    return kunci.replace_strict(dict(tabel), default=None, return_dtype=pl.Int64)


def sederhana(penyebut: int, *pembilang: int) -> tuple[int, int]:
    """(divisor, denominator): what all numerators and the denominator share, and what is left.

    Keeps products small; the value is the same.
    """
    pembagi = penyebut
    for angka in pembilang:
        pembagi = gcd(pembagi, angka)
    return pembagi, penyebut // pembagi


def tambah_galat(*aturan: tuple[pl.Expr, pl.Expr | str]) -> pl.Expr:
    """`galat` with the first of these reasons that holds; an earlier galat stays."""
    alasan_alasan = (
        pl.when(syarat).then(pl.lit(alasan) if isinstance(alasan, str) else alasan)
        for syarat, alasan in aturan
    )
    return pl.coalesce(pl.col("galat"), *alasan_alasan).cast(pl.String).alias("galat")
