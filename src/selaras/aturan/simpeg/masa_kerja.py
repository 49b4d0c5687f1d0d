"""Years of service: in the rank (MKG, which decides pay) and altogether.

The newest letter that states an MKG wins (promotion or increment); where no letter does, it is
counted from the appointment, and `mkg_sumber` says so.
"""

import polars as pl

from selaras.aturan.simpeg.waktu import bulan_antara

SURAT_GOLONGAN, SURAT_KGB, HITUNGAN = "golongan", "kgb", "hitungan"


def with_masa_kerja(frame: pl.DataFrame, pada: pl.Expr) -> pl.DataFrame:
    """Adds masa_kerja_bulan, mkg_bulan (both as of a day), mkg_sumber, mkg_dasar, mkg_dasar_tmt.

    mkg_dasar is the MKG that the newest letter states and mkg_dasar_tmt its day. Reads tmt_cpns,
    mk_awal_bulan (service recognised at the appointment), pmk_bulan (recognised later),
    tmt_golongan, golongan_mkg (of the letter), kgb_tmt, kgb_mkg (null = no such letter).
    """
    tambahan = pl.col("mk_awal_bulan").fill_null(0) + pl.col("pmk_bulan").fill_null(0)
    seluruh = (bulan_antara(pl.col("tmt_cpns"), pada) + tambahan).clip(lower_bound=0)
    # A letter of promotion restarts the count; an increment before it no longer speaks.
    kgb = pl.col("kgb_mkg").is_not_null() & (
        pl.col("golongan_mkg").is_null() | (pl.col("kgb_tmt") >= pl.col("tmt_golongan"))
    )
    golongan = pl.col("golongan_mkg").is_not_null()
    ada = pl.col("tmt_cpns").is_not_null()
    return frame.with_columns(
        masa_kerja_bulan=seluruh,
        mkg_sumber=pl.when(kgb).then(pl.lit(SURAT_KGB)).when(golongan).then(pl.lit(SURAT_GOLONGAN))
        .when(ada).then(pl.lit(HITUNGAN)),
        mkg_dasar=pl.when(kgb).then("kgb_mkg").when(golongan).then("golongan_mkg").otherwise(seluruh),
        mkg_dasar_tmt=pl.when(kgb).then("kgb_tmt").when(golongan).then("tmt_golongan")
        .when(ada).then(pada),
    ).with_columns(
        mkg_bulan=pl.col("mkg_dasar") + bulan_antara(pl.col("mkg_dasar_tmt"), pada)
    )  # fmt: skip
