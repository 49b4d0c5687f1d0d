"""How the scores came about: productivity, discipline, what they make together."""

import polars as pl

from selaras.aturan.angka import SERATUS_BP
from selaras.aturan.nilai_disiplin import PERSEN_KEHADIRAN, SELURUH_TPP
from selaras.aturan.penjelasan.bentuk import PERSEN, Komponen, persen_dari_skala
from selaras.aturan.teks import bila, bilangan, gabung, persen, persen_bp
from selaras.hukum import Aturan

TIDAK_DINILAI = "tidak dinilai (hanya presensi)"


def lines_of_scores(aturan: Aturan) -> list[Komponen]:
    """The scores: productivity, discipline, what they make together."""
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    # Someone who owes no result has no score of it, rather than a score of nought.
    dinilai = (pl.col("bobot_p") > 0) | (pl.col("bobot_d") < SERATUS_BP)
    rumus_p = gabung(_cara_produktivitas(aturan), " = ", persen(produktivitas))
    return [
        Komponen(
            "produktivitas", "Nilai produktivitas", "nilai", PERSEN,
            pl.when(dinilai).then(produktivitas),
            pl.when(dinilai).then(rumus_p).otherwise(pl.lit(TIDAK_DINILAI)), "kinerja.cara",
        ),
        Komponen(
            "disiplin", "Nilai disiplin", "nilai", PERSEN, disiplin,
            gabung(_cara_disiplin(aturan), " = ", persen(disiplin)), "disiplin.basis",
        ),
        Komponen(
            "realisasi", "Realisasi", "nilai", PERSEN, pl.col("realisasi"),
            gabung(_cara_realisasi(aturan), " = ", persen(pl.col("realisasi"))), "tpp.bobot",
        ),
    ]  # fmt: skip


def _cara_produktivitas(aturan: Aturan) -> pl.Expr:
    cara = aturan.pilihan("kinerja.cara")
    if cara.startswith("menit"):
        menit = gabung(bilangan(pl.col("menit_diakui").fill_null(0)), " menit diakui")
        if aturan.ada("kinerja.menit_per_hari"):
            per_hari = aturan.nilai("kinerja.menit_per_hari")
            return gabung(menit, " dari target ", bilangan(pl.col("hari_kerja") * per_hari))
        target = pl.lit(aturan.nilai("kinerja.menit_target"))
        teks = gabung(menit, " dari target ", bilangan(target))
    elif cara == "predikat":
        nama = pl.col("predikat").str.replace_all("_", " ").fill_null("belum ada")
        teks = gabung("predikat ", nama)
    elif cara == "tanpa":
        teks = pl.lit("tidak dinilai")
    else:
        teks = gabung("capaian ", persen(pl.col("capaian").fill_null(0)))
    tanpa_masuk = pl.lit("tidak masuk sepanjang bulan")
    return pl.when(pl.col("alpa_penuh")).then(tanpa_masuk).otherwise(teks)


def _cara_disiplin(aturan: Aturan) -> pl.Expr:
    jumlah, dipakai = pl.col("potongan_jumlah"), pl.col("potongan_dipakai")
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        teks = pl.lit("100%; potongan kehadiran diambil dari seluruh TPP")
    elif aturan.pilihan("disiplin.cara") == PERSEN_KEHADIRAN:
        hari = gabung(
            "hadir ", bilangan(pl.col("hari_hadir").fill_null(0)), " dari ",
            bilangan(pl.col("hari_kerja").fill_null(0)), " hari kerja",
        )  # fmt: skip
        langsung = pl.lit("persen kehadiran")
        teks = pl.when(pl.col("disiplin_langsung").is_null()).then(hari).otherwise(langsung)
    else:
        batas = bila(
            jumlah > dipakai,
            gabung(" (jumlahnya ", persen(jumlah), ", dibatasi ", persen(dipakai), ")"),
        )
        potongan = gabung("100% - potongan ", persen(dipakai.fill_null(0)), batas)
        teks = pl.when(dipakai.is_null()).then(pl.lit("tanpa nilai")).otherwise(potongan)
    tanpa_masuk = pl.lit("tidak masuk sepanjang bulan")
    return pl.when(pl.col("alpa_penuh")).then(tanpa_masuk).otherwise(teks)


def _cara_realisasi(aturan: Aturan) -> pl.Expr:
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    teks = gabung(
        persen_bp(pl.col("bobot_p")), " x ", persen(produktivitas), " + ",
        persen_bp(pl.col("bobot_d")), " x ", persen(disiplin),
        bila(pl.col("skp_porsi") > 0, gabung(" + porsi SKP ", persen_bp(pl.col("skp_porsi")))),
    )  # fmt: skip
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        jumlah, dipakai = pl.col("potongan_jumlah"), pl.col("potongan_dipakai")
        batas = bila(jumlah > dipakai, gabung(" (batas; jumlahnya ", persen(jumlah), ")"))
        teks = gabung(teks, " - potongan ", persen(dipakai), batas)
    return teks
