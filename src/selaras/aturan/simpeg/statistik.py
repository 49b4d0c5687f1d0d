"""Counts of people by what they are: one table a subject, men and women side by side.

Reads the frame of simpeg.selectors.keadaan; pictures, pages and the book all count here, so that
a figure is the same everywhere. What nothing is written about is its own row, never left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from selaras.hukum import Aturan

BELUM = "Belum tercatat"
PRIA, WANITA = "L", "P"
USIA_AWAL, USIA_LANGKAH = 20, 5


@dataclass(frozen=True, slots=True)
class Baris:
    """One group: its key (for the list behind it), its words, and its people."""

    kunci: str
    label: str
    pria: int
    wanita: int
    lain: int = 0

    @property
    def jumlah(self) -> int:
        return self.pria + self.wanita + self.lain


@dataclass(frozen=True, slots=True)
class Tabel:
    """A subject's groups in order."""

    kode: str
    judul: str
    baris: Sequence[Baris]

    @property
    def jumlah(self) -> int:
        return sum(b.jumlah for b in self.baris)

    @property
    def pria(self) -> int:
        return sum(b.pria for b in self.baris)

    @property
    def wanita(self) -> int:
        return sum(b.wanita for b in self.baris)


@dataclass(frozen=True, slots=True)
class Dimensi:
    """A way of grouping: an expression that gives the key, words for it, and the order.

    urut: an expression that sorts, else the order of `kata`, else the largest first.
    """

    kode: str
    judul: str
    kunci: Callable[[Aturan, date], pl.Expr]
    kata: Callable[[Aturan], Mapping[str, str]] = lambda aturan: {}
    label: str = ""  # a column that holds the words
    urut: str = ""
    turun: bool = False


