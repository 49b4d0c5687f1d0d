"""A month of several posts: whose TPP counts, by the region's choice. Pieces in, besaran out.

A piece is a post held for some of the month: kunci, mulai_hari (day of month, 1 = since before),
hari (working days of the piece), hari_kerja (working days of the month), and the six criteria.
"""

import polars as pl

from selaras.aturan.masukan import KRITERIA
from selaras.hukum import Aturan

TANGGAL_1, HARI_KERJA, BULAN_BERIKUT = "tanggal_1", "hari_kerja", "bulan_berikut"


def besaran_bulan(
    potongan: pl.DataFrame, aturan: Aturan, kunci: str = "pegawai_id"
) -> pl.DataFrame:
    """kunci, six criteria and `pembagi`: by the post on day 1 or shared by working days.

    `bulan_berikut` (the old post to the month's end, the new one from the next month) is day 1
    for those who had a post then, and nothing yet for those who came later.
    """
    if aturan.pilihan("tpp.prorata") == HARI_KERJA:
        # One post all month needs no division, and its explanation no fraction.
        utuh = (pl.len() == 1) & (pl.col("hari") == pl.col("hari_kerja")).all()
        return potongan.group_by(kunci, maintain_order=True).agg(
            *(
                pl.when(pl.col(k).is_null().any())  # a piece whose besaran nobody set
                .then(None)
                .when(utuh)
                .then(pl.col(k).first())
                .otherwise((pl.col(k) * pl.col("hari")).sum())
                .alias(k)
                for k in KRITERIA
            ),
            pembagi=pl.when(utuh).then(1).otherwise(pl.col("hari_kerja").first().clip(1)),
        )
    hari_pertama = potongan.filter(pl.col("mulai_hari") == 1)
    return hari_pertama.unique(kunci, keep="last", maintain_order=True).select(
        kunci, *KRITERIA, pembagi=pl.lit(1, dtype=pl.Int64)
    )
