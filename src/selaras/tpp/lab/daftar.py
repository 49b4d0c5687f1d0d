"""The kit's list over a comparison's people: a frame in memory instead of a table.

Search by name or NIP asks the database for ids; sorting, totals and pages are the frame's.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator
from django.db.models import Q

from selaras.core.halaman.daftar import BANYAK, Daftar
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai

SEKALI = 2000


class BarisOrang:
    """Rows of the frame as mappings with their person and unit, fetched for those asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __len__(self) -> int:
        return self.frame.height

    def __getitem__(self, letak: slice) -> list[dict[str, Any]]:
        return _with_names(self.frame[letak])

    def iterator(self, chunk_size: int = SEKALI) -> Iterator[dict[str, Any]]:
        """All rows, names fetched by portions."""
        for bagian in self.frame.iter_slices(chunk_size):
            yield from _with_names(bagian)


def _with_names(frame: pl.DataFrame) -> list[dict[str, Any]]:
    orang = Pegawai.objects.in_bulk(frame["pegawai_id"].to_list())
    unit = UnitKerja.objects.in_bulk(frame["unit_id"].unique().to_list())
    return [
        {**baris, "orang": orang[baris["pegawai_id"]], "unit": unit.get(baris["unit_id"])}
        for baris in frame.to_dicts()
        if baris["pegawai_id"] in orang
    ]


class DaftarBingkai(Daftar):
    """The list page over the frame `bingkai`; filters' functions take and give frames."""

    @cached_property
    def tersaring(self) -> Any:
        frame: Any = self.rows
        if self.q:
            kata = [Q(nama__icontains=k) | Q(nip__icontains=k) for k in self.q.split()]
            cocok = Pegawai.objects.filter(reduce(lambda a, b: a & b, kata))
            ids = pl.Series(list(cocok.values_list("pk", flat=True)), dtype=pl.Int64)
            frame = frame.filter(pl.col("pegawai_id").is_in(ids.implode()))
        for saring in self.saringan:
            nilai = self.nilai[saring.nama]
            if nilai and self._dikenal(saring, nilai):
                frame = saring.terapkan(frame, nilai)
        return frame

    @cached_property
    def terurut(self) -> Any:
        kunci, turun = self.urutan
        kolom = next((k for k in self.kolom if k.nama == kunci), None)
        medan = str(kolom.urut) if kolom else "pegawai_id"
        return BarisOrang(
            self.tersaring.sort(medan, "pegawai_id", descending=[turun, False], nulls_last=True)
        )

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
