"""A year's income tax from its sums, as Pasal 17 settles it: what a statement of the year shows.

The month's own computation stands in aturan/pajak; this repeats its last step over figures that
are already there, for one person's paper.
"""

from dataclasses import dataclass

import polars as pl

from selaras.aturan.pajak import pasal_17
from selaras.hukum import Aturan


@dataclass(frozen=True, slots=True)
class PajakSetahun:
    """The lines of a yearly tax computation, in rupiah."""

    bruto: int
    biaya_jabatan: int
    iuran_pensiun: int
    neto: int
    ptkp: int
    pkp: int
    terutang: int
    dipotong: int

    @property
    def selisih(self) -> int:
        """Positive = too little was withheld."""
        return self.terutang - self.dipotong


def pajak_setahun(
    *, bruto: int, iuran: int, dipotong: int, bulan: int, ptkp: str, aturan: Aturan
) -> PajakSetahun:
    """The year's tax of someone who worked `bulan` months (PMK 168/2023; UU 7/2021 ps. 17)."""
    maks = aturan.nilai("pajak.biaya_jabatan_maks") * bulan
    biaya = min((2 * bruto * aturan.nilai("pajak.biaya_jabatan") + 10_000) // 20_000, maks)
    neto = bruto - biaya - iuran
    bebas = aturan.tabel("pajak.ptkp")[ptkp]
    kelipatan = aturan.nilai("pajak.pasal17_pembulatan")
    pkp = max(neto - bebas, 0) // kelipatan * kelipatan
    terutang = pl.select(pasal_17(pl.lit(pkp, dtype=pl.Int64), aturan)).item()
    return PajakSetahun(bruto, biaya, iuran, neto, bebas, pkp, int(terutang), dipotong)
