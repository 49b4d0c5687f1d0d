"""Every list page: search, filters in the URL, sort, pages, totals and XLSX from one declaration.

A view declares columns and filters and answers with `Daftar(...).respond()`; the database does
the work. Knows no model: rows come in already limited to what the actor may see.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from selaras.core.halaman.kolom import Kolom, Sel
from selaras.core.halaman.lembar import xlsx_response
from selaras.core.halaman.potong import Potong

Pilihan = Sequence[tuple[str, str]]
BANYAK = "_banyak"
BULAN = "periode"
PER_HALAMAN = (25, 50, 100, 250)


@dataclass(frozen=True, slots=True)
class Saringan:
    """One filter of the bar. `terapkan(rows, value)` narrows; unknown choices are ignored."""

    nama: str
    judul: str
    terapkan: Callable[[QuerySet[Any], str], QuerySet[Any]]
    pilihan: Pilihan | Callable[[], Pilihan] = ()
    jenis: str = "pilih"  # pilih | tanggal | centang | teks
    semua: str = "Semua"
    bawaan: str = ""

    def daftar_pilihan(self) -> Pilihan:
        return self.pilihan() if callable(self.pilihan) else self.pilihan


@dataclass(frozen=True, slots=True)
class Kosong:
    """Why a list is empty and what to do about it."""

    judul: str = "Belum ada isinya"
    kata: str = ""
    url: str = ""
    tombol: str = ""


@dataclass
class Daftar:
    """A list page over a query set; see docs/panduan-pengembang/halaman.md."""

    request: HttpRequest
    rows: QuerySet[Any]
    kolom: Sequence[Kolom]
    nama: str = "baris"  # what is counted: "1–25 dari 1.285 pegawai"
    berkas: str = "daftar"  # name of the downloaded file
    cari: Sequence[str] = ()
    cari_kata: str = "Cari"
    saringan: Sequence[Saringan] = ()
    urut: str = ""  # key of the column first sorted by; "-key" = downwards
    kosong: Kosong = field(default_factory=Kosong)
    pilih: bool = False  # a tick before each row, posted as "pilih"
    bisa_unduh: bool = True
    _sudah: dict[str, Pilihan] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def q(self) -> str:
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:100]

    @cached_property
    def nilai(self) -> Mapping[str, str]:
        """The filters' values as the URL gives them."""
        get = self.request.GET
        return {s.nama: get.get(s.nama, s.bawaan).strip()[:100] for s in self.saringan}

    @cached_property
    def tersaring(self) -> QuerySet[Any]:
        """The rows that search and filters leave, not yet sorted."""
        rows = self.rows
        for kata in self.q.split() if self.cari else ():
            rows = rows.filter(reduce(or_, (Q((f"{k}__icontains", kata)) for k in self.cari)))
        for saring in self.saringan:
            nilai = self.nilai[saring.nama]
            if nilai and self._dikenal(saring, nilai):
                rows = saring.terapkan(rows, nilai)
        return rows

    def _dikenal(self, saring: Saringan, nilai: str) -> bool:
        return saring.jenis != "pilih" or nilai in {str(k) for k, _ in self._pilihan(saring)}

    def _pilihan(self, saring: Saringan) -> Pilihan:
        """A filter's choices, asked for once a page."""
        if saring.nama not in self._sudah:
            self._sudah[saring.nama] = list(saring.daftar_pilihan())
        return self._sudah[saring.nama]

    @cached_property
    def urutan(self) -> tuple[str, bool]:
        """The key sorted by and whether downwards; only declared columns can be named."""
        diminta = self.request.GET.get("urut", "") or self.urut
        kunci, turun = diminta.removeprefix("-"), diminta.startswith("-")
        boleh = {k.nama for k in self.kolom if k.urut}
        return (kunci, turun) if kunci in boleh else ("", False)

    @cached_property
    def terurut(self) -> QuerySet[Any]:
        kunci, turun = self.urutan
        if not kunci:
            return self.tersaring if self.tersaring.ordered else self.tersaring.order_by("pk")
        kolom = next(k for k in self.kolom if k.nama == kunci)
        return self.tersaring.order_by(*kolom.order_by(turun, self.rows.model), "pk")

    @cached_property
    def per_halaman(self) -> int:
        diminta = self.request.GET.get("per", "")
        return int(diminta) if diminta in map(str, PER_HALAMAN) else PER_HALAMAN[0]

    @cached_property
    def halaman(self) -> Page[Any]:
        banyak = self.hitungan[BANYAK]
        potong = Potong(self.terurut, self.per_halaman, lengkap=self.rows, banyak=banyak)
        return potong.get_page(self.request.GET.get("hal"))

    @cached_property
    def hitungan(self) -> Mapping[str, Any]:
        """How many rows the filters leave and what their columns come to: one query for both."""
        jumlah = {k.nama: Sum(k.jumlah_dari) for k in self.kolom_tampil if k.jumlah}
        banyak = {BANYAK: Count("*")}
        return self.tersaring.aggregate(**banyak, **{f"_jumlah_{n}": s for n, s in jumlah.items()})

    @cached_property
    def isi(self) -> list[tuple[Any, list[Sel]]]:
        """The page's rows, each with its cells."""
        return [(b, [k.sel(b) for k in self.kolom_tampil]) for b in self.halaman.object_list]

    @cached_property
    def kolom_tampil(self) -> list[Kolom]:
        """Columns shown: those the reader did not hide (?tanpa=a,b) and that start visible."""
        tanpa = set(filter(None, self.request.GET.get("tanpa", "").split(",")))
        if "tanpa" not in self.request.GET:
            tanpa = {k.nama for k in self.kolom if not k.tampil}
        return [k for k in self.kolom if k.nama not in tanpa or k is self.kolom[0]]

    @cached_property
    def jumlah(self) -> list[Sel] | None:
        """The totals row over all filtered rows, not only this page's."""
        dijumlah = {k.nama for k in self.kolom_tampil if k.jumlah}
        if not dijumlah or not self.hitungan[BANYAK]:
            return None
        return [
            k.bentuk(self.hitungan[f"_jumlah_{k.nama}"] or 0) if k.nama in dijumlah else Sel("")
            for k in self.kolom_tampil
        ]

    @property
    def disaring(self) -> bool:
        """Whether the reader narrowed anything, so that emptiness may be the filters' doing.

        The month is what the page is about, not a narrowing of it.
        """
        saring = (s for s in self.saringan if s.nama != BULAN)
        return bool(self.q) or any(self.nilai[s.nama] != s.bawaan for s in saring)

    @cached_property
    def bilah(self) -> list[dict[str, Any]]:
        """The filter bar's fields with their values."""
        return [
            {"s": s, "nilai": self.nilai[s.nama], "pilihan": self._pilihan(s)}
            for s in self.saringan
        ]

    @property
    def kepala(self) -> list[dict[str, Any]]:
        """Headings: each sortable one links to itself, a second time the other way round."""
        kunci, turun = self.urutan
        return [
            {
                "k": k,
                "arah": ("turun" if turun else "naik") if k.nama == kunci else "",
                "berikut": f"-{k.nama}" if k.nama == kunci and not turun else k.nama,
            }
            for k in self.kolom_tampil
        ]

    def respond(
        self, template: str = "kit/halaman_daftar.html", **context: Any
    ) -> HttpResponseBase:
        """The page, only the list for htmx, or the file for ?unduh=xlsx."""
        if self.bisa_unduh and self.request.GET.get("unduh") == "xlsx":
            return xlsx_response(self.berkas, self.kolom, self.terurut)
        htmx = getattr(self.request, "htmx", None)
        if htmx and htmx.target == "daftar":
            template = "kit/daftar.html"
        response = render(self.request, template, {"daftar": self, **context})
        patch_vary_headers(response, ["HX-Request"])
        return response
