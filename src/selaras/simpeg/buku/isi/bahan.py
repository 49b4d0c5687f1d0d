"""What the book is made of; the frame is that of its scope on its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from selaras.hukum import Aturan
from selaras.simpeg.statistik.selectors import Statistik

Blok = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bahan:
    """Everything that the book is made of; the frame is that of its scope on its day."""

    instansi: str
    lingkup: str
    pada: date
    dibuat: datetime
    frame: pl.DataFrame
    aturan: Aturan
    statistik: Statistik
    bezetting: Sequence[Mapping[str, Any]]
    kertas: str = "a4"
    dengan_nama: bool = False
    peta: Blok | None = None
    penyusun: str = ""
    tempat: str = ""
    penanda: Mapping[str, str] | None = None
    pengantar: Sequence[str] = ()
    unit: str = ""

    @property
    def sebutan(self) -> str:
        """The scope inside a sentence."""
        return self.unit or f"Pemerintah {self.instansi}"
