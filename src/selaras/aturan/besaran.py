"""The basic TPP by criterion: the post's figures, status, an acting post. No scores here."""

import polars as pl

from selaras.aturan.angka import (
    BESARAN_MAKS,
    SERATUS_BP,
    Bingkai,
    besar,
    nilai_tabel,
    sederhana,
    tambah_galat,
)
from selaras.aturan.masukan import JUDUL_KRITERIA, KRITERIA
from selaras.hukum import Aturan

PLT20, PLT100 = "plt20", "plt100"
CPNS = "CPNS"


def with_besaran(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds status_bp, plt_berlaku, plt_bp, and dasar_<k> exact over dasar_per.

    dasar = own besaran x status + a share of the acting post's; with plt100 the acting post's
    instead of one's own. Nothing is rounded yet.
    """
    status = dict(aturan.tabel("tpp.status"))
    tambahan = aturan.nilai("tpp.plt_tambahan") if aturan.ada("tpp.plt_tambahan") else 0
    pembagi, per = sederhana(SERATUS_BP, tambahan, *status.values())
    kode_status, plt = pl.col("status"), pl.col("plt_berlaku")
    return (
        frame.with_columns(
            status_bp=nilai_tabel(kode_status, status), plt_berlaku=_plt_berlaku(aturan)
        )
        .with_columns(
            tambah_galat(
                (kode_status.is_null(), "status: kosong"),
                (
                    pl.col("status_bp").is_null(),
                    pl.format("status: '{}' tidak dikenal aturan ini", kode_status),
                ),
                *_galat_plt(aturan),
                *_galat_besaran(aturan),
            ),
            plt_bp=pl.when(plt == PLT20)
            .then(tambahan)
            .when(plt == PLT100)
            .then(pl.col("status_bp"))
            .otherwise(0),
            dasar_per=besar(per) * besar(pl.col("pembagi").clip(1)),
        )
        .with_columns(*(_dasar(k, pembagi).alias(f"dasar_{k}") for k in KRITERIA))
    )


def _plt_berlaku(aturan: Aturan) -> pl.Expr:
    """The acting post counts once it has been held long enough; unknown days count as enough."""
    plt = pl.col("plt")
    if not aturan.ada("tpp.plt_hari_min"):
        return plt
    cukup = (pl.col("plt_hari") >= aturan.nilai("tpp.plt_hari_min")).fill_null(True)
    return pl.when(cukup).then(plt).otherwise(None)


def _dasar(k: str, pembagi: int) -> pl.Expr:
    sendiri = besar(pl.col(k).fill_null(0)) * (pl.col("status_bp") // pembagi)
    jabatan_plt = besar(pl.col(f"plt_{k}").fill_null(0)) * besar(pl.col("pembagi"))
    plt = jabatan_plt * (pl.col("plt_bp") // pembagi)
    hanya_plt = (pl.col("plt_berlaku") == PLT100).fill_null(False)
    return pl.when(hanya_plt).then(plt).otherwise(sendiri + plt)


def _galat_plt(aturan: Aturan) -> list[tuple[pl.Expr, pl.Expr | str]]:
    plt = pl.col("plt")
    kosong = pl.all_horizontal(pl.col(f"plt_{k}").is_null() for k in aturan.daftar("tpp.kriteria"))
    ragam = aturan.daftar("tpp.plt_ragam") if aturan.ada("tpp.plt_ragam") else ()
    return [
        (~plt.is_in(ragam), pl.format("plt: '{}' tidak dikenal aturan ini", plt)),
        (plt.is_not_null() & (pl.col("status") == CPNS), "plt: CPNS tidak dapat menjadi Plt"),
        (plt.is_not_null() & kosong, "plt: besaran jabatan Plt kosong"),
    ]


def _galat_besaran(aturan: Aturan) -> list[tuple[pl.Expr, pl.Expr | str]]:
    dikenal = aturan.daftar("tpp.kriteria")
    hasil: list[tuple[pl.Expr, pl.Expr | str]] = []
    for k in KRITERIA:
        for nama in (k, f"plt_{k}"):
            nilai = pl.col(nama)
            if k not in dikenal:
                judul = JUDUL_KRITERIA[k].lower()
                hasil.append((nilai != 0, f"{nama}: aturan ini tidak memakai kriteria {judul}"))
                continue
            maks = BESARAN_MAKS * pl.col("pembagi") if nama == k else pl.lit(BESARAN_MAKS)
            hasil.append((nilai < 0, f"{nama}: tidak boleh kurang dari 0"))
            hasil.append((nilai > maks, f"{nama}: lebih dari Rp999.999.999"))
    kosong = pl.all_horizontal(pl.col(k).is_null() for k in dikenal)
    hanya_plt = (pl.col("plt_berlaku") == PLT100).fill_null(False)
    hasil.append((kosong & ~hanya_plt, "besaran: TPP jabatan kosong"))
    return hasil


def basic_tpp(tunjangan_rp: int, ikfd_bp: int, ikk_1e4: int, ippd_bp: int) -> int:
    """The national frame's ceiling of a class: BPK allowance x fiscal x cost x achievement index.

    Kepmendagri 900-4700/2020; half up to the rupiah.
    """
    atas = tunjangan_rp * ikfd_bp * ikk_1e4 * ippd_bp
    bawah = SERATUS_BP**3
    return (2 * atas + bawah) // (2 * bawah)
