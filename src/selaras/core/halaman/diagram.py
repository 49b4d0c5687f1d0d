"""Geometry of the small server-drawn diagrams: a waterfall and plain bars, on a scale of 1,000."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from selaras.core.halaman.format import angka, rupiah

LEBAR = 1000
TERKECIL = 3  # a bar that exists is seen


@dataclass(frozen=True, slots=True)
class Ruas:
    """A step of a waterfall. jenis: awal (from zero), tambah, kurang, hasil (from zero)."""

    label: str
    nilai: int
    jenis: str
    url: str = ""
    kata: str = ""


@dataclass(frozen=True, slots=True)
class Batang:
    """A bar with its place on the scale and its figure in words."""

    label: str
    x: int
    lebar: int
    teks: str
    jenis: str = ""
    url: str = ""
    kata: str = ""


def waterfall(ruas: Sequence[Ruas]) -> list[Batang]:
    """Bars of a waterfall; `kurang` gives its amount as a positive number."""
    tepi = [0]
    for r in ruas:
        kini = tepi[-1]
        tepi.append({"tambah": kini + r.nilai, "kurang": kini - r.nilai}.get(r.jenis, r.nilai))
    atas, bawah = max(*tepi, 1), min(*tepi, 0)
    hasil = []
    for r, (dari, ke) in zip(ruas, pairwise(tepi), strict=True):
        mulai, akhir = sorted((dari if r.jenis in ("tambah", "kurang") else 0, ke))
        x = (mulai - bawah) * LEBAR // (atas - bawah)
        lebar = max((akhir - mulai) * LEBAR // (atas - bawah), TERKECIL if r.nilai else 0)
        teks = rupiah(-r.nilai if r.jenis == "kurang" else r.nilai)
        hasil.append(Batang(r.label, min(x, LEBAR - lebar), lebar, teks, r.jenis, r.url, r.kata))
    return hasil


def bars(baris: Iterable[tuple[str, int, str]], *, uang: bool = False) -> list[Batang]:
    """Plain bars from (label, value, address), scaled to the largest."""
    isi = list(baris)
    terbesar = max((n for _, n, _ in isi), default=0) or 1
    return [
        Batang(
            label,
            0,
            max(n * LEBAR // terbesar, TERKECIL if n else 0),
            rupiah(n) if uang else angka(n),
            url=url,
        )
        for label, n, url in isi
    ]
