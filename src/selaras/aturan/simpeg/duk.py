"""The official order of rank (DUK): PP 15/1979, SE Kepala BAKN 03/SE/1980; first difference wins.

Rank, its TMT, post, its TMT, years of service, training, schooling, age; NIP breaks what is left.
"""

import polars as pl

from selaras.hukum import Aturan

ALASAN = ("golongan", "TMT golongan", "jabatan", "TMT jabatan", "masa kerja", "latihan jabatan",
          "tahun latihan jabatan", "pendidikan", "tahun lulus", "usia", "NIP")  # fmt: skip


def duk(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Those whom the list names, in order, with nomor (1..n) and alasan.

    alasan names what puts a person after the one above her. Reads status, golongan_urut,
    tmt_golongan, jenis_jabatan, eselon, jenjang, tmt_jabatan, mkg_bulan, diklat_level (1 highest),
    diklat_tahun, pendidikan, tahun_lulus, lahir, nip.
    """
    masuk = frame.filter(
        pl.col("status").is_in(aturan.daftar("simpeg.duk_status"))
        & pl.col("golongan_urut").is_not_null()
    )
    kunci = _kunci(aturan)
    terurut = masuk.with_columns(**kunci).sort(list(kunci), nulls_last=True)
    beda = [pl.col(k).ne_missing(pl.col(k).shift()) for k in kunci]
    alasan = pl.coalesce(
        pl.when(b).then(pl.lit(kata)) for b, kata in zip(beda, ALASAN, strict=True)
    )
    return terurut.with_columns(
        nomor=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        alasan=pl.when(pl.int_range(pl.len()) > 0).then(alasan).otherwise(pl.lit("")),
    ).drop(list(kunci))


def _kunci(aturan: Aturan) -> dict[str, pl.Expr]:
    """Ascending keys: what comes first is smaller; null (not known) comes last."""
    tingkat = dict(aturan.tabel("simpeg.duk_jabatan"))
    nama = (
        pl.when(pl.col("jenis_jabatan") == "struktural").then("eselon")
        .when(pl.col("jenis_jabatan") == "fungsional").then("jenjang")
        .otherwise(pl.lit("pelaksana"))
    )  # fmt: skip
    jabatan = nama.replace_strict(tingkat, default=None, return_dtype=pl.Int64)
    return {
        "_1": -pl.col("golongan_urut"),
        "_2": pl.col("tmt_golongan"),
        "_3": -jabatan,
        "_4": pl.col("tmt_jabatan"),
        "_5": -pl.col("mkg_bulan"),
        "_6": pl.col("diklat_level"),
        "_7": pl.col("diklat_tahun"),
        "_8": -pl.col("pendidikan"),
        "_9": pl.col("tahun_lulus"),
        "_10": pl.col("lahir"),
        "_11": pl.col("nip"),
    }
