"""The list page of the kit over rows in memory, since the law is no table of the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from selaras.core.halaman.banyaknya import BANYAK
from selaras.core.halaman.daftar import PER_HALAMAN, Daftar
from selaras.web.hukum.selectors import BarisHukum

BIASA = 50


class Barisan(list[BarisHukum]):
    """Rows with the one method of a query set that the spreadsheet needs."""

    def iterator(self, chunk_size: int = BIASA) -> Iterator[BarisHukum]:
        """The rows one by one."""
        del chunk_size
        return iter(self)


class DaftarHukum(Daftar):
    """Search, filters, sort and pages as everywhere else."""

    @cached_property
    def tersaring(self) -> Any:
        """The rows that search and filters leave."""
        rows = list(self.rows)
        for kata in self.q.casefold().split():
            rows = [r for r in rows if kata in r.teks]
        for saring in self.saringan:
            nilai = self.nilai[saring.nama]
            if nilai and self._dikenal(saring, nilai):
                rows = list(saring.terapkan(rows, nilai))  # type: ignore[arg-type]
        return rows

    @cached_property
    def hitungan(self) -> Mapping[str, Any]:
        """How many rows there are; none of its columns adds up."""
        return {BANYAK: len(self.tersaring)}

    @cached_property
    def terurut(self) -> Any:
        """The rows by the column asked for; else by subject."""
        kunci, turun = self.urutan
        if not kunci:
            return Barisan(self.tersaring)
        kolom = next(k for k in self.kolom if k.nama == kunci)
        return Barisan(sorted(self.tersaring, key=lambda r: str(kolom.ambil(r)), reverse=turun))

    @cached_property
    def per_halaman(self) -> int:
        """Two pages hold the whole law; ?per=250 shows it at once."""
        diminta = self.request.GET.get("per", "")
        return int(diminta) if diminta in map(str, PER_HALAMAN) else BIASA
