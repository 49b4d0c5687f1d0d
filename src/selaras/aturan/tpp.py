"""TPP of a month, criterion by criterion, as one chain over a frame. The walk starts at `hitung`.

Each with_* adds named columns and removes none: the last frame is the explanation. A row that
can't be computed keeps its inputs, has `galat`, and no figures.
"""

import polars as pl

from selaras.aturan.angka import (
    HALF_UP,
    SERATUS_BP,
    SERATUS_PERSEN,
    Bingkai,
    bagi_bulat,
    besar,
    nilai_tabel,
    sederhana,
    tambah_galat,
)
from selaras.aturan.besaran import with_besaran
from selaras.aturan.jkn import with_jkn
from selaras.aturan.kinerja import with_produktivitas, with_skala
from selaras.aturan.masukan import KRITERIA, with_masukan
from selaras.aturan.nilai_disiplin import SELURUH_TPP, with_disiplin
from selaras.aturan.pajak import with_pajak
from selaras.aturan.pengurang import bobot_khusus, with_pengurang
from selaras.aturan.potongan import with_penerimaan
from selaras.hukum import Aturan

SEDIKIT = 500  # rows below which each step is run as it is written
HASIL = (
    *(f"nilai_{k}" for k in KRITERIA),
    *(f"bayangan_{k}" for k in KRITERIA),
    "realisasi",
    "jumlah_nilai",
    "jumlah_bayangan",
    "hukuman_rp",
    "kelebihan_dipotong",
    "kelebihan_sisa",
    "bruto",
    "pph21",
    "pph21_tpp",
    "pph21_lebih",
    "iwp",
    "bpjs",
    "pph_pegawai",
    "diterima",
    "zakat_rp",
    "potongan_lain_rp",
    "netto",
)


