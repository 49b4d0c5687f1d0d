"""JKN on TPP: 1 % and 4 % within the wage cap shared with the salary (Perpres 82/2018 ps. 33)."""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, Bingkai, persen_dari, tambah_galat
from selaras.hukum import Aturan

TANPA = "tanpa"


def with_jkn(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds iwp (the employee's 1 %), bpjs (the employer's 4 %), and the room that the cap leaves.

    Room is what the cap still allows after the salary's part, never below 0; in THR and the 13th
    salary there is none where the law spares them (jkn.bulan_khusus).
    """
    batas = aturan.nilai("jkn.batas_upah")
    pegawai, pemberi = aturan.nilai("jkn.pegawai"), aturan.nilai("jkn.pemberi_kerja")
    ruang_1 = (batas * pegawai // SERATUS_BP - pl.col("gaji_iwp").fill_null(0)).clip(0)
    ruang_4 = (batas * pemberi // SERATUS_BP - pl.col("gaji_bpjs").fill_null(0)).clip(0)
    ada_gaji = pl.col("gaji_bruto") > 0
    if aturan.ada("jkn.bulan_khusus") and aturan.pilihan("jkn.bulan_khusus") == TANPA:
        biasa = ~pl.col("bulan").is_in(list(aturan.tabel("tpp.bulan_khusus").values()))
        ruang_1, ruang_4 = ruang_1 * biasa, ruang_4 * biasa
    return frame.with_columns(
        tambah_galat(
            (pl.col("gaji_iwp") < 0, "gaji_iwp: tidak boleh kurang dari 0"),
            (pl.col("gaji_bpjs") < 0, "gaji_bpjs: tidak boleh kurang dari 0"),
            (ada_gaji & pl.col("gaji_iwp").is_null(), "gaji_iwp: kosong"),
            (ada_gaji & pl.col("gaji_bpjs").is_null(), "gaji_bpjs: kosong"),
        ),
        ruang_iwp=ruang_1,
        ruang_bpjs=ruang_4,
    ).with_columns(
        iwp=pl.min_horizontal(persen_dari(pl.col("bruto"), pegawai), "ruang_iwp"),
        bpjs=pl.min_horizontal(persen_dari(pl.col("bruto"), pemberi), "ruang_bpjs"),
    )
