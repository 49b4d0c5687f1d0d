"""A column of a list: where its value comes from and how it reads on screen and in a sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model
from django.db.models.functions import Lower
from django.utils.safestring import SafeString

from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import status_of

_BENTUK: Mapping[str, Callable[[Any], str]] = {
    "angka": fmt.angka,
    "rupiah": fmt.rupiah,
    "persen": fmt.persen_bp,
    "menit": fmt.menit_id,
    "tanggal": fmt.tanggal_pendek,
    "waktu": fmt.waktu_zona,
    "periode": fmt.periode_id,
    "nip": fmt.nip,
}
ANGKA = frozenset({"angka", "rupiah", "persen", "menit"})


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell as shown; `jenis` chooses the partial, `url` makes it a link."""

    teks: str
    jenis: str = "teks"
    nilai: Any = None
    url: str = ""
    laci: bool = False
    baris: Any = None
    templat: str = ""
    tanda: str = ""  # said in a badge instead: the value is missing
    judul: str = ""  # of its column: on a phone a row is a card and each cell names itself
    gambar: "Callable[[Sel], SafeString] | None" = None

    @property
    def angka(self) -> bool:
        return self.jenis in ANGKA


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column.

    nilai   attribute path with dots, or a function of the row; default: the key itself
    jenis   teks angka rupiah persen (basis points) menit tanggal waktu periode nip status orang
    urut    ORM field(s) to sort by; empty = not sortable
    tautan  function of the row to an address; laci = it opens in the drawer
    jumlah  the totals row adds it up; from `jumlah_dari` where that is not the key
    zona    name of the row's attribute path with its time zone, for `waktu`
    templat a partial of the app's own for this cell, given `baris` and `sel`
    gambar  the same as a function of the Sel, a tenth of the time where there are many cells
    tanpa   what a badge says where there is no value: words, or a function of the row ("" = none)
    """

    nama: str
    judul: str
    nilai: str | Callable[[Any], Any] = ""
    jenis: str = "teks"
    urut: str | tuple[str, ...] = ""
    tautan: Callable[[Any], str] | None = None
    laci: bool = False
    jumlah: bool | str = False
    zona: str = ""
    tampil: bool = True
    templat: str = ""
    gambar: Callable[[Sel], SafeString] | None = None
    tanpa: str | Callable[[Any], str] = ""
    keterangan: str = ""

    @property
    def angka(self) -> bool:
        return self.jenis in ANGKA

    @property
    def jumlah_dari(self) -> str:
        return self.jumlah if isinstance(self.jumlah, str) else self.nama

    def ambil(self, baris: Any) -> Any:
        """The raw value of a row (object or mapping)."""
        if callable(self.nilai):
            return self.nilai(baris)
        return follow(baris, self.nilai or self.nama)

    def sel(self, baris: Any) -> Sel:
        nilai = self.ambil(baris)
        dasar = self.bentuk(nilai, follow(baris, self.zona) if self.zona else "")
        url = self.tautan(baris) if self.tautan else ""
        tanda = self._lacks(baris) if nilai is None else ""
        return Sel(dasar.teks, self.jenis, nilai, url, self.laci, baris, self.templat, tanda,
                   self.judul, self.gambar)  # fmt: skip

    def _lacks(self, baris: Any) -> str:
        return self.tanpa(baris) if callable(self.tanpa) else self.tanpa

    def bentuk(self, nilai: Any, zona: str = "") -> Sel:
        """A value in this column's form."""
        ubah = _BENTUK.get(self.jenis, _teks)
        if self.jenis == "waktu" and zona:
            ubah = partial(fmt.waktu_zona, zona=zona)
        return Sel(ubah(nilai), self.jenis, nilai, judul=self.judul)

    def sheet_value(self, baris: Any) -> Any:
        """The value for a spreadsheet: numbers stay numbers, percent in percent, states words."""
        nilai = self.ambil(baris)
        if nilai is None:
            return ""
        if self.jenis in _DI_LEMBAR:
            return _DI_LEMBAR[self.jenis](nilai)
        if isinstance(nilai, datetime):
            return fmt.waktu_zona(nilai, follow(baris, self.zona) if self.zona else "")
        return nilai if isinstance(nilai, date) else str(nilai)

    def order_by(self, turun: bool, model: type[Model] | None = None) -> list[Any]:
        """Ordering expressions; text fields end in `~` to be sorted without regard to case.

        Nothing is said of NULLs where the model has none: an index then serves both directions.
        """
        kunci = (self.urut,) if isinstance(self.urut, str) else self.urut
        hasil: list[Any] = []
        for k in kunci:
            medan = k.removesuffix("~")
            e: Any = Lower(medan) if k.endswith("~") else F(medan)
            akhir = None if model and _always_there(model, medan) else True
            hasil.append(e.desc(nulls_last=akhir) if turun else e.asc(nulls_last=akhir))
        return hasil


# What a spreadsheet gets of each kind of column; the others go as they are or as text.
_DI_LEMBAR: dict[str, Callable[[Any], Any]] = {
    "persen": lambda bp: bp / 10_000,
    "periode": fmt.periode_id,
    "status": lambda kode: status_of(kode).kata,
    **dict.fromkeys(("angka", "rupiah", "menit", "tanggal"), lambda nilai: nilai),
}


def _always_there(model: type[Model], jalur: str) -> bool:
    """Whether a path of stored fields can never give NULL; an annotation may."""
    kini: Any = model
    for bagian in jalur.split("__"):
        try:
            medan = kini._meta.get_field(bagian)
        except (FieldDoesNotExist, AttributeError):
            return bagian == "pk"
        if not medan.concrete or medan.null:
            return False
        kini = medan.related_model
    return True


def follow(baris: Any, jalur: str) -> Any:
    """Follow a dotted path over attributes and mapping keys; a missing link is None."""
    nilai = baris
    for bagian in jalur.split("."):
        if nilai is None:
            return None
        nilai = nilai[bagian] if isinstance(nilai, Mapping) else getattr(nilai, bagian)
    return nilai() if callable(nilai) else nilai


def _teks(nilai: Any) -> str:
    return fmt.TIDAK_ADA if nilai is None or nilai == "" else str(nilai)