def hitung(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The month of everyone in the frame (columns: aturan.masukan) under one region's law."""
    if frame.height < SEDIKIT:  # planning a page's few rows costs more than computing them
        return _rantai(frame, aturan)
    return _rantai(frame.lazy(), aturan).collect()


def _rantai(frame: Bingkai, aturan: Aturan) -> Bingkai:
    return (
        frame.pipe(with_masukan)
        .pipe(with_pengurang, aturan)
        .pipe(with_skala, aturan)
        .pipe(with_disiplin, aturan)
        .pipe(with_produktivitas, aturan)
        .pipe(with_besaran, aturan)
        .pipe(with_skor, aturan)
        .pipe(with_nilai, aturan)
        .pipe(with_bruto, aturan)
        .pipe(with_pajak, aturan)
        .pipe(with_jkn, aturan)
        .pipe(with_penerimaan, aturan)
        .pipe(_tanpa_angka_bila_galat)
    )


def pembulatan(aturan: Aturan) -> str:
    """How a region rounds to the rupiah."""
    return aturan.pilihan("tpp.pembulatan")


def with_skor(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds bobot_p, bobot_d (bp), skor (basis points x skala) and realisasi (SERATUS_PERSEN).

    `realisasi` is what the scores give, even where a reduction pays something else.
    """
    bobot = aturan.tabel("tpp.bobot")
    khusus = bobot_khusus(aturan)
    kode = pl.col("pengurang_berlaku")

    def bobot_dari(nama: str, presensi_saja: int) -> pl.Expr:
        diganti = nilai_tabel(kode, {kode: isi.get(nama, 0) for kode, isi in khusus.items()})
        biasa = diganti.fill_null(bobot.get(nama, 0))
        return pl.when(pl.col("hanya_presensi")).then(presensi_saja).otherwise(biasa)

    return (
        frame.with_columns(
            bobot_p=bobot_dari("produktivitas", 0), bobot_d=bobot_dari("disiplin", SERATUS_BP)
        )
        .with_columns(skor=_skor(aturan))
        .with_columns(
            realisasi=bagi_bulat(
                pl.col("skor") * SERATUS_PERSEN, pl.col("skala") * SERATUS_BP, HALF_UP
            )
        )
    )


def _skor(aturan: Aturan) -> pl.Expr:
    skala = pl.col("skala")
    porsi_p = pl.col("bobot_p") * pl.col("produktivitas")
    porsi_d = pl.col("bobot_d") * pl.col("disiplin")
    if aturan.ada("tpp.desimal_faktor"):
        persepuluhan = 10 ** aturan.nilai("tpp.desimal_faktor")  # parts of a percent that remain
        satu = SERATUS_BP // 100 * skala // persepuluhan
        porsi_p, porsi_d = (besar(bagi_bulat(p, satu)) * satu for p in (porsi_p, porsi_d))
    skor = porsi_p + porsi_d + besar(pl.col("skp_porsi")) * skala
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        potongan = besar(pl.col("potongan_dipakai")) * SERATUS_BP * (skala // SERATUS_PERSEN)
        skor = pl.max_horizontal(skor - potongan, besar(0))
    return pl.when(pl.col("alpa_penuh")).then(besar(0)).otherwise(skor)


def with_nilai(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds bayar_bp, uji_coba_bp, nilai_<k> (paid) and bayangan_<k> (by the scores), rounded.

    One rounding per criterion, at the very end: besaran x status x score x share paid. In a trial
    month (of the region, or of the unit alone) people are paid the trial's percentage; what the
    scores give is kept as a shadow.
    """
    bayar = _persen_bayar(aturan)
    uji_coba = _uji_coba(aturan)
    unit = pl.col("jenis_unit")
    asing = pl.format("jenis_unit: '{}' tidak dikenal aturan ini", unit)
    frame = frame.with_columns(
        bayar_bp=nilai_tabel(unit, bayar), uji_coba_bp=uji_coba
    ).with_columns(
        tambah_galat(
            (~pl.col("hukuman").is_between(0, SERATUS_BP), "hukuman: di luar 0 sampai 100"),
            (pl.col("bayar_bp").is_null(), asing),
        )
    )
    kali, bagi = _pengali(aturan, bayar)
    menurut_skor = _rupiah(aturan, kali, bagi, pl.col("skor"), _penuh_bila_hadir())
    frame = frame.with_columns(menurut_skor[k].alias(f"bayangan_{k}") for k in KRITERIA)
    rata = pl.col("skala") * pl.col("uji_coba_bp").fill_null(0)
    dibayar = _rupiah(aturan, kali, bagi, rata, rata)
    return frame.with_columns(
        pl.when(pl.col("uji_coba_bp").is_not_null())
        .then(dibayar[k])
        .otherwise(pl.col(f"bayangan_{k}"))
        .alias(f"nilai_{k}")
        for k in KRITERIA
    )


def _uji_coba(aturan: Aturan) -> pl.Expr:
    """What is paid whatever the scores are: the region's trial, else that of the own unit."""
    if aturan.ada("tpp.uji_coba"):
        return pl.lit(aturan.nilai("tpp.uji_coba"), dtype=pl.Int64)
    kosong = pl.lit(None, dtype=pl.Int64)
    if not aturan.ada("tpp.uji_coba_unit"):
        return kosong
    return pl.when("unit_uji").then(aturan.nilai("tpp.uji_coba_unit")).otherwise(kosong)


def _persen_bayar(aturan: Aturan) -> dict[str, int]:
    """Share paid by kind of unit; a kind that the region doesn't mention is paid as `umum`."""
    tabel = aturan.tabel("tpp.persen_bayar")
    kenal = aturan.parameter("tpp.persen_bayar").nama
    return {**dict.fromkeys(kenal, tabel["umum"]), **tabel} if "umum" in tabel else dict(tabel)


def _pengali(aturan: Aturan, bayar: dict[str, int]) -> tuple[pl.Expr, int]:
    """Numerator (by row) and denominator of the share paid and of the region's multiplier.

    A sanction that a region takes from the besaran, before the scores, is a factor here too.
    """
    pengali = aturan.nilai("tpp.pengali_besaran")
    kecil_bayar, per_bayar = sederhana(SERATUS_BP, *bayar.values())
    kecil_pengali, per_pengali = sederhana(SERATUS_BP, pengali)
    kali = (pl.col("bayar_bp") // kecil_bayar) * (pengali // kecil_pengali)
    if _hukuman_dari_besaran(aturan):
        return kali * (SERATUS_BP - pl.col("hukuman")), per_bayar * per_pengali * SERATUS_BP
    return kali, per_bayar * per_pengali


def _hukuman_dari_besaran(aturan: Aturan) -> bool:
    return aturan.pilihan("tpp.hukuman_urutan") == "sebelum_nilai"


def _rupiah(
    aturan: Aturan, kali: pl.Expr, bagi: int, skor: pl.Expr, skor_tak_dinilai: pl.Expr
) -> dict[str, pl.Expr]:
    """Each criterion in rupiah: basic x score (or reduction) x share paid, rounded once."""
    bawah = pl.col("dasar_per") * pl.col("skala") * (SERATUS_BP * bagi)
    faktor = {True: _ganti(skor) * kali, False: _ganti(skor_tak_dinilai) * kali}
    dinilai, cara = aturan.daftar("tpp.kriteria_dinilai"), pembulatan(aturan)
    nol = dict.fromkeys(KRITERIA, pl.lit(0, dtype=pl.Int64))
    return nol | {
        k: bagi_bulat(pl.col(f"dasar_{k}") * faktor[k in dinilai], bawah, cara)
        for k in aturan.daftar("tpp.kriteria")
    }


def _ganti(skor: pl.Expr) -> pl.Expr:
    """The score, or the reduction's percentage where one replaces it."""
    ganti = pl.col("ganti_bp")
    return pl.when(ganti.is_not_null()).then(besar(ganti) * pl.col("skala")).otherwise(skor)


def _penuh_bila_hadir() -> pl.Expr:
    """A criterion that isn't assessed: all of it, or nothing without any presence."""
    ada = pl.coalesce(pl.col("hari_hadir") > 0, pl.col("disiplin") > 0) & ~pl.col("alpa_penuh")
    return pl.when(ada).then(pl.col("skala") * SERATUS_BP).otherwise(besar(0))


def with_bruto(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds jumlah_nilai, jumlah_bayangan, hukuman_rp, kelebihan_dipotong, kelebihan_sisa, bruto.

    A sanction cuts the computed TPP (PP 94/2021 ps. 8), then come the arrears of earlier months; an
    overpayment is taken back as far as there is something to take it from, the rest stays open.
    """
    jumlah = pl.col("jumlah_nilai")
    setelah_hukuman = jumlah - pl.col("hukuman_rp") + pl.col("kekurangan_lalu")
    dibayar_bp = SERATUS_BP - (pl.col("hukuman") * (not _hukuman_dari_besaran(aturan)))
    tersisa = bagi_bulat(besar(jumlah) * dibayar_bp, besar(SERATUS_BP), pembulatan(aturan))
    return (
        frame.with_columns(
            tambah_galat(
                (pl.col("kekurangan_lalu") < 0, "kekurangan_lalu: tidak boleh kurang dari 0"),
                (pl.col("kelebihan_lalu") < 0, "kelebihan_lalu: tidak boleh kurang dari 0"),
            ),
            jumlah_nilai=pl.sum_horizontal(f"nilai_{k}" for k in KRITERIA),
            jumlah_bayangan=pl.sum_horizontal(f"bayangan_{k}" for k in KRITERIA),
        )
        .with_columns(hukuman_rp=jumlah - tersisa)
        .with_columns(
            kelebihan_dipotong=pl.min_horizontal(pl.col("kelebihan_lalu"), setelah_hukuman)
        )
        .with_columns(
            kelebihan_sisa=pl.col("kelebihan_lalu") - pl.col("kelebihan_dipotong"),
            bruto=setelah_hukuman - pl.col("kelebihan_dipotong"),
        )
    )


def _tanpa_angka_bila_galat(frame: Bingkai) -> Bingkai:
    """No figures where there is a galat: half a result would be taken for one."""
    baik = pl.col("galat").is_null()
    return frame.with_columns(pl.when(baik).then(pl.col(nama)).alias(nama) for nama in HASIL)
