"""Figures as Indonesian text inside frames: Rp1.500.000, 97,5%. Formats only, computes nothing."""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN


def rupiah(nilai: pl.Expr) -> pl.Expr:
    """Rp1.500.000, with a minus in front where below 0."""
    tanda = pl.when(nilai < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.format("{}Rp{}", tanda, _bertitik(nilai.abs()))


def persen(nilai: pl.Expr) -> pl.Expr:
    """97,5% of an integer over SERATUS_PERSEN."""
    return pl.format("{}%", desimal(nilai, SERATUS_PERSEN // 100, ","))


def persen_bp(nilai: pl.Expr) -> pl.Expr:
    """80% of basis points."""
    return pl.format("{}%", desimal(nilai, SERATUS_BP // 100, ","))


def desimal(nilai: pl.Expr, satuan: int, koma: str) -> pl.Expr:
    """An integer in units of 1/satuan (a power of ten) as plain decimals, no trailing zeros."""
    lebar = len(str(satuan)) - 1
    sisa = nilai % satuan
    pecahan = sisa.cast(pl.String).str.zfill(lebar).str.strip_chars_end("0")
    ekor = pl.when(sisa == 0).then(pl.lit("")).otherwise(pl.lit(koma) + pecahan)
    return pl.format("{}{}", (nilai // satuan).cast(pl.String), ekor)


def bilangan(nilai: pl.Expr) -> pl.Expr:
    """6.750: a whole number, not negative, with dots."""
    return _bertitik(nilai)


def gabung(*bagian: pl.Expr | str) -> pl.Expr:
    """The parts one after the other; an empty part leaves nothing."""
    return pl.concat_str(
        [pl.lit(b) if isinstance(b, str) else b.fill_null("") for b in bagian], separator=""
    )


def bila(syarat: pl.Expr, teks: pl.Expr) -> pl.Expr:
    """The text where it applies, else nothing."""
    return pl.when(syarat.fill_null(False)).then(teks).otherwise(pl.lit(""))


def _bertitik(nilai: pl.Expr) -> pl.Expr:
    """Names the figure once: each further mention would carry its whole formula again.

    Slices for each length are faster on 400,000 rows, but an instrument's walk then plans a tree
    four times as large for the one row that a page shows.
    """
    terbalik = nilai.cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", "${1}.")
    return terbalik.str.strip_chars_end(".").str.reverse()
