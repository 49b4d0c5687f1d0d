"""Satyalancana Karya Satya (PP 35/2010 ps. 22): 10, 20, 30 years of unbroken, clean service."""

import polars as pl

from selaras.aturan.simpeg.kgb import kata
from selaras.aturan.simpeg.waktu import BULAN, tambah_bulan
from selaras.hukum import Aturan

_NAMA = r"(?i)satya\s*lancana\s+karya\s+satya\s+(XXX|XX|X|30|20|10)\b"
_ANGKA = {"10": "X", "20": "XX", "30": "XXX"}


def derajat(nama: pl.Expr) -> pl.Expr:
    """X, XX or XXX of an award's name; null for any other award."""
    return nama.str.extract(_NAMA).str.to_uppercase().replace(_ANGKA)


def with_satyalancana(frame: pl.DataFrame, dimiliki: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds satya_derajat, satya_tmt and satya_kurang; null = none left.

    The highest one already earned and not yet given, else the next one to be earned; one that was
    given makes lower ones past. Reads pegawai_id, status, tmt_cpns,
    hukuman_pernah (list of levels ever imposed), cltn_bulan (months outside service). `dimiliki`:
    pegawai_id, nama of awards.
    """
    tahun = dict(aturan.tabel("simpeg.satyalancana"))
    punya = (
        dimiliki.with_columns(lama=derajat(pl.col("nama")).replace_strict(
            tahun, default=None, return_dtype=pl.Int64))
        .group_by("pegawai_id").agg(satya_dimiliki=pl.col("lama").max())
    )  # fmt: skip
    lengkap = frame.join(punya, on="pegawai_id", how="left", maintain_order="left")
    dimiliki_lama = pl.col("satya_dimiliki").fill_null(0)
    luar = pl.col("cltn_bulan").fill_null(0)
    urut = sorted(tahun.values())
    genap = {
        lama: tambah_bulan(pl.col("tmt_cpns"), luar + lama * BULAN) <= aturan.pada for lama in urut
    }
    calon = pl.coalesce(
        *(
            pl.when((dimiliki_lama < lama) & genap[lama]).then(pl.lit(lama))
            for lama in reversed(urut)
        ),
        *(pl.when(dimiliki_lama < lama).then(pl.lit(lama)) for lama in urut),
    )
    nama = {lama: kode for kode, lama in tahun.items()}
    berat = aturan.daftar("simpeg.satyalancana_hukuman")
    kena = pl.col("hukuman_pernah").list.set_intersection(pl.lit(list(berat))).list.len() > 0
    lengkap = lengkap.with_columns(_lama=pl.when(pl.col("status") == "PNS").then(calon))
    return lengkap.with_columns(
        satya_derajat=pl.col("_lama").replace_strict(nama, default=None, return_dtype=pl.String),
        satya_tmt=tambah_bulan(pl.col("tmt_cpns"), pl.col("_lama") * BULAN + luar),
        satya_kurang=kata(
            pl.when(kena.fill_null(False)).then(
                pl.lit("Pernah dijatuhi hukuman disiplin sedang atau berat")
            ),
            pl.when(luar > 0).then(pl.lit("Pernah cuti di luar tanggungan negara")),
        ),
    ).drop("_lama", "satya_dimiliki")
