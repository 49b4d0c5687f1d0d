"""Rows of both laws side by side, and what they come to: by month, unit, class and person. Pure.

A row is one person in one month (columns: BARIS). Rupiah are whole; scores over SERATUS_PERSEN.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from selaras.hukum import Aturan

UANG = ("bruto", "belanja", "pajak", "diterima")
PPH = ("pph_lama", "pph_baru")  # the month's whole tax: what December's settlement needs
NILAI = ("produktivitas", "disiplin")
BARIS = (
    "periode", "pegawai_id", "skpd_id", "unit_id", "kelas", "status",
    *(f"{k}_{sisi}" for k in (*UANG, *NILAI) for sisi in ("lama", "baru")),
    *PPH, "galat", "tidak_sama",
)  # fmt: skip
ORANG = 10
TERBANYAK = 500  # findings kept by name


def side_by_side(
    instrumen: pl.DataFrame, asal: Aturan, ulang: pl.DataFrame, baru: pl.DataFrame, aturan: Aturan
) -> pl.DataFrame:
    """BARIS of one month. `ulang`: the own law again; `baru`: the other law; rows in one order.

    Whoever the other law can't compute (`galat`) has null on its side. `tidak_sama`: the own law
    over the stored inputs gives something else than what is stored.
    """
    beda = (ulang["bruto"] != instrumen["bruto"]) | (ulang["diterima"] != instrumen["diterima"])
    return instrumen.select(
        "periode", "pegawai_id", "skpd_id", "unit_id", "kelas", "status",
        bruto_lama="bruto",
        belanja_lama=_belanja(asal),
        pajak_lama="pph_pegawai",
        diterima_lama="diterima",
        pph_lama=pl.col("pph21") - pl.col("pph21_lebih"),
        produktivitas_lama="produktivitas",
        disiplin_lama="disiplin",
    ).with_columns(
        baru.select(
            bruto_baru="bruto",
            belanja_baru=pl.when(pl.col("galat").is_null()).then(_belanja(aturan)),
            pajak_baru="pph_pegawai",
            diterima_baru="diterima",
            pph_baru=pl.col("pph21") - pl.col("pph21_lebih"),
            produktivitas_baru=pl.when(pl.col("galat").is_null()).then("produktivitas_persen"),
            disiplin_baru=pl.when(pl.col("galat").is_null()).then("disiplin_persen"),
            galat="galat",
        ),
        tidak_sama=beda.fill_null(True),
    ).select(BARIS)  # fmt: skip


def _belanja(aturan: Aturan) -> pl.Expr:
    """What the region spends: gross TPP, the employer's JKN and the tax that it bears."""
    pajak = pl.col("pph21_tpp") if aturan.pilihan("pajak.penanggung") == "daerah" else pl.lit(0)
    return pl.col("bruto") + pl.col("bpjs") + pajak


def bandingan(baris: pl.DataFrame) -> pl.DataFrame:
    """The rows that both laws could compute: only these can be set against each other."""
    return baris.filter(pl.col("galat").is_null())


def sums(baris: pl.DataFrame, menurut: str) -> pl.DataFrame:
    """Both sides by a column, with how many gain and lose: orang, naik, turun, tetap, selisih."""
    per_orang = people(baris, menurut)
    s = pl.col("selisih")
    return (
        per_orang.group_by(menurut)
        .agg(
            orang=pl.len(),
            naik=(s > 0).sum(),
            turun=(s < 0).sum(),
            tetap=(s == 0).sum(),
            naik_rp=s.filter(s > 0).sum(),
            turun_rp=s.filter(s < 0).sum(),
            **{f"{k}_{x}": pl.col(f"{k}_{x}").sum() for k in UANG for x in ("lama", "baru")},
        )
        .with_columns(selisih=pl.col("bruto_baru") - pl.col("bruto_lama"))
        .sort(menurut)
    )


def people(baris: pl.DataFrame, *kunci: str) -> pl.DataFrame:
    """One row per person (and key), summed over the months that both laws could compute."""
    uang = [pl.col(f"{k}_{x}").sum() for k in UANG for x in ("lama", "baru")]
    tetap = [k for k in ("skpd_id", "unit_id", "kelas") if k not in kunci]
    return (
        bandingan(baris)
        .group_by("pegawai_id", *kunci)
        .agg(
            *uang,
            *(pl.col(k).last() for k in tetap),
            bulan=pl.len(),
            terbesar=pl.col("periode")
            .sort_by((pl.col("bruto_baru") - pl.col("bruto_lama")).abs())
            .last(),
        )
        .with_columns(selisih=pl.col("bruto_baru") - pl.col("bruto_lama"))
    )


def examples(baris: pl.DataFrame, jumlah: int = ORANG) -> pl.DataFrame:
    """People worth looking at: who loses and gains most, and others between, of many classes."""
    orang = people(baris).sort("selisih", "pegawai_id")
    if orang.height <= jumlah:
        return orang
    ujung = jumlah * 3 // 10
    tepi = [*range(ujung), *range(orang.height - ujung, orang.height)]
    tengah = orang.slice(ujung, orang.height - 2 * ujung)
    wakil = tengah.unique("kelas", keep="first", maintain_order=True).sort("kelas")
    sisa = jumlah - len(tepi)
    langkah = max(wakil.height // sisa, 1)
    pilih = wakil.gather_every(langkah).head(sisa)
    kurang = tengah.join(pilih, on="pegawai_id", how="anti").head(sisa - pilih.height)
    return pl.concat([orang[tepi], pilih, kurang]).sort("selisih", "pegawai_id")


def budget(baris: pl.DataFrame) -> dict[str, int]:
    """The whole before and after, of what both laws could compute."""
    sama = bandingan(baris)
    return {
        f"{k}_{x}": int(sama[f"{k}_{x}"].sum() or 0) for k in UANG for x in ("lama", "baru")
    } | {"orang": sama["pegawai_id"].n_unique()}


def summary(baris: pl.DataFrame) -> dict[str, Any]:
    """What the comparison's page shows first; plain values."""
    orang = people(baris)
    s = orang["selisih"]
    gagal = baris.filter(pl.col("galat").is_not_null())
    return {
        "anggaran": budget(baris),
        "orang": {
            "naik": int((s > 0).sum()),
            "turun": int((s < 0).sum()),
            "tetap": int((s == 0).sum()),
            "naik_rp": int(s.filter(s > 0).sum()),
            "turun_rp": int(s.filter(s < 0).sum()),
        },
        "bulan": sums(baris, "periode").to_dicts(),
        "kelas": sums(baris, "kelas").sort("kelas", descending=True).to_dicts(),
        "skpd": sums(baris, "skpd_id").sort("selisih").to_dicts(),
        "contoh": examples(baris).to_dicts(),
        "tidak_sama": _tidak_sama(baris),
        "gagal": _galat(gagal),
    }


def _tidak_sama(baris: pl.DataFrame) -> dict[str, int]:
    beda = baris.filter("tidak_sama")
    return {"baris": beda.height, "orang": beda["pegawai_id"].n_unique()}


def _galat(gagal: pl.DataFrame) -> list[dict[str, Any]]:
    """Reasons why the other law can't compute somebody, the commonest first."""
    return (
        gagal.group_by("galat")
        .agg(baris=pl.len(), orang=pl.col("pegawai_id").n_unique())
        .sort("orang", "galat", descending=[True, False])
        .head(20)
        .to_dicts()
    )


def gather(bagian: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The months' rows as one frame."""
    return pl.concat(bagian)
