"""PPh 21 on TPP: TER by month, the year settled in the last period (Pasal 17), or final PP 80/2010.

`pph21` is the month's tax on salary and TPP together, `pph21_tpp` what of it falls on TPP; who
bears it is decided in aturan/potongan.
"""

from datetime import date

import polars as pl

from selaras.aturan.angka import (
    SERATUS_BP,
    Bingkai,
    bagi_bulat,
    besar,
    nilai_jenjang,
    nilai_tabel,
    persen_dari,
    tambah_galat,
)
from selaras.aturan.berlaku import Metode
from selaras.hukum import Aturan

TER, PP80, TANPA = "ter", "pp80", "tanpa"
_KATEGORI = {1: "pajak.ter_a", 2: "pajak.ter_b", 3: "pajak.ter_c"}
Langkah = dict[str, pl.Expr]  # columns of one step
# Steps that end with the column _setahun; what several layers need is a column, worked out once.
_masa_terakhir: Metode[[Aturan], tuple[Langkah, ...]] = Metode("pajak.masa_terakhir")


def with_pajak(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds dasar_pajak, ptkp_dipakai, ter_kategori, tarif_bp, pph21, pph21_tpp, pph21_lebih."""
    frame = frame.with_columns(
        dasar_pajak=_gaji("gaji_bruto", aturan) + pl.col("bruto"),
        ptkp_dipakai=pl.col("ptkp").fill_null(_ptkp_kosong(aturan)),
        ter_kategori=pl.lit(None, dtype=pl.Int64),
        tarif_bp=pl.lit(None, dtype=pl.Int64),
    )
    cara = aturan.pilihan("pajak.cara")
    if cara == TER:
        frame = _ter(frame, aturan)
    elif cara == PP80:
        frame = _pp80(frame, aturan)
    else:
        frame = frame.with_columns(_pph=pl.lit(0, dtype=pl.Int64))
    gaji_pph = _gaji("gaji_pph", aturan) if cara == TER else pl.lit(0, dtype=pl.Int64)
    return frame.with_columns(
        tambah_galat((pl.col("gaji_pph") < 0, "gaji_pph: tidak boleh kurang dari 0")),
        pph21=pl.col("_pph").clip(0),
        pph21_lebih=(-pl.col("_pph")).clip(0),
        pph21_tpp=(pl.col("_pph").clip(0) - gaji_pph).clip(0),
    ).drop("_pph")


def _ptkp_kosong(aturan: Aturan) -> str:
    return aturan.pilihan("pajak.ptkp_kosong")


def _khusus(aturan: Aturan) -> pl.Expr:
    """THR and 13th-month periods, whose salary isn't in the month's tax base."""
    return pl.col("bulan").is_in(list(aturan.tabel("tpp.bulan_khusus").values()))


def _gaji(kolom: str, aturan: Aturan) -> pl.Expr:
    return pl.when(_khusus(aturan)).then(0).otherwise(pl.col(kolom).fill_null(0))


def _ter(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Monthly effective rate (PP 58/2023, PMK 168/2023); the last period settles the year."""
    kategori = nilai_tabel(pl.col("ptkp_dipakai"), aturan.tabel("pajak.kategori_ter"))
    bruto = pl.col("dasar_pajak")
    tarif = pl.coalesce(
        pl.when(pl.col("ter_kategori") == nomor).then(nilai_jenjang(bruto, aturan.jenjang(kunci)))
        for nomor, kunci in _KATEGORI.items()
    )
    ptkp = pl.col("ptkp_dipakai")
    gaji_kosong = pl.col("gaji_bruto").is_null() & ~_khusus(aturan)
    terakhir = pl.col("masa_terakhir")
    frame = frame.with_columns(ter_kategori=kategori)
    for langkah in _masa_terakhir.pada(aturan.pada).fungsi(aturan):
        frame = frame.with_columns(**langkah)
    return (
        frame.with_columns(
            tambah_galat(
                (
                    pl.col("ter_kategori").is_null(),
                    pl.format("ptkp: '{}' tidak dikenal", ptkp),
                ),
                (gaji_kosong, "gaji_bruto: kosong"),
                (pl.col("gaji_bruto") < 0, "gaji_bruto: tidak boleh kurang dari 0"),
                (terakhir & _setahun_kosong(), _ALASAN_SETAHUN),
                (terakhir & pl.col("iuran_pensiun").is_null(), "iuran_pensiun: kosong"),
            ),
            tarif_bp=pl.when(~terakhir).then(tarif),
        )
        .with_columns(
            _pph=pl.when(terakhir)
            .then(pl.col("_setahun"))
            .otherwise(persen_dari(bruto, pl.col("tarif_bp")))
        )
        .drop("_pkp", "_setahun")
    )


_SETAHUN = ("setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja")
_ALASAN_SETAHUN = (
    "bulan: Desember (masa pajak terakhir) menghitung ulang pajak setahun, "
    "dan jumlah bulan-bulan sebelumnya tidak ada di sini"
)


def _setahun_kosong() -> pl.Expr:
    return pl.any_horizontal(pl.col(kolom).is_null() for kolom in _SETAHUN)


@_masa_terakhir.berlaku(date(2024, 1, 1), "PMK 168/2023")
def _hitung_ulang(aturan: Aturan) -> tuple[Langkah, ...]:
    """The year's tax (Pasal 17) less what was withheld before; below 0 it is given back."""
    setahun = pl.col("setahun_bruto") + pl.col("dasar_pajak")
    maks = aturan.nilai("pajak.biaya_jabatan_maks") * pl.col("bulan_bekerja")
    biaya = pl.min_horizontal(persen_dari(setahun, aturan.nilai("pajak.biaya_jabatan")), maks)
    neto = setahun - biaya - pl.col("setahun_iuran") - pl.col("iuran_pensiun")
    ptkp = nilai_tabel(pl.col("ptkp_dipakai"), aturan.tabel("pajak.ptkp"))
    kelipatan = aturan.nilai("pajak.pasal17_pembulatan")
    pkp = (neto - ptkp).clip(0) // kelipatan * kelipatan
    pajak = pasal_17(pl.col("_pkp"), aturan) - pl.col("setahun_pph")
    return {"_pkp": pkp}, {"_setahun": pajak}


def pasal_17(pkp: pl.Expr, aturan: Aturan) -> pl.Expr:
    """Progressive tax of a year: each layer adds its rate's difference above its lower edge."""
    atas, tarif_lama = besar(0), 0
    for lapis in aturan.jenjang("pajak.pasal17"):
        atas = atas + besar((pkp - lapis.mulai).clip(0)) * (lapis.nilai - tarif_lama)
        tarif_lama = lapis.nilai
    return bagi_bulat(atas, besar(SERATUS_BP))


def _pp80(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Final tax on TPP alone, by grade (PP 80/2010)."""
    golongan = pl.col("golongan")
    tarif = nilai_tabel(golongan.str.split("/").list.first(), aturan.tabel("pajak.pp80"))
    return (
        frame.with_columns(tarif_bp=tarif)
        .with_columns(
            tambah_galat(
                (golongan.is_null(), "golongan: kosong"),
                (
                    pl.col("tarif_bp").is_null(),
                    pl.format("golongan: '{}' tidak dikenal aturan pajak ini", golongan),
                ),
            )
        )
        .with_columns(_pph=persen_dari(pl.col("bruto"), pl.col("tarif_bp")))
    )
