"""One stored month under one law: the rules of a run over inputs as they were stored.

Writes nothing. `hitung_lagi` under the month's own law must give what is stored; whoever's month
it doesn't (facts of the run are no longer complete) is marked, so that a reader can tell.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.angka import SERATUS_PERSEN, tambah_galat
from selaras.aturan.masukan import BAWAAN, KOLOM, KRITERIA, YA_TIDAK
from selaras.aturan.penjelasan import persen_dari_skala
from selaras.aturan.presensi import ParameterPresensi
from selaras.aturan.presensi.ulang import hitungan_hari, libur_hari_kerja, potongan_ulang
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan
from selaras.tpp.kode import KODE
from selaras.tpp.selectors.bulan import with_presensi
from selaras.tpp.selectors.lab import (
    BulanTersimpan,
    expected_ends,
    other_capaian,
    shared_besaran,
    year_sums,
)

_BP = SERATUS_PERSEN // 10_000
_I = pl.Int64
_TERCATAT = ("k100", "k40", "k20")  # reductions that only a record gives; the others are rules
_LANGSUNG = (
    "kelas", "apel_absen", "menit", "capaian", "pembagi", "plt_hari", "hukuman", "kekurangan_lalu",
    "kelebihan_lalu", "gaji_bruto", "gaji_iwp", "gaji_bpjs", "gaji_pph", "iuran_pensiun",
    "setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja",
    *(f"plt_{k}" for k in KRITERIA),
)  # fmt: skip
_KATA = ("status", "golongan", "ptkp", "predikat", "plt")
_TAK_ADA = -1


@dataclass(slots=True)
class Berjalan:
    """What the months tried so far changed in the year's sums: pegawai_id, bruto, pph."""

    tahun: int = 0
    beda: pl.DataFrame | None = None

    def add(self, periode: int, baru: pl.DataFrame) -> None:
        """Note a month's differences from what is stored."""
        if periode // 100 != self.tahun:
            self.tahun, self.beda = periode // 100, None
        bulan = baru.select("pegawai_id", "beda_bruto", "beda_pph")
        semua = bulan if self.beda is None else pl.concat([self.beda, bulan])
        self.beda = semua.group_by("pegawai_id").sum()

    def of(self, periode: int) -> pl.DataFrame | None:
        """The sums before this month, None where nothing came before it."""
        return self.beda if periode // 100 == self.tahun else None


def hitung_lagi(
    bulan: BulanTersimpan, asal: Aturan, aturan: Aturan, berjalan: Berjalan | None = None
) -> pl.DataFrame:
    """The month under `aturan`; `asal` is the law that it was stored under.

    Rows and order of bulan.instrumen; columns of aturan.tpp.hitung besides pegawai_id.
    """
    frame = _masukan(bulan)
    frame = _with_hari(frame, bulan, asal, aturan)
    frame = with_presensi(frame, aturan)
    frame = _with_law_dependent(frame, bulan, asal, aturan)
    if berjalan is not None and (beda := berjalan.of(bulan.periode)) is not None:
        frame = _with_year_so_far(frame, beda)
    frame = frame.with_columns(bulan=pl.lit(bulan.periode % 100, dtype=_I))
    dipakai = {*KOLOM, *BAWAAN, *YA_TIDAK, "pegawai_id"}
    siap = frame.select(k for k in frame.columns if k in dipakai)
    return hitung(siap, aturan).with_columns(
        produktivitas_persen=persen_dari_skala("produktivitas"),
        disiplin_persen=persen_dari_skala("disiplin"),
    )


def _masukan(bulan: BulanTersimpan) -> pl.DataFrame:
    """Stored inputs under the names of aturan.masukan."""
    kata = [
        pl.col(n).replace_strict(dict(enumerate(KODE[n])), return_dtype=pl.String).replace("", None)
        for n in (*_KATA, "pengurang_berlaku")
    ]
    tercatat = pl.col("pengurang_berlaku").is_in(_TERCATAT)
    return (
        bulan.instrumen.with_columns(kata)
        .with_columns(pl.col(k).replace(_TAK_ADA, None) for k in _LANGSUNG)
        .select(
            "pegawai_id", "jenis_unit", "hanya_presensi", *_KATA, *_LANGSUNG,
            *(pl.col(f"besaran_{k}").replace(_TAK_ADA, None).alias(k) for k in KRITERIA),
            pengurang=pl.when(tercatat).then("pengurang_berlaku"),
            masa_terakhir=pl.col("masa_terakhir") == 1,
            zakat=pl.col("zakat_rp") > 0,
            potongan_lain=pl.col("potongan_lain_rp"),
        )
    )  # fmt: skip


