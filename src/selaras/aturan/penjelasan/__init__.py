"""Every figure of a computed row as a line: formula in words, value, parameter of law.

Reads the frame that `hitung` returns; computes nothing new. The waterfall runs from the basic TPP
to what is received. The same lines serve the calculator's detail file and a person's page; the
effect of single days is in aturan/peristiwa.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from selaras.aturan.berkurang import with_berkurang
from selaras.aturan.penjelasan.bentuk import PERSEN, RUPIAH, Komponen, persen_dari_skala
from selaras.aturan.penjelasan.bruto import lines_of_gross
from selaras.aturan.penjelasan.kriteria import line_of_criterion, lines_of_losses
from selaras.aturan.penjelasan.nilai import TIDAK_DINILAI, lines_of_scores
from selaras.aturan.penjelasan.terima import lines_of_payment
from selaras.hukum import Aturan, Law

__all__ = [
    "PERSEN",
    "RUPIAH",
    "TIDAK_DINILAI",
    "Komponen",
    "iter_rincian",
    "komponen",
    "persen_dari_skala",
    "rincian",
]


def komponen(aturan: Aturan) -> Sequence[Komponen]:
    """The lines that this law's computation has, in the order of the walk.

    A month's law is asked for them by every page that explains somebody's figures.
    """
    dibaca, baris = _komponen(*aturan.sama_dengan)
    for kunci in dibaca:
        aturan.ada(kunci)  # reads of the law count as this view's own
    return baris


@lru_cache(maxsize=16)
def _komponen(law: Law, pada: date, daerah: str | None) -> tuple[Sequence[str], Sequence[Komponen]]:
    aturan = law.pada(pada, daerah)
    baris = _lines(aturan)
    return aturan.dibaca, baris


def _lines(aturan: Aturan) -> list[Komponen]:
    kriteria = [line_of_criterion(k, aturan) for k in aturan.daftar("tpp.kriteria")]
    return [
        *lines_of_scores(aturan), *lines_of_losses(aturan), *kriteria, *lines_of_gross(aturan),
        *lines_of_payment(aturan),
    ]  # fmt: skip


def rincian(frame: pl.DataFrame, aturan: Aturan, kunci: str = "nip") -> pl.DataFrame:
    """One row per person and line, person after person: kunci, then the columns of Komponen."""
    baris = komponen(aturan)
    tampil, lebar = _side_by_side(frame, aturan, kunci, baris)
    bagian = [
        lebar.lazy()
        .filter(pl.col(f"ada_{i}"))
        .select(
            kunci,
            urutan=pl.lit(i, dtype=pl.Int16),
            letak=pl.col("orang").cast(pl.Int64) * len(baris) + i,
            komponen=pl.lit(k.kode),
            judul=pl.lit(k.judul),
            kelompok=pl.lit(k.kelompok),
            satuan=pl.lit(k.satuan),
            nilai=f"nilai_{i}",
            rumus=f"rumus_{i}",
            kunci_hukum=pl.lit(k.kunci),
        )
        for i, k in tampil.items()
    ]
    return pl.concat(bagian).sort("letak").drop("letak").collect()


def iter_rincian(
    frame: pl.DataFrame, aturan: Aturan, kunci: str = "nip"
) -> Iterator[dict[str, Any]]:
    """The rows of `rincian`, for the few people of a page.

    To plan thirty small frames and put them under each other takes longer than to walk one row.
    """
    tampil, lebar = _side_by_side(frame, aturan, kunci, komponen(aturan))
    for orang in lebar.iter_rows(named=True):
        for i, k in tampil.items():
            if orang[f"ada_{i}"]:
                yield {
                    kunci: orang[kunci],
                    "urutan": i,
                    "komponen": k.kode,
                    "judul": k.judul,
                    "kelompok": k.kelompok,
                    "satuan": k.satuan,
                    "nilai": orang[f"nilai_{i}"],
                    "rumus": orang[f"rumus_{i}"],
                    "kunci_hukum": k.kunci,
                }


def _side_by_side(
    frame: pl.DataFrame, aturan: Aturan, kunci: str, baris: Sequence[Komponen]
) -> tuple[Mapping[int, Komponen], pl.DataFrame]:
    """Place -> line, for those that anybody has, and a row per person with all of them beside each
    other, so that shared text is made once. A line that nobody has is not put into words."""
    skor = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    terhitung = with_berkurang(frame.filter(pl.col("galat").is_null()).lazy(), aturan, *skor)
    selalu = pl.lit(True)
    ada = (
        terhitung.with_row_index("orang")
        .with_columns(
            (selalu if k.syarat is None else k.syarat).alias(f"ada_{i}")
            for i, k in enumerate(baris)
        )
        .collect()
    )
    tampil = {i: k for i, k in enumerate(baris) if k.syarat is None or ada[f"ada_{i}"].any()}
    return tampil, ada.select(
        "orang",
        kunci,
        *(k.nilai.cast(pl.Int64).alias(f"nilai_{i}") for i, k in tampil.items()),
        *(k.rumus.alias(f"rumus_{i}") for i, k in tampil.items()),
        *(f"ada_{i}" for i in tampil),
    )
