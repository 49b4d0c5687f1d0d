"""What reaches the account: gross less tax and IWP, less deductions agreed to in writing."""

import polars as pl

from selaras.aturan.angka import Bingkai, persen_dari, tambah_galat
from selaras.hukum import Aturan

PEGAWAI, DAERAH = "pegawai", "daerah"
_LAIN = ("potongan_korpri", "potongan_koperasi", "potongan_lain")


def with_penerimaan(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds pph_pegawai, diterima, zakat_rp, potongan_lain_rp, netto; none below 0.

    Tax that the region bears and the employer's 4 % are added and deducted: they cancel.
    Zakat is taken of what is left after tax and IWP; the rest of the deductions in full or as far
    as money is left.
    """
    pegawai_bayar = aturan.pilihan("pajak.penanggung") == PEGAWAI
    pph = pl.col("pph21_tpp") - pl.col("pph21_lebih") if pegawai_bayar else pl.lit(0, pl.Int64)
    zakat = aturan.nilai("potongan.zakat") if aturan.ada("potongan.zakat") else 0
    diterima = pl.col("diterima")
    lain = pl.sum_horizontal(_LAIN)
    return (
        frame.with_columns(
            tambah_galat(*((pl.col(k) < 0, f"{k}: tidak boleh kurang dari 0") for k in _LAIN)),
            pph_pegawai=pl.min_horizontal(pph, pl.col("bruto") - pl.col("iwp")),
        )
        .with_columns(diterima=pl.col("bruto") - pl.col("iwp") - pl.col("pph_pegawai"))
        .with_columns(
            zakat_rp=pl.when(pl.col("zakat")).then(persen_dari(diterima, zakat)).otherwise(0)
        )
        .with_columns(potongan_lain_rp=pl.min_horizontal(lain, diterima - pl.col("zakat_rp")))
        .with_columns(netto=diterima - pl.col("zakat_rp") - pl.col("potongan_lain_rp"))
    )