def _with_hari(
    frame: pl.DataFrame, bulan: BulanTersimpan, asal: Aturan, aturan: Aturan
) -> pl.DataFrame:
    """Sums of the day rows as this law decides them, and who can't be decided."""
    p = ParameterPresensi.dari(aturan)
    potongan = _potongan(bulan, ParameterPresensi.dari(asal), p).sum(axis=1, dtype="int64")
    jumlah = hitungan_hari(bulan.hari, p)
    pekan = _pekan(bulan)
    jumlah["libur_hari_kerja"] = libur_hari_kerja(bulan.hari, bulan.libur, pekan)
    kosong = pl.col("izin_tanpa_nilai") > 0
    alasan = pl.format(
        "ketidakhadiran: {} hari izin yang potongannya belum ditetapkan daerah",
        pl.col("izin_tanpa_nilai"),
    )
    return frame.with_columns(
        *(pl.Series(nama, isi) for nama, isi in jumlah.items()),
        potongan_bp=pl.Series(potongan),
        galat=pl.lit(None, dtype=pl.String),
    ).with_columns(tambah_galat((kosong, alasan)))


def _potongan(
    bulan: BulanTersimpan, asal: ParameterPresensi, p: ParameterPresensi
) -> NDArray[np.int16]:
    """The stored deductions where both laws decide days alike, else the days scored again."""
    if _sama(asal, p):
        tersimpan: NDArray[np.int16] = bulan.hari["potongan_bp"]
        return tersimpan
    return potongan_ulang(bulan.hari, p, expected_ends(bulan) if p.kompensasi else None)


def _sama(a: ParameterPresensi, b: ParameterPresensi) -> bool:
    return all(
        np.array_equal(x, y)
        for p, q in ((a, b), (a.tl, b.tl), (a.psw, b.psw))
        for nama in p.__slots__
        for x, y in [(getattr(p, nama), getattr(q, nama))]
        if nama not in {"tl", "psw", "hadir_oleh_izin"}
    )


def _pekan(bulan: BulanTersimpan) -> NDArray[np.int8]:
    return np.array([t.weekday() for t in bulan.rentang.tanggal()], np.int8)


def _with_law_dependent(
    frame: pl.DataFrame, bulan: BulanTersimpan, asal: Aturan, aturan: Aturan
) -> pl.DataFrame:
    """Inputs that were stored in the form the own law asked for, where the other asks another."""
    kolom, dulu = (_kolom_capaian(a) for a in (aturan, asal))
    if kolom != dulu:
        lain = other_capaian(bulan, kolom)
        frame = frame.drop("capaian").join(lain, on="pegawai_id", how="left", maintain_order="left")
        frame = frame.with_columns(capaian=pl.col("capaian_bp").clip(0, 10_000) * _BP)
    if aturan.pilihan("tpp.prorata") != asal.pilihan("tpp.prorata"):
        besaran = shared_besaran(bulan, aturan)
        frame = frame.drop("pembagi", *KRITERIA).join(
            besaran, on="pegawai_id", how="left", maintain_order="left"
        )
    terakhir = bool(frame["masa_terakhir"].any())
    cara, cara_dulu = (a.pilihan("pajak.cara") for a in (aturan, asal))
    if terakhir and cara == "ter" and cara_dulu != "ter":
        nama = ("setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja")
        frame = frame.drop(nama).join(
            year_sums(bulan), on="pegawai_id", how="left", maintain_order="left"
        )
    return frame


def _kolom_capaian(aturan: Aturan) -> str:
    return "persen_bp" if aturan.pilihan("kinerja.cara") == "persen" else "nilai_skp_bp"


def _with_year_so_far(frame: pl.DataFrame, beda: pl.DataFrame) -> pl.DataFrame:
    """December's sums with what the months tried before it would have paid and withheld."""
    gabung = frame.join(beda, on="pegawai_id", how="left", maintain_order="left")
    return gabung.with_columns(
        setahun_bruto=pl.col("setahun_bruto") + pl.col("beda_bruto").fill_null(0),
        setahun_pph=pl.col("setahun_pph") + pl.col("beda_pph").fill_null(0),
    ).drop("beda_bruto", "beda_pph")
