"""Writes the calculator's two files: one row per input row, one line per component."""

from pathlib import Path

import polars as pl

from selaras.aturan.penjelasan import PERSEN, rincian
from selaras.aturan.teks import desimal
from selaras.hukum import Aturan, Edisi

HASIL = ("nip", "realisasi", "bruto", "pph21", "iwp", "bpjs", "diterima", "dasar", "galat")
RINCI = ("nip", "komponen", "nilai", "rumus", "dasar_hukum")
_SATU_PERSEN = 1_000_000
_ORANG_SEKALI = 50_000  # bounds the memory of the detail file


def write_hasil(path: Path, hasil: list[tuple[Aturan, pl.DataFrame]], edisi: Edisi) -> pl.DataFrame:
    """The result in the order of the input; returns what was written."""
    dasar = f"{edisi.jalur} ({edisi.sidik})"
    realisasi = desimal(pl.col("realisasi"), _SATU_PERSEN, ".")
    kolom = [pl.col(k) for k in ("baris", *HASIL) if k not in ("realisasi", "dasar")]
    bagian = [frame.select(*kolom, realisasi=realisasi, dasar=pl.lit(dasar)) for _, frame in hasil]
    kosong = pl.DataFrame(schema=dict.fromkeys(HASIL, pl.String))
    urut = pl.concat(bagian).sort("baris").select(HASIL) if bagian else kosong
    urut.write_csv(path)
    return urut


def write_rinci(path: Path, hasil: list[tuple[Aturan, pl.DataFrame]]) -> None:
    """One line per component, person after person; the law's article beside each."""
    with path.open("wb") as berkas:
        pl.DataFrame(schema=dict.fromkeys(RINCI, pl.String)).write_csv(berkas)
        for aturan, frame in hasil:
            for potong in frame.sort("baris").iter_slices(_ORANG_SEKALI):
                _baris_rinci(potong, aturan).write_csv(berkas, include_header=False)


def _baris_rinci(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    baris = rincian(frame, aturan)
    nilai = (
        pl.when(pl.col("satuan") == PERSEN)
        .then(desimal(pl.col("nilai"), _SATU_PERSEN, "."))
        .otherwise(pl.col("nilai").cast(pl.String))
    )
    dasar = {kunci: _dasar(aturan, kunci) for kunci in baris["kunci_hukum"].unique()}
    return baris.select(
        "nip",
        "komponen",
        nilai=nilai,
        rumus="rumus",
        dasar_hukum=pl.col("kunci_hukum").replace_strict(dasar, return_dtype=pl.String),
    )


def _dasar(aturan: Aturan, kunci: str) -> str:
    """The citation, the confidence where it isn't high, and the parameter's key."""
    dasar = aturan.dasar(kunci)
    pasti = dasar.contoh or dasar.keyakinan == "tinggi"
    return f"{dasar}{'' if pasti else f' (keyakinan {dasar.keyakinan})'} [{kunci}]"
