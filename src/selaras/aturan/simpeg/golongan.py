"""Ranks in order (PP 99/2000): their number, the next one, who has ranks at all."""

import polars as pl

from selaras.hukum import Aturan

KUNCI = "simpeg.urutan_golongan"


def urutan(golongan: pl.Expr, aturan: Aturan) -> pl.Expr:
    """1 (I/a) to 17 (IV/e); null for PPPK and for what is no rank."""
    return golongan.replace_strict(dict(aturan.tabel(KUNCI)), default=None, return_dtype=pl.Int64)


def golongan_ke(nomor: pl.Expr, aturan: Aturan) -> pl.Expr:
    """The rank of a number; null outside 1..17."""
    nama = {nilai: kunci for kunci, nilai in aturan.tabel(KUNCI).items()}
    return nomor.replace_strict(nama, default=None, return_dtype=pl.String)
