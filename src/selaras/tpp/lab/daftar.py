"""The kit's list over a comparison's people: a frame in memory instead of a table.

Search by name or NIP asks the database for ids; sorting, totals and pages are the frame's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator
from django.db.models import Q

from selaras.core.halaman.banyaknya import BANYAK
from selaras.core.halaman.daftar import Daftar
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai

SEKALI = 2000


Bernama = Callable[[pl.DataFrame], list[dict[str, Any]]]


class BarisOrang:
    """Rows of the frame as mappings, named (`bernama`) only for those asked for."""

    def __init__(self, frame: pl.DataFrame, bernama: Bernama | None = None) -> None:
        self.frame, self.bernama = frame, bernama or with_names

    def __len__(self) -> int:
        return self.frame.height

    def __getitem__(self, letak: slice) -> list[dict[str, Any]]:
        return self.bernama(self.frame[letak])

    def iterator(self, chunk_size: int = SEKALI) -> Iterator[dict[str, Any]]:
        """All rows, names fetched by portions."""
        for bagian in self.frame.iter_slices(chunk_size):
            yield from self.bernama(bagian)


def with_names(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Each row with its person (`orang`) and `unit`."""
    orang = Pegawai.objects.in_bulk(frame["pegawai_id"].to_list())
    unit = UnitKerja.objects.in_bulk(frame["unit_id"].unique().to_list())
    return [
        {**baris, "orang": orang[baris["pegawai_id"]], "unit": unit.get(baris["unit_id"])}
        for baris in frame.to_dicts()
        if baris["pegawai_id"] in orang
    ]


def matching_people(frame: pl.DataFrame, q: str) -> pl.DataFrame:
    """Rows of people whose name or NIP has every word."""
    kata = [Q(nama__icontains=k) | Q(nip__icontains=k) for k in q.split()]
    cocok = Pegawai.objects.filter(reduce(and_, kata))
    ids = pl.Series(list(cocok.values_list("pk", flat=True)), dtype=pl.Int64)
    return frame.filter(pl.col("pegawai_id").is_in(ids.implode()))


@dataclass
class DaftarBingkai(Daftar):
    """The list page over a frame (`rows`); filters' functions take and give frames."""

    bernama: Bernama = with_names
    cocok: Callable[[pl.DataFrame, str], pl.DataFrame] = matching_people
    kunci: str = "pegawai_id"  # decides between rows that sort alike

    @cached_property
    def tersaring(self) -> Any:
        frame: Any = self.rows
        if self.q:
            frame = self.cocok(frame, self.q)
        for saring in self.saringan:
            nilai = self.nilai[saring.nama]
            if nilai and self._dikenal(saring, nilai):
                frame = saring.terapkan(frame, nilai)
        return frame

    @cached_property
    def terurut(self) -> Any:
        kunci, turun = self.urutan
        kolom = next((k for k in self.kolom if k.nama == kunci), None)
        medan = str(kolom.urut) if kolom else self.kunci
        urut = self.tersaring.sort(medan, self.kunci, descending=[turun, False], nulls_last=True)
        return BarisOrang(urut, self.bernama)

    @cached_property
    def halaman(self) -> Page[Any]:
        return Paginator(self.terurut, self.per_halaman).get_page(self.request.GET.get("hal"))

    @cached_property
    def hitungan(self) -> Mapping[str, Any]:
        frame = self.tersaring
        jumlah = {k.nama: k.jumlah_dari for k in self.kolom_tampil if k.jumlah}
        return {BANYAK: frame.height} | {
            f"_jumlah_{nama}": int(frame[medan].sum() or 0) for nama, medan in jumlah.items()
        }
