"""Reads the calculator's CSV into the columns of aturan.masukan, with a reason for every bad cell.

Only cells that aren't what their column holds are refused here; the rules refuse the rest.
"""

import csv
import io
import re
from pathlib import Path

import polars as pl

from selaras.aturan.angka import SERATUS_PERSEN, tambah_galat
from selaras.aturan.masukan import KRITERIA
from selaras.core.sebab import file_reason

UANG = (
    *KRITERIA,
    *(f"plt_{k}" for k in KRITERIA),
    "gaji_bruto",
    "gaji_iwp",
    "gaji_bpjs",
    "gaji_pph",
)
PERSEN = ("produktivitas", "disiplin", "potongan", "hukuman")
KATA = ("nip", "status", "predikat", "jenis_unit", "alpa_sebulan", "plt", "pengurang", "ptkp")
KOLOM = (*KATA, "golongan", "bulan", "menit", *PERSEN, *UANG)
_ANGKA_MAKS = 15  # digits; more can't be rupiah and would overflow


class BerkasTakTerbaca(Exception):
    """The file as a whole can't be used; the message is one clear Indonesian line."""


def read_masukan(path: Path) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The rows as text, with every column of the contract, and the columns it doesn't know."""
    teks = _teks(path)
    kepala = _kepala(teks, path)
    try:
        frame = pl.read_csv(_tanpa_baris_kosong(teks).encode(), infer_schema=False).rechunk()
    except pl.exceptions.PolarsError as error:
        raise BerkasTakTerbaca(f"{path}: {_sebab_rusak(teks)}") from error
    asing = tuple(nama for nama in kepala if nama not in KOLOM)
    frame = frame.rename(dict(zip(frame.columns, kepala, strict=True)))
    rapi = frame.with_columns(
        (pl.col(k) if k == "nip" else pl.col(k).str.strip_chars().replace("", None)).alias(k)
        for k in kepala
        if k in KOLOM
    )
    kurang = [pl.lit(None, dtype=pl.String).alias(k) for k in KOLOM if k not in kepala]
    return rapi.with_columns(*kurang).select(KOLOM), asing


def _teks(path: Path) -> str:
    try:
        isi = path.read_bytes()
    except FileNotFoundError as error:
        raise BerkasTakTerbaca(f"{path}: berkas tidak ada") from error
    except OSError as error:
        raise BerkasTakTerbaca(f"{path}: tidak dapat dibaca ({file_reason(error)})") from error
    if b"\0" in isi[:4096]:
        raise BerkasTakTerbaca(f"{path}: bukan berkas teks CSV")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BerkasTakTerbaca(f"{path}: bukan UTF-8 (byte ke-{error.start + 1})") from error


def _tanpa_baris_kosong(teks: str) -> str:
    """Without blank lines, which are nobody's row; those inside a quoted cell stay."""
    if not re.search(r"\n\s*\n", teks):
        return teks
    tersisa, dalam_kutip = [], False
    for baris in teks.split("\n"):
        if dalam_kutip or baris.strip():
            tersisa.append(baris)
        dalam_kutip ^= baris.count('"') % 2 == 1
    return "\n".join(tersisa)


def _kepala(teks: str, path: Path) -> list[str]:
    """Header names, lower case; refuses a file without `nip` or with a name twice."""
    baris_pertama = teks.split("\n", 1)[0]
    if not baris_pertama.strip():
        raise BerkasTakTerbaca(f"{path}: kosong, tidak ada baris judul")
    if "\r" in baris_pertama.rstrip("\r"):
        raise BerkasTakTerbaca(f"{path}: barisnya diakhiri CR saja; simpan dengan LF atau CRLF")
    kepala = [nama.strip().lower() for nama in next(csv.reader([baris_pertama.rstrip("\r")]))]
    if "nip" not in kepala:
        pemisah = (
            " (pemisahnya harus koma)" if ";" in baris_pertama or "\t" in baris_pertama else ""
        )
        raise BerkasTakTerbaca(f"{path}: tidak ada kolom nip{pemisah}")
    ganda = sorted({nama for nama in kepala if kepala.count(nama) > 1})
    if ganda:
        raise BerkasTakTerbaca(f"{path}: kolom {', '.join(ganda)} tertulis dua kali")
    return kepala


