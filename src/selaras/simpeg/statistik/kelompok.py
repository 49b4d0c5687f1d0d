"""Who stands behind each figure: the ids of every group of a subject, kept as long as the figures.

Ids alone: what a list shows of people is read for the rows shown, within the reader's reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from django.core.cache.backends.locmem import LocMemCache

from selaras.aturan.simpeg.statistik import DIMENSI, keyed
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.simpeg.selectors.keadaan import law_of, load_keadaan
from selaras.simpeg.statistik.selectors import SIMPAN_DETIK
from selaras.simpeg.statistik.wilayah import by_area

PENSIUN, LEWAT = "tahun_pensiun", "lewat"
WILAYAH = "wilayah"
# A subject of 50,000 people is some 200 KiB.
INGATAN = LocMemCache("statistik-kelompok", {"OPTIONS": {"MAX_ENTRIES": 60}})


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A group by its name, and whose it is."""

    label: str
    pegawai_ids: Sequence[int] = field(default_factory=list)


def groups(
    instansi: Instansi, pada: date, kode: str, unit: UnitKerja | None
) -> dict[str, Kelompok] | None:
    """Groups of a subject by key; None for a subject that is not known."""
    if kode not in DIMENSI and kode not in (PENSIUN, WILAYAH):
        return None
    kunci = f"{instansi.pk}:{unit.pk if unit else 0}:{pada:%Y%m%d}:{kode}"
    ada: dict[str, Kelompok] | None = INGATAN.get(kunci)
    if ada is None:
        frame = load_keadaan(instansi.pk, pada, [unit.pk] if unit else None)
        ada = _grouped(instansi, frame, pada, kode)
        if ada is not None:
            INGATAN.set(kunci, ada, SIMPAN_DETIK)
    return ada


def _grouped(
    instansi: Instansi, frame: pl.DataFrame, pada: date, kode: str
) -> dict[str, Kelompok] | None:
    if kode == PENSIUN:
        tahun = frame.with_columns(kunci=pl.col("tmt_pensiun").dt.year().cast(pl.String))
        lewat = frame.filter(pl.col("tmt_pensiun") <= pada)["pegawai_id"].to_list()
        hasil = {k: Kelompok(k, ids) for k, ids, _ in _by_key(tahun.drop_nulls("kunci"), "")}
        return hasil | {LEWAT: Kelompok("melewati batas usia pensiun", lewat)}
    if kode == WILAYAH:
        sebaran = by_area(instansi, frame)
        if sebaran is None:
            return None
        nama = pl.col("unit_path").fill_null("").replace_strict(
            dict(sebaran.wilayah_unit), default="", return_dtype=pl.String
        )  # fmt: skip
        isi = _by_key(frame.with_columns(kunci=nama), "")
        return {k: Kelompok(k or "tanpa tempat di peta", ids) for k, ids, _ in isi}
    aturan = law_of(instansi.pk, pada)
    kata, label = DIMENSI[kode].kata(aturan), DIMENSI[kode].label
    isi = _by_key(keyed(frame, kode, aturan, pada), label)
    return {k: Kelompok(kata.get(k) or lain or k, ids) for k, ids, lain in isi}


def _by_key(frame: pl.DataFrame, label: str) -> list[tuple[str, list[int], Any]]:
    """(key, ids, label of the first) of each group."""
    kelompok = frame.group_by("kunci", maintain_order=True).agg(
        pl.col("pegawai_id"), lain=pl.col(label).cast(pl.String).first() if label else pl.lit("")
    )
    return kelompok.select("kunci", "pegawai_id", "lain").rows()
