"""What stands between the basic TPP and the criteria as paid, each cause in whole rupiah.

Reads computed rows and says nothing new about what is paid: the causes add up to the difference
exactly, since the last of them (discipline) is what the others leave.
"""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN, Bingkai, bagi_bulat, besar
from selaras.aturan.besaran import PLT100
from selaras.hukum import Aturan


def with_berkurang(
    frame: Bingkai, aturan: Aturan, produktivitas: pl.Expr, disiplin: pl.Expr
) -> Bingkai:
    """Adds dasar_rp, dasar_hukuman, rugi_pengganti, rugi_produktivitas, rugi_disiplin (rupiah).

    dasar_rp less the other four is jumlah_nilai. `dasar_hukuman`: a sanction taken from the
    besaran; `rugi_pengganti`: a reduction or a trial month that pays a percentage whatever the
    scores are, and then these take nothing away. The scores come over SERATUS_PERSEN.
    """
    cara = aturan.pilihan("tpp.pembulatan")
    semua, dinilai = aturan.daftar("tpp.kriteria"), aturan.daftar("tpp.kriteria_dinilai")
    sebelum = aturan.pilihan("tpp.hukuman_urutan") == "sebelum_nilai"
    hukuman_bp = pl.col("hukuman") if sebelum else pl.lit(0, dtype=pl.Int64)
    diganti = pl.col("ganti_bp").is_not_null() | pl.col("uji_coba_bp").is_not_null()
    selisih, rugi_p = pl.col("_selisih"), pl.col("rugi_produktivitas")
    return (
        frame.with_columns(_dasar(k, aturan, cara).alias(f"_penuh_{k}") for k in semua)
        .with_columns(
            dasar_rp=pl.sum_horizontal(f"_penuh_{k}" for k in semua),
            _dinilai=pl.sum_horizontal(f"_penuh_{k}" for k in semua if k in dinilai),
            _diganti=diganti,
            _hilang=_hilang(aturan, produktivitas) * (SERATUS_BP - hukuman_bp),
        )
        .with_columns(
            dasar_hukuman=bagi_bulat(
                besar(pl.col("dasar_rp")) * hukuman_bp, besar(SERATUS_BP), cara
            )
        )
        .with_columns(
            _selisih=pl.col("dasar_rp") - pl.col("dasar_hukuman") - pl.col("jumlah_nilai"),
            _rugi=bagi_bulat(
                besar(pl.col("_dinilai")) * pl.col("_hilang"),
                besar(SERATUS_BP) * SERATUS_BP * SERATUS_PERSEN,
                cara,
            ),
        )
        .with_columns(
            rugi_pengganti=pl.when("_diganti").then(selisih).otherwise(0),
            rugi_produktivitas=pl.when("_diganti")
            .then(0)
            .when(_hanya_produktivitas(aturan, disiplin))
            .then(selisih)
            .otherwise(pl.min_horizontal("_rugi", "_selisih")),
        )
        .with_columns(rugi_disiplin=selisih - pl.col("rugi_pengganti") - rugi_p)
        .drop(
            "_dinilai", "_diganti", "_hilang", "_selisih", "_rugi", *(f"_penuh_{k}" for k in semua)
        )
    )


def _dasar(k: str, aturan: Aturan, cara: str) -> pl.Expr:
    """A criterion as a full score pays it: status, acting post, share paid; rounded like `hitung`.

    Stored rows have -1 where a besaran is not known.
    """
    pembagi = besar(pl.col("pembagi").clip(1))
    plt = besar(pl.col(f"plt_{k}").fill_null(0).clip(0)) * pl.col("plt_bp") * pembagi
    sendiri = besar(pl.col(k).fill_null(0).clip(0)) * pl.col("status_bp")
    hanya_plt = (pl.col("plt_berlaku") == PLT100).fill_null(False)
    penuh = pl.when(hanya_plt).then(plt).otherwise(sendiri + plt)
    kali = aturan.nilai("tpp.pengali_besaran") * pl.col("bayar_bp")
    return bagi_bulat(penuh * besar(kali), pembagi * SERATUS_BP**3, cara)


def _hilang(aturan: Aturan, produktivitas: pl.Expr) -> pl.Expr:
    """The share (bp x SERATUS_PERSEN) that productivity, and the SKP's own share, leave out."""
    bobot_skp = aturan.tabel("tpp.bobot").get("skp", 0)
    dinilai = pl.col("bobot_p") > 0
    skp = pl.when(dinilai).then(bobot_skp - pl.col("skp_porsi")).otherwise(0).clip(0)
    hilang = besar(pl.col("bobot_p")) * (SERATUS_PERSEN - produktivitas)
    return hilang + besar(skp) * SERATUS_PERSEN


def _hanya_produktivitas(aturan: Aturan, disiplin: pl.Expr) -> pl.Expr:
    """Whether discipline took nothing: even a rupiah of rounding is not its doing then."""
    bobot = pl.col("bobot_p") + pl.col("bobot_d") + aturan.tabel("tpp.bobot").get("skp", 0)
    penuh = (disiplin == SERATUS_PERSEN) & (bobot == SERATUS_BP) & (pl.col("bobot_p") > 0)
    return penuh & (pl.col("potongan_dipakai").fill_null(0) == 0)
