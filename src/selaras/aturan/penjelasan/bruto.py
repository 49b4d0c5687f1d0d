"""From the criteria to the gross sum: sanction, arrears, overpayment, the trial's shadow."""

import polars as pl

from selaras.aturan.penjelasan.bentuk import RUPIAH, Komponen
from selaras.aturan.teks import bila, gabung, persen_bp, rupiah
from selaras.hukum import Aturan


def lines_of_gross(aturan: Aturan) -> list[Komponen]:
    """From the criteria to the gross sum."""
    hukuman, jumlah = pl.col("hukuman_rp"), pl.col("jumlah_nilai")
    kurang, lebih = pl.col("kekurangan_lalu"), pl.col("kelebihan_dipotong")
    sisa = bila(
        pl.col("kelebihan_sisa") > 0,
        gabung("; sisanya ", rupiah(pl.col("kelebihan_sisa")), " menunggu bulan berikut"),
    )
    beda = jumlah - pl.col("jumlah_bayangan")
    return [
        Komponen(
            "jumlah", "Jumlah kriteria", "bruto", RUPIAH, jumlah,
            gabung("jumlah kriteria = ", rupiah(jumlah)), "tpp.pembulatan",
        ),
        Komponen(
            "bayangan", "Nilai bayangan masa uji coba", "keterangan", RUPIAH,
            pl.col("jumlah_bayangan"),
            gabung("menurut nilai ", rupiah(pl.col("jumlah_bayangan")), "; beda uji coba ",
                   rupiah(beda), " tidak dipotong"),
            "tpp.uji_coba" if aturan.ada("tpp.uji_coba") else "tpp.uji_coba_unit",
            pl.col("uji_coba_bp").is_not_null(),
        ),
        Komponen(
            "hukuman", "Potongan hukuman disiplin", "bruto", RUPIAH, -hukuman,
            gabung(persen_bp(pl.col("hukuman")), " x ", rupiah(jumlah), " = ", rupiah(hukuman)),
            "tpp.hukuman_potongan", hukuman > 0,
        ),
        Komponen(
            "kekurangan", "Kekurangan bulan lalu", "bruto", RUPIAH, kurang,
            gabung("susulan ", rupiah(kurang)), "tpp.pembulatan", kurang > 0,
        ),
        Komponen(
            "kelebihan", "Kelebihan bulan lalu", "bruto", RUPIAH, -lebih,
            gabung("dikembalikan ", rupiah(lebih), sisa), "tpp.pembulatan",
            pl.col("kelebihan_lalu") > 0,
        ),
        Komponen(
            "bruto", "TPP bruto", "bruto", RUPIAH, pl.col("bruto"),
            _rumus_bruto(), "tpp.pembulatan",
        ),
    ]  # fmt: skip


def _rumus_bruto() -> pl.Expr:
    jumlah, bruto, hukuman = pl.col("jumlah_nilai"), pl.col("bruto"), pl.col("hukuman_rp")
    kurang, lebih = pl.col("kekurangan_lalu"), pl.col("kelebihan_dipotong")
    langkah = gabung(
        rupiah(jumlah),
        bila(hukuman > 0, gabung(" - ", rupiah(hukuman))),
        bila(kurang > 0, gabung(" + ", rupiah(kurang))),
        bila(lebih > 0, gabung(" - ", rupiah(lebih))),
        " = ",
        rupiah(bruto),
    )
    sama = (hukuman == 0) & (kurang == 0) & (lebih == 0)
    return pl.when(sama).then(pl.lit("sama dengan jumlah kriteria")).otherwise(langkah)
