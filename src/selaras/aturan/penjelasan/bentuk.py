"""The shape of a line of the explanation, and how its figures are read."""

from dataclasses import dataclass

import polars as pl

from selaras.aturan.angka import SERATUS_PERSEN, bagi_bulat, besar

RUPIAH, PERSEN = "rupiah", "persen"


@dataclass(frozen=True, slots=True)
class Komponen:
    """One line of the explanation: `nilai` is an expression in `satuan`, `rumus` one of text.

    A line without `syarat` is always shown. `kelompok` is the step of the waterfall. A null value
    is a figure that there is none of, which the formula says in words.
    """

    kode: str
    judul: str
    kelompok: str
    satuan: str
    nilai: pl.Expr
    rumus: pl.Expr
    kunci: str
    syarat: pl.Expr | None = None


def persen_dari_skala(kolom: str) -> pl.Expr:
    """A score over skala as an integer over SERATUS_PERSEN, for reading."""
    return bagi_bulat(besar(pl.col(kolom)), pl.col("skala") // SERATUS_PERSEN)
