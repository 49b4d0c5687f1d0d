"""Stored instruments as lines that explain themselves: formula in words, value, article of law.

The words are aturan.penjelasan's; this only brings stored rows there and the articles back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from selaras.aturan.angka import SERATUS_PERSEN
from selaras.aturan.masukan import KRITERIA
from selaras.aturan.penjelasan import iter_rincian
from selaras.core.sebentar import Sebentar
from selaras.hukum import Aturan, Dasar, NotInForce
from selaras.tpp.kode import KODE
from selaras.tpp.models import InstrumenPenilaian


@dataclass(frozen=True, slots=True)
class BarisRincian:
    """One line of an instrument; `nilai` is rupiah or, where satuan is `persen`, per 10^8.

    None = there is no such figure, and `rumus` says why.
    """

    kode: str
    judul: str
    kelompok: str
    satuan: str
    nilai: int | None
    rumus: str
    kunci_hukum: str
    dasar: Dasar | None


_INGATAN = Sebentar[Mapping[int, list[BarisRincian]]](600)  # by all that goes in


def lines_of(
    instrumen: Iterable[InstrumenPenilaian], aturan: Aturan
) -> Mapping[int, list[BarisRincian]]:
    """Person id -> the lines of her instrument, all of them computed together.

    `aturan` is the law of the month's first day; a key without an article has `dasar` None.
    """
    kolom = _columns(list(instrumen))
    if not kolom["pegawai_id"]:
        return {}
    if len(kolom["pegawai_id"]) > 1:
        return _lines(kolom, aturan)
    # One person's page, her payslip and its lines are opened one after the other.
    kunci = (aturan.sama_dengan, tuple(isi[0] for isi in kolom.values()))
    hasil = _INGATAN.get(kunci)
    if hasil is None:
        hasil = _lines(kolom, aturan)
        _INGATAN.put(kunci, hasil)
    return {orang: list(baris) for orang, baris in hasil.items()}


def _lines(kolom: dict[str, list[int]], aturan: Aturan) -> Mapping[int, list[BarisRincian]]:
    dasar: dict[str, Dasar | None] = {}
    hasil: dict[int, list[BarisRincian]] = {}
    for baris in iter_rincian(frame_of_stored(kolom), aturan, "pegawai_id"):
        kunci = baris["kunci_hukum"]
        if kunci not in dasar:
            dasar[kunci] = _dasar(aturan, kunci)
        hasil.setdefault(baris["pegawai_id"], []).append(
            BarisRincian(
                kode=baris["komponen"],
                judul=baris["judul"],
                kelompok=baris["kelompok"],
                satuan=baris["satuan"],
                nilai=baris["nilai"],
                rumus=baris["rumus"],
                kunci_hukum=kunci,
                dasar=dasar[kunci],
            )
        )
    return hasil


def frame_of_stored(kolom: dict[str, Any]) -> pl.DataFrame:
    """Stored instruments back as the frame that aturan.penjelasan reads."""
    frame = pl.DataFrame(kolom).with_columns(galat=pl.lit(None, dtype=pl.String))
    kata = [
        pl.col(n).replace_strict(dict(enumerate(KODE[n])), return_dtype=pl.String).replace("", None)
        for n in KODE
        if n in frame.columns
    ]
    tak_ada = ("capaian", "menit", "ganti_bp", "uji_coba_bp", "tarif_bp", "ter_kategori",
               "potongan_dipakai", "potongan_jumlah", "potongan", "plt_hari")  # fmt: skip
    kosong = [pl.col(n).replace(-1, None) for n in tak_ada if n in frame.columns]
    return frame.with_columns(
        *kata,
        *kosong,
        skala=pl.lit(SERATUS_PERSEN, dtype=pl.Int128),
        alpa_penuh=pl.col("alpa_penuh") == 1,
        masa_terakhir=pl.col("masa_terakhir") == 1,
        disiplin_langsung=pl.lit(None, dtype=pl.Int64),
        **{k: pl.col(f"besaran_{k}") for k in KRITERIA},
    )


def _columns(instrumen: list[InstrumenPenilaian]) -> dict[str, list[int]]:
    fields = [f for f in InstrumenPenilaian._meta.concrete_fields if f.column]
    return {str(f.column): [getattr(row, f.attname) for row in instrumen] for f in fields}


def _dasar(aturan: Aturan, kunci: str) -> Dasar | None:
    try:
        return aturan.dasar(kunci)
    except NotInForce:
        return None
