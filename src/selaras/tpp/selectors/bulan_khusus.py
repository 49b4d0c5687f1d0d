"""A month's frame as THR and gaji ke-13 pay it again: the same facts, nothing of other months."""

from math import gcd

import polars as pl

from selaras.aturan.angka import SERATUS_BP
from selaras.aturan.masukan import KRITERIA
from selaras.hukum import Aturan
from selaras.tpp.masa import Masa

# What belongs to an ordinary month alone: arrears, deductions agreed to, the year's tax.
_NOL = (
    "kekurangan_lalu", "kelebihan_lalu", "potongan_korpri", "potongan_koperasi", "potongan_lain",
)  # fmt: skip


def repeated_month(frame: pl.DataFrame, masa: Masa, aturan: Aturan) -> pl.DataFrame:
    """The base month's frame under the special period's number, at the share that is paid."""
    bagian = aturan.tabel("tpp.persen_khusus")[masa.khusus]
    sama = gcd(bagian, SERATUS_BP)
    atas, bawah = bagian // sama, SERATUS_BP // sama
    plt = [
        ((pl.col(f"plt_{k}") * bagian + SERATUS_BP // 2) // SERATUS_BP).alias(f"plt_{k}")
        for k in KRITERIA
    ]
    return frame.with_columns(
        *(pl.col(k) * atas for k in KRITERIA),
        *plt,
        *(pl.lit(0, dtype=pl.Int64).alias(k) for k in _NOL),
        pembagi=pl.col("pembagi") * bawah,
        bulan=pl.lit(masa.periode % 100, dtype=pl.Int64),
        zakat=pl.lit(False),
        masa_terakhir=pl.lit(False),
    )
