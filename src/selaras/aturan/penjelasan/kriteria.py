"""From the basic TPP to the criteria as paid: what was taken, and each one's factors."""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, bagi_bulat, besar
from selaras.aturan.besaran import PLT20, PLT100
from selaras.aturan.masukan import JUDUL_KRITERIA
from selaras.aturan.nilai_disiplin import SELURUH_TPP
from selaras.aturan.penjelasan.bentuk import RUPIAH, Komponen, persen_dari_skala
from selaras.aturan.teks import bila, gabung, persen, persen_bp, rupiah
from selaras.hukum import Aturan


def lines_of_losses(aturan: Aturan) -> list[Komponen]:
    """From the basic TPP to the criteria as paid; a cause that takes nothing is no line."""
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    dasar, hukuman = pl.col("dasar_rp"), pl.col("dasar_hukuman")
    pengganti, uji = pl.col("rugi_pengganti"), pl.col("uji_coba_bp")
    rugi_p, rugi_d = pl.col("rugi_produktivitas"), pl.col("rugi_disiplin")
    bagian = pl.coalesce(pl.col("ganti_bp"), uji)
    sebab = pl.coalesce(pl.col("pengurang_berlaku"), pl.lit("masa uji coba"))
    return [
        Komponen(
            "dasar", "TPP dasar", "dasar", RUPIAH, dasar,
            gabung("besaran jabatan semua kriteria, penuh", _pengali(aturan), _bayar(), " = ",
                   rupiah(dasar)), "tpp.kriteria",
        ),
        Komponen(
            "hukuman_dasar", "Potongan hukuman disiplin", "berkurang", RUPIAH, -hukuman,
            gabung(persen_bp(pl.col("hukuman")), " x ", rupiah(dasar), " = ",
                   rupiah(hukuman)), "tpp.hukuman_urutan", hukuman > 0,
        ),
        Komponen(
            "pengganti", "Dibayar menurut ketentuan khusus", "berkurang", RUPIAH, -pengganti,
            gabung("dibayar ", persen_bp(bagian), " (", sebab, "), berkurang ",
                   rupiah(pengganti)), "tpp.kriteria_dinilai", pengganti != 0,
        ),
        Komponen(
            "rugi_produktivitas", "Berkurang karena hasil kinerja", "berkurang", RUPIAH,
            -rugi_p,
            gabung("bobot ", persen_bp(pl.col("bobot_p")), ", nilai produktivitas ",
                   persen(produktivitas), ": berkurang ", rupiah(rugi_p)),
            "tpp.bobot", rugi_p != 0,
        ),
        Komponen(
            "rugi_disiplin", "Berkurang karena disiplin", "berkurang", RUPIAH, -rugi_d,
            gabung(_cara_rugi_disiplin(aturan, disiplin), ": berkurang ", rupiah(rugi_d)),
            "tpp.bobot", rugi_d != 0,
        ),
    ]  # fmt: skip


def _cara_rugi_disiplin(aturan: Aturan, disiplin: pl.Expr) -> pl.Expr:
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        return gabung("potongan ", persen(pl.col("potongan_dipakai")), " dari seluruh TPP")
    return gabung("bobot ", persen_bp(pl.col("bobot_d")), ", nilai disiplin ", persen(disiplin))


def line_of_criterion(k: str, aturan: Aturan) -> Komponen:
    """One criterion: basic x score x share paid, with only the factors that differ from 100 %."""
    nilai = pl.col(f"nilai_{k}")
    rumus = gabung(_dasar(k), _pengali(aturan), _faktor(k, aturan), _bayar(), " = ", rupiah(nilai))
    ada = (pl.col(k).fill_null(0) > 0) | (pl.col(f"plt_{k}").fill_null(0) > 0)
    judul = JUDUL_KRITERIA[k]
    return Komponen(k, judul, "kriteria", RUPIAH, nilai, rumus, "tpp.kriteria", ada)


def _dasar(k: str) -> pl.Expr:
    besaran = bagi_bulat(besar(pl.col(k).fill_null(0)), besar(pl.col("pembagi").clip(1)))
    prorata = bila(pl.col("pembagi") > 1, pl.lit(" (menurut hari kerja)"))
    status = bila(
        pl.col("status_bp") != SERATUS_BP,
        gabung(" x ", persen_bp(pl.col("status_bp")), " (", pl.col("status"), ")"),
    )
    plt, milik_plt = pl.col("plt_berlaku"), pl.col(f"plt_{k}").fill_null(0)
    penuh, tambah = plt == PLT100, plt == PLT20
    return gabung(
        bila(tambah, pl.lit("(")),
        rupiah(pl.when(penuh).then(milik_plt).otherwise(besaran)),
        pl.when(penuh).then(pl.lit(" (jabatan Plt)")).otherwise(prorata),
        status,
        bila(
            tambah,
            gabung(" + ", persen_bp(pl.col("plt_bp")), " x ", rupiah(milik_plt), " Plt)"),
        ),
    )


def _pengali(aturan: Aturan) -> pl.Expr:
    pengali = aturan.nilai("tpp.pengali_besaran")
    teks = gabung(" x ", persen_bp(pl.lit(pengali)), " (pengali besaran)")
    return bila(pl.lit(pengali != SERATUS_BP), teks)


def _faktor(k: str, aturan: Aturan) -> pl.Expr:
    dinilai = k in aturan.daftar("tpp.kriteria_dinilai")
    ganti = gabung(" x ", persen_bp(pl.col("ganti_bp")), " (", pl.col("pengurang_berlaku"), ")")
    uji = gabung(" x ", persen_bp(pl.col("uji_coba_bp")), " (masa uji coba)")
    if dinilai:
        skor = gabung(" x ", persen(pl.col("realisasi")), " (realisasi)")
    else:
        hadir = pl.lit(" (tidak dinilai)")
        skor = pl.when(pl.col(f"nilai_{k}") > 0).then(hadir).otherwise(pl.lit(" (tanpa hadir)"))
    return (
        pl.when(pl.col("ganti_bp").is_not_null())
        .then(ganti)
        .when(pl.col("uji_coba_bp").is_not_null())
        .then(uji)
        .otherwise(skor)
    )


def _bayar() -> pl.Expr:
    teks = gabung(" x ", persen_bp(pl.col("bayar_bp")), " (bagian yang dibayar)")
    return bila(pl.col("bayar_bp") != SERATUS_BP, teks)
