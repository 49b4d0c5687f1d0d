"""A list for paper and spreadsheet alike: columns, rows, and totals that are the rows' own sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from selaras.core.halaman import format as fmt

ANGKA = frozenset({"rupiah", "angka"})


@dataclass(frozen=True, slots=True)
class Lajur:
    """One column; `lebar` in points on paper (0 = what is left), `jumlah` = it is added up."""

    judul: str
    jenis: str = "teks"  # teks angka rupiah persen (basis points) pusat
    lebar: int = 0
    jumlah: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A list with a title. Rows hold raw values in the order of the columns."""

    kode: str
    judul: str
    lajur: Sequence[Lajur]
    baris: Sequence[Sequence[Any]] = field(default_factory=list)
    catatan: str = ""

    @property
    def jumlah(self) -> list[Any]:
        """The totals row: the sum of what stands in each added column, nothing else."""
        return [
            sum(b[letak] or 0 for b in self.baris) if lajur.jumlah else ""
            for letak, lajur in enumerate(self.lajur)
        ]

    @property
    def dijumlah(self) -> bool:
        return any(lajur.jumlah for lajur in self.lajur)

    def total(self, judul: str) -> int:
        """The total of the column of that title."""
        letak = next(i for i, lajur in enumerate(self.lajur) if lajur.judul == judul)
        return int(self.jumlah[letak])

    def cetak(self) -> list[list[str]]:
        """Rows as paper reads them."""
        return [[kata(v, k) for v, k in zip(b, self.lajur, strict=True)] for b in self.baris]

    def cetak_jumlah(self) -> list[str]:
        if not self.dijumlah or not self.baris:
            return []
        isi = [kata(v, k) if v != "" else "" for v, k in zip(self.jumlah, self.lajur, strict=True)]
        letak = next((i for i, k in enumerate(self.lajur) if k.jenis == "teks"), 0)
        isi[letak] = "Jumlah"
        return isi


def kata(nilai: Any, lajur: Lajur) -> str:
    """A value as its column prints it; money without Rp, as lists have it."""
    if nilai is None or nilai == "":
        return ""
    if lajur.jenis in ANGKA:
        return fmt.angka(nilai)
    if lajur.jenis == "persen":
        return fmt.persen_bp(nilai)
    return str(nilai)
