"""When a pension may and must be proposed (Peraturan BKN 2/2018)."""

import polars as pl

from selaras.aturan.simpeg.kgb import kata
from selaras.aturan.simpeg.waktu import tambah_bulan
from selaras.hukum import Aturan


def with_usul_pensiun(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds usul_mulai, usul_sampai (days) and pensiun_kurang: too early or past its last day."""
    bulan = aturan.tabel("simpeg.usul_pensiun")
    hari = pl.lit(aturan.pada)
    tulis = "%d-%m-%Y"
    return frame.with_columns(
        usul_mulai=tambah_bulan(pl.col("tmt_pensiun"), -bulan["paling_cepat"]),
        usul_sampai=tambah_bulan(pl.col("tmt_pensiun"), -bulan["paling_lambat"]),
    ).with_columns(
        pensiun_kurang=kata(
            pl.when(hari < pl.col("usul_mulai")).then(
                pl.format("Dapat diusulkan mulai {}", pl.col("usul_mulai").dt.strftime(tulis))),
            pl.when(hari > pl.col("usul_sampai")).then(
                pl.format("Lewat batas usul {}", pl.col("usul_sampai").dt.strftime(tulis))),
        )
    )  # fmt: skip