def _sebab_rusak(teks: str) -> str:
    """Where the CSV breaks; only asked once it is known to be broken."""
    pembaca = csv.reader(io.StringIO(teks), strict=True)
    try:
        lebar = len(next(pembaca))
        for baris in pembaca:
            if len(baris) > lebar:
                return f"baris {pembaca.line_num} berisi {len(baris)} kolom, judulnya {lebar}"
    except csv.Error:
        return f"tanda kutip yang tidak ditutup sebelum baris {pembaca.line_num}"
    return "bukan CSV yang utuh"


def with_masukan_kalkulator(frame: pl.DataFrame) -> pl.DataFrame:
    """Typed columns for the rules; `galat` where a cell can't be read."""
    kata_kecil = {k: pl.col(k).str.to_lowercase() for k in ("predikat", "plt", "pengurang")}
    ya_tidak = pl.col("alpa_sebulan").str.to_lowercase()
    return (
        frame.with_columns(galat=pl.lit(None, dtype=pl.String))
        .with_columns(
            tambah_galat(
                (pl.col("nip").is_null() | (pl.col("nip") == ""), "nip: kosong"),
                (~pl.col("nip").str.contains(r"^[0-9]{18}$"), "nip: harus 18 angka"),
                (~ya_tidak.is_in(["ya", "tidak"]), "alpa_sebulan: isi 'ya' atau kosong"),
                *(_galat_bilangan(k, "rupiah bulat") for k in UANG),
                _galat_bilangan("menit", "menit bulat"),
                *(_galat_persen(k) for k in PERSEN),
            ),
            *(_bilangan(k).alias(k) for k in (*UANG, "menit")),
            pl.col("status").str.to_uppercase(),
            pl.col("ptkp").str.to_uppercase(),
            kata_kecil["predikat"].str.replace_all(r"[\s_]+", "_").alias("predikat"),
            kata_kecil["plt"].alias("plt"),
            kata_kecil["pengurang"].alias("pengurang"),
            alpa_sebulan=(ya_tidak == "ya").fill_null(False),
            capaian=_persen("produktivitas"),
            disiplin_langsung=_persen("disiplin"),
            potongan=_persen("potongan"),
            hukuman=_persen("hukuman") // (SERATUS_PERSEN // 10_000),
        )
        .drop("produktivitas", "disiplin")
    )


def _bilangan(kolom: str) -> pl.Expr:
    return pl.when(_berupa_bilangan(kolom)).then(pl.col(kolom)).cast(pl.Int64, strict=False)


def _berupa_bilangan(kolom: str) -> pl.Expr:
    return pl.col(kolom).str.contains(rf"^[0-9]{{1,{_ANGKA_MAKS}}}$")


def _galat_bilangan(kolom: str, jenis: str) -> tuple[pl.Expr, pl.Expr]:
    return ~_berupa_bilangan(kolom), pl.format(f"{kolom}: '{{}}' bukan {jenis}", pl.col(kolom))


_POLA_PERSEN = r"^([0-9]{1,9})(?:\.([0-9]+))?$"


def _persen(kolom: str) -> pl.Expr:
    """97.5 as an integer over SERATUS_PERSEN, without passing through a float."""
    utuh = pl.col(kolom).str.extract(_POLA_PERSEN, 1).cast(pl.Int64)
    pecahan = pl.col(kolom).str.extract(_POLA_PERSEN, 2).fill_null("").str.head(6)
    return utuh * 1_000_000 + pecahan.str.pad_end(6, "0").cast(pl.Int64)


def _galat_persen(kolom: str) -> tuple[pl.Expr, pl.Expr]:
    """Not a number, outside 0 to 100, or finer than six decimals (two for `hukuman`)."""
    nilai = pl.col(kolom)
    desimal = 2 if kolom == "hukuman" else 6
    angka = nilai.str.contains(_POLA_PERSEN)
    negatif = nilai.str.contains(r"^-[0-9]+(\.[0-9]+)?$")
    luar = negatif | (_persen(kolom) > SERATUS_PERSEN)
    halus = nilai.str.contains(rf"\.[0-9]{{{desimal}}}[0-9]*[1-9]")
    alasan = (
        pl.when(luar)
        .then(pl.format(f"{kolom}: {{}} di luar 0 sampai 100", nilai))
        .when(~angka)
        .then(pl.format(f"{kolom}: '{{}}' bukan angka persen (desimal dengan titik)", nilai))
        .otherwise(pl.format(f"{kolom}: {{}} lebih halus dari {desimal} desimal", nilai))
    )
    return luar | ~angka | halus, alasan