def _usia(aturan: Aturan, pada: date) -> pl.Expr:
    del aturan, pada
    usia = pl.col("usia")
    bawah = (usia // USIA_LANGKAH * USIA_LANGKAH).clip(USIA_AWAL - USIA_LANGKAH, 65)
    return bawah.cast(pl.String).str.zfill(2)


def _words_usia(aturan: Aturan) -> Mapping[str, str]:
    del aturan
    tengah = {str(n): f"{n}–{n + USIA_LANGKAH - 1}" for n in range(USIA_AWAL, 65, USIA_LANGKAH)}
    return {"15": f"di bawah {USIA_AWAL}", **tengah, "65": "65 ke atas"}


def _generasi(aturan: Aturan, pada: date) -> pl.Expr:
    del pada
    lahir = pl.col("lahir").dt.year()
    hasil: Any = pl.lit(None, dtype=pl.String)
    for nama, mulai in sorted(aturan.tabel("simpeg.generasi").items(), key=lambda x: x[1]):
        hasil = pl.when(lahir >= mulai).then(pl.lit(nama)).otherwise(hasil)
    return hasil  # type: ignore[no-any-return]


def _masa_kerja(aturan: Aturan, pada: date) -> pl.Expr:
    del aturan, pada
    tahun = (pl.col("masa_kerja_bulan") // 12 // 5 * 5).clip(0, 35)
    return tahun.cast(pl.String).str.zfill(2)


def _column(nama: str) -> Callable[[Aturan, date], pl.Expr]:
    return lambda aturan, pada: pl.col(nama).cast(pl.String)


AGAMA = {"1": "Islam", "2": "Kristen", "3": "Katolik", "4": "Hindu", "5": "Buddha",
         "6": "Konghucu", "7": "Lainnya"}  # fmt: skip
_JENIS = {"struktural": "Struktural", "fungsional": "Fungsional", "pelaksana": "Pelaksana"}
_STATUS = {"PNS": "PNS", "CPNS": "CPNS", "PPPK": "PPPK", "PPPK_PW": "PPPK paruh waktu",
           "NONASN": "Non-ASN"}  # fmt: skip
_GENERASI = {"pra_boomer": "Pra-Boomer", "boomer": "Baby Boomer", "x": "Generasi X",
             "milenial": "Milenial", "z": "Generasi Z", "pasca_z": "Pasca-Gen Z"}  # fmt: skip
_JENJANG = {"pemula": "Pemula", "terampil": "Terampil", "mahir": "Mahir", "penyelia": "Penyelia",
            "ahli_pertama": "Ahli Pertama", "ahli_muda": "Ahli Muda", "ahli_madya": "Ahli Madya",
            "ahli_utama": "Ahli Utama"}  # fmt: skip
_MASA = {f"{n:02d}": f"{n}–{n + 4} tahun" for n in range(0, 35, 5)} | {"35": "35 tahun ke atas"}

DIMENSI: Mapping[str, Dimensi] = {
    d.kode: d
    for d in (
        Dimensi("skpd", "Perangkat daerah", _column("skpd_id"), label="skpd"),
        Dimensi("status", "Status kepegawaian", _column("status"), lambda a: _STATUS),
        Dimensi("golongan", "Golongan", _column("golongan"), urut="golongan_urut", turun=True),
        Dimensi("usia", "Usia", _usia, _words_usia),
        Dimensi("generasi", "Generasi", _generasi, lambda a: _GENERASI),
        Dimensi("pendidikan", "Pendidikan", _column("pendidikan"), label="pendidikan_nama",
                urut="pendidikan", turun=True),
        Dimensi("jenis_jabatan", "Jenis jabatan", _column("jenis_jabatan"), lambda a: _JENIS),
        Dimensi("eselon", "Eselon", _column("eselon"), urut="eselon"),
        Dimensi("jenjang", "Jenjang jabatan fungsional", _column("jenjang"), lambda a: _JENJANG),
        Dimensi("kelas", "Kelas jabatan", _column("kelas"), urut="kelas", turun=True),
        Dimensi("agama", "Agama", _column("agama"), lambda a: AGAMA),
        Dimensi("masa_kerja", "Masa kerja", _masa_kerja, lambda a: _MASA),
    )
}  # fmt: skip


def keyed(frame: pl.DataFrame, kode: str, aturan: Aturan, pada: date) -> pl.DataFrame:
    """The frame with `kunci`, the group of each person ("" = nothing is written)."""
    return frame.with_columns(kunci=DIMENSI[kode].kunci(aturan, pada).fill_null(""))


def table(frame: pl.DataFrame, kode: str, aturan: Aturan, pada: date) -> Tabel:
    """People by group and gender."""
    d = DIMENSI[kode]
    if kode in ("eselon", "jenjang"):  # only those who have such a post at all
        jenis = "struktural" if kode == "eselon" else "fungsional"
        frame = frame.filter(pl.col("jenis_jabatan") == jenis)
    jk = pl.col("jk")
    hasil = (
        keyed(frame, kode, aturan, pada)
        .group_by("kunci")
        .agg(
            pria=(jk == PRIA).sum(), wanita=(jk == WANITA).sum(), semua=pl.len(),
            label=pl.col(d.label).first() if d.label else pl.lit(""),
            urut=pl.col(d.urut).first().cast(pl.String).str.zfill(4) if d.urut else pl.lit(""),
        )
    )  # fmt: skip
    kata = d.kata(aturan)
    baris = [
        (
            b["urut"],
            Baris(b["kunci"], kata.get(b["kunci"]) or b["label"] or b["kunci"] or BELUM,
                  b["pria"], b["wanita"], b["semua"] - b["pria"] - b["wanita"]),
        )
        for b in hasil.iter_rows(named=True)
    ]  # fmt: skip
    return Tabel(kode, d.judul, [b for _, b in _ordered(d, list(kata), baris)])


def _ordered(
    d: Dimensi, kata: Sequence[str], baris: list[tuple[str, Baris]]
) -> list[tuple[str, Baris]]:
    """By the dimension's order; what is not written comes last."""
    if d.urut:
        baris = sorted(baris, key=lambda x: (x[0] or "", _roman(x[1].kunci)), reverse=d.turun)
    elif kata:
        tempat = {k: n for n, k in enumerate(kata)}
        baris = sorted(baris, key=lambda x: (tempat.get(x[1].kunci, len(tempat)), x[1].label))
    else:
        baris = sorted(baris, key=lambda x: (-x[1].jumlah, x[1].label))
    return sorted(baris, key=lambda x: x[1].kunci == "")


def _roman(kunci: str) -> int:
    """PPPK's ranks are Roman numerals (Perpres 98/2020): I to XVII; others 0."""
    nilai = [{"I": 1, "V": 5, "X": 10}.get(h, 0) for h in kunci]
    if not all(nilai):
        return 0
    return sum(-n if n < max(nilai[i:]) else n for i, n in enumerate(nilai))


def cross(frame: pl.DataFrame, baris: str, kolom: str, aturan: Aturan, pada: date) -> Any:
    """Counts by two dimensions: (key of row, key of column) -> people."""
    a = DIMENSI[baris].kunci(aturan, pada).fill_null("").alias("a")
    b = DIMENSI[kolom].kunci(aturan, pada).fill_null("").alias("b")
    hasil = frame.select(a, b).group_by("a", "b").len()
    return {(x, y): n for x, y, n in hasil.iter_rows()}


@dataclass(frozen=True, slots=True)
class TahunPensiun:
    """Those who reach their retirement age in a year, by kind of post."""

    tahun: int
    struktural: int
    fungsional: int
    pelaksana: int
    tersisa: int

    @property
    def jumlah(self) -> int:
        return self.struktural + self.fungsional + self.pelaksana


def retirements(frame: pl.DataFrame, pada: date, lama: int = 10) -> list[TahunPensiun]:
    """For each of the coming years who retires, and how many of today's people are left."""
    tetap = frame.filter(pl.col("tmt_pensiun") > pada)
    per = (
        tetap.select(tahun=pl.col("tmt_pensiun").dt.year(), jenis=pl.col("jenis_jabatan"))
        .group_by("tahun", "jenis").len()
    )  # fmt: skip
    isi = {(t, j): n for t, j, n in per.iter_rows()}
    hasil, sisa = [], frame.height
    for tahun in range(pada.year, pada.year + lama + 1):
        s, f, p = (isi.get((tahun, j), 0) for j in ("struktural", "fungsional", "pelaksana"))
        sisa -= s + f + p
        hasil.append(TahunPensiun(tahun, s, f, p, sisa))
    return hasil


def overdue(frame: pl.DataFrame, pada: date) -> int:
    """People whose retirement day has passed and who are still in service."""
    return frame.filter(pl.col("tmt_pensiun") <= pada).height


def retiring_by_post(frame: pl.DataFrame, pada: date, lama: int = 5) -> dict[int, dict[int, int]]:
    """Post -> year -> people who retire from it in the coming years."""
    per = (
        frame.filter(pl.col("jabatan_id").is_not_null() & (pl.col("tmt_pensiun") > pada)
                     & (pl.col("tmt_pensiun").dt.year() <= pada.year + lama))
        .select("jabatan_id", tahun=pl.col("tmt_pensiun").dt.year())
        .group_by("jabatan_id", "tahun").len()
    )  # fmt: skip
    hasil: dict[int, dict[int, int]] = {}
    for jabatan, tahun, n in per.iter_rows():
        hasil.setdefault(jabatan, {})[tahun] = n
    return hasil
