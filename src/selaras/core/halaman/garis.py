"""Geometry of the server-drawn pictures over months: lines, and bars made of parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEBAR, TINGGI = 600, 150
TEPI = 12  # so that the first and last point are whole
KIRI = 48  # room for the scale's words


@dataclass(frozen=True, slots=True)
class Titik:
    """A point of a line and what it says."""

    x: int
    y: int
    label: str
    teks: str


@dataclass(frozen=True, slots=True)
class Garis:
    """One line over the months; months without a figure break it into pieces."""

    judul: str
    jenis: str
    titik: Sequence[Titik]
    ruas: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a bar: its place on a scale of 1,000 and its share in words."""

    jenis: str
    judul: str
    x: int
    lebar: int
    teks: str


def line(
    judul: str, jenis: str, isi: Sequence[tuple[str, int | None, str]], *, bawah: int, atas: int
) -> Garis:
    """A line of (label, value, words) on the scale bawah..atas; None = no figure that month."""
    rentang = max(atas - bawah, 1)
    langkah = (LEBAR - KIRI - TEPI) // max(len(isi) - 1, 1)
    titik: list[Titik] = []
    ruas: list[list[str]] = [[]]
    for n, (label, nilai, teks) in enumerate(isi):
        if nilai is None:
            ruas.append([])
            continue
        x = KIRI + n * langkah
        y = TEPI + (TINGGI - 2 * TEPI) * (atas - min(max(nilai, bawah), atas)) // rentang
        titik.append(Titik(x, y, label, teks))
        ruas[-1].append(f"{x},{y}")
    return Garis(judul, jenis, titik, [" ".join(r) for r in ruas if len(r) > 1])


def parts(isi: Mapping[str, int], judul: Mapping[str, str]) -> list[Bagian]:
    """A bar of parts in the order of `judul`, each with its share of the whole."""
    jumlah = sum(isi.get(jenis, 0) for jenis in judul)
    hasil: list[Bagian] = []
    kini = 0
    for jenis, kata in judul.items():
        n = isi.get(jenis, 0)
        if not n:
            continue
        lebar = n * 1000 // jumlah
        teks = f"{kata}: {n:,}".replace(",", ".") + f" ({n * 100 // jumlah}%)"
        hasil.append(Bagian(jenis, kata, kini, lebar, teks))
        kini += lebar
    return hasil
