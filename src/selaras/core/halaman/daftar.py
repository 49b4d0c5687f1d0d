"""Every list page: search, filters in the URL, sort, pages, totals and XLSX from one declaration.

A view declares columns and filters and answers with `Daftar(...).respond()`; the database does
the work. Knows no model: rows come in already limited to what the actor may see.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page
from django.db.models import CompositePrimaryKey, Q, QuerySet, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from selaras.core.halaman.banyaknya import BANYAK, PANJANG, just_changed, totals
from selaras.core.halaman.kolom import Kolom, Sel
from selaras.core.halaman.lembar import xlsx_response
from selaras.core.halaman.potong import FirstKeys, Potong

Pilihan = Sequence[tuple[str, str]]
KUNCI = "_kunci"
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

    @property
    def utuh(self) -> bool:
        """Whether another choice asks for the whole page anew, not for the list alone. A date is
        typed in parts, each of which would be a page."""
        return self.terapkan is sehalaman and self.jenis == "pilih"

    def daftar_pilihan(self) -> Pilihan:
        return self.pilihan() if callable(self.pilihan) else self.pilihan


def sehalaman(rows: QuerySet[Any], _nilai: str) -> QuerySet[Any]:
    """The filter that chooses no rows, but of which month or day the whole page speaks."""
    return rows


@dataclass(frozen=True, slots=True)
class Kosong:
    """Why a list is empty and what to do about it."""

    judul: str = "Belum ada isinya"
    kata: str = ""
    url: str = ""
    tombol: str = ""


def _plain(rows: QuerySet[Any]) -> bool:
    """Whether each row of the query is a row of the model, known by one column: nothing grouped
    or put together, no key of several columns."""
    q = rows.query
    lain = q.distinct or q.combinator or q.group_by is not None
    return not (lain or isinstance(rows.model._meta.pk, CompositePrimaryKey))


def is_date(teks: str) -> bool:
    """Whether it is a day as browsers send one."""
    try:
        return bool(date.fromisoformat(teks))
    except ValueError:
        return False


@dataclass
class Daftar:
    """A list page over a query set; see docs/panduan-pengembang/halaman.md."""

    request: HttpRequest
    rows: QuerySet[Any]
    kolom: Sequence[Kolom]
    nama: str = "baris"  # what is counted: "1–25 dari 1.285 pegawai"
    berkas: str = "daftar"  # name of the downloaded file
    cari: Sequence[str] = ()
    cari_cara: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None  # instead of by field
    cari_kata: str = "Cari"
    saringan: Sequence[Saringan] = ()
    urut: str = ""  # key of the column first sorted by; "-key" = downwards
    kosong: Kosong = field(default_factory=Kosong)
    pilih: bool = False  # a tick before each row, posted as "pilih"
    bisa_unduh: bool = True
    tabel: str = ""  # a part of its own that draws the rows, where cells are too many for the kit
    per_pilihan: Sequence[int] = PER_HALAMAN  # rows a page; the first unless ?per= asks otherwise
    ikut: Mapping[str, Any] = field(default_factory=dict)  # aggregates counted with the rows
    semua: Callable[[bool], int] | None = None  # how many rows without filters; exactly, if True
    # The same with the totals of columns by name, the number under BANYAK; None = not known.
    keseluruhan: Callable[[], Mapping[str, int] | None] | None = None
    sedikit: bool = False  # few of many rows are expected, even before anything is filtered
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
        if self.q and self.cari_cara:
            rows = self.cari_cara(rows, self.q)
        for kata in self.q.split() if self.cari and not self.cari_cara else ():
            rows = rows.filter(reduce(or_, (Q((f"{k}__icontains", kata)) for k in self.cari)))
        for saring in self.saringan:
            nilai = self.nilai[saring.nama]
            if nilai and self._dikenal(saring, nilai):
                rows = saring.terapkan(rows, nilai)
        return rows

    def _dikenal(self, saring: Saringan, nilai: str) -> bool:
        if saring.jenis == "tanggal":
            return is_date(nilai)
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
        return int(diminta) if diminta in map(str, self.per_pilihan) else self.per_pilihan[0]

    @cached_property
    def halaman(self) -> Page[Any]:
        banyak = self.hitungan[BANYAK]
        potong = Potong(
            self.terurut, self.per_halaman, lengkap=self.rows, banyak=banyak,
            kunci=self.hitungan.get(KUNCI),
        )  # fmt: skip
        return potong.get_page(self.request.GET.get("hal"))

    @cached_property
    def hitungan(self) -> Mapping[str, Any]:
        """How many rows the filters leave and what their columns come to: one query for both.

        `ikut` are counted along, by name; a page that has counted everybody says so by `semua` or
        `keseluruhan`. Where few are left of many, their keys come along: finding them costs more
        than the rest.
        """
        jumlah = {f"_jumlah_{k.nama}": Sum(k.jumlah_dari) for k in self.kolom_tampil if k.jumlah}
        if not (self.disaring or self.ikut):
            if self.semua:
                return {BANYAK: self.semua(self._tepat)}
            if self.keseluruhan and (tahu := self.keseluruhan()) is not None:
                return {n: tahu[n.removeprefix("_jumlah_")] for n in (BANYAK, *jumlah)}
        kunci = {}
        if (self.sedikit or self.disaring) and _plain(self.tersaring):
            kunci[KUNCI] = FirstKeys(ArrayAgg("pk"))
        return totals(
            self.tersaring, {**self.ikut, **jumlah, **kunci}, tentang=self._tentang,
            tepat=self._tepat,
        )  # fmt: skip

    @property
    def _tepat(self) -> bool:
        """Whether this answer must count anew."""
        return self._jauh or just_changed(self.request)

    @property
    def _tentang(self) -> tuple[str, str]:
        """The page without what only leafs and sorts: what the totals' names mean."""
        lain = self.request.GET.copy()
        for nama in ("hal", "per", "urut", "tanpa"):
            lain.pop(nama, None)
        return self.request.path, lain.urlencode()

    @property
    def _jauh(self) -> bool:
        """Whether the page asked for may be counted from the end, where each row counts."""
        hal = self.request.GET.get("hal", "1")
        return not hal.isdecimal() or int(hal[:9]) * self.per_halaman * 2 > PANJANG

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
        """Whether the reader narrowed anything, so that emptiness may be the filters' doing."""
        return bool(self.q) or self.dipilih

    @property
    def dipilih(self) -> bool:
        """Whether a filter besides the search is on; the month is what the page is about."""
        saring = (s for s in self.saringan if s.nama != BULAN)
        return any(self.nilai[s.nama] != s.bawaan for s in saring)

    @cached_property
    def bilah(self) -> list[dict[str, Any]]:
        """The filter bar's fields with their values."""
        return [
            {"s": s, "nilai": self.nilai[s.nama], "pilihan": self._pilihan(s)}
            for s in self.saringan
        ]

    def narrowed_by(self, *, kecuali: Sequence[str] = ()) -> list[str]:
        """What narrows the list, as its bar says it: for the mark of a file."""
        kata = [f"mencari “{self.q}”"] if self.q else []
        for s in self.saringan:
            nilai = self.nilai[s.nama]
            if not nilai or s.nama in kecuali or not self._dikenal(s, nilai):
                continue
            sebut = {str(k): v for k, v in self._pilihan(s)}.get(nilai, nilai)
            kata.append(s.judul if s.jenis == "centang" else f"{s.judul}: {sebut}")
        return kata

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
        """The page, the list with its heading for htmx, or the file for ?unduh=xlsx."""
        if self.bisa_unduh and self.request.GET.get("unduh") == "xlsx":
            return xlsx_response(self.berkas, self.kolom, self.terurut)
        htmx = getattr(self.request, "htmx", None)
        if htmx and htmx.target == "daftar":
            umum = template == "kit/halaman_daftar.html" and "judul" in context
            template = "kit/halaman_daftar_sendiri.html" if umum else "kit/daftar.html"
        response = render(self.request, template, {"daftar": self, **context})
        patch_vary_headers(response, ["HX-Request"])
        return response
