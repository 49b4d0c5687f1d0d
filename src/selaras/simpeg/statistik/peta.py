"""A GeoJSON outline as a flat picture: rings on a scale of 1,000, and which area a point lies in.

RFC 7946: coordinates are longitude, latitude (WGS 84). Small regions: a plain projection with the
longitude shortened by the cosine of the middle latitude is true enough for print.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

LEBAR = 1000
SUDUT_TERSEDIKIT = 3
TITIK_TERBANYAK = 400  # of a ring: finer than print shows
NAMA = ("nama", "name", "kecamatan", "kabupaten", "WADMKC", "WADMKK", "NAMOBJ", "NAME_2", "NAME_3")
Cincin = list[tuple[float, float]]


class BukanPeta(ValueError):
    """What was given cannot be drawn; the message says why."""


@dataclass(frozen=True, slots=True)
class Wilayah:
    """An area: its name and its outer rings in degrees."""

    nama: str
    cincin: Sequence[Cincin]

    def contains(self, bujur: float, lintang: float) -> bool:
        return any(_inside(c, bujur, lintang) for c in self.cincin)


@dataclass(frozen=True, slots=True)
class Gambar:
    """The areas on paper: rings and a place for the name, all on 0..LEBAR by 0..tinggi."""

    tinggi: float
    wilayah: Sequence[tuple[str, Sequence[Sequence[tuple[float, float]]], float, float]]


def read_areas(geojson: Any) -> list[Wilayah]:
    """Areas of a FeatureCollection by name: villages that name their district make up one."""
    fitur = geojson.get("features") if isinstance(geojson, Mapping) else None
    if not isinstance(fitur, list) or not fitur:
        raise BukanPeta("Berkas itu bukan GeoJSON FeatureCollection.")
    hasil: dict[str, list[Cincin]] = {}
    for nomor, f in enumerate(fitur, start=1):
        sifat, geometri = _part(f, "properties"), _part(f, "geometry")
        jenis = geometri.get("type")
        if jenis not in ("Polygon", "MultiPolygon"):
            raise BukanPeta(f"Fitur {nomor} bukan Polygon atau MultiPolygon.")
        nama = next((str(sifat[k]) for k in NAMA if sifat.get(k)), f"Wilayah {nomor}")
        koordinat: Any = geometri.get("coordinates")
        try:
            cincin = [_outer(p) for p in ([koordinat] if jenis == "Polygon" else koordinat)]
        except (IndexError, TypeError, ValueError) as galat:
            raise BukanPeta(f"Koordinat {nama} tidak terbaca.") from galat
        if any(abs(x) > 180 or abs(y) > 90 for c in cincin for x, y in c):
            raise BukanPeta(f"Koordinat {nama} bukan derajat bujur dan lintang (WGS 84).")
        hasil.setdefault(nama, []).extend(cincin)
    return [Wilayah(nama, cincin) for nama, cincin in hasil.items()]


def _part(fitur: Any, bagian: str) -> Mapping[str, Any]:
    isi = fitur.get(bagian) if isinstance(fitur, Mapping) else None
    return isi if isinstance(isi, Mapping) else {}


def _outer(poligon: Any) -> Cincin:
    """The outer ring; holes are neighbours' land and drawn by them."""
    cincin = [(float(x), float(y)) for x, y, *_ in poligon[0]]
    if len(cincin) < SUDUT_TERSEDIKIT or not all(isfinite(n) for t in cincin for n in t):
        raise ValueError(cincin)
    return cincin


def draw(wilayah: Sequence[Wilayah]) -> Gambar:
    """On a canvas of LEBAR, the height as the region's shape asks."""
    titik = [t for w in wilayah for c in w.cincin for t in c]
    x0, x1 = min(x for x, _ in titik), max(x for x, _ in titik)
    y0, y1 = min(y for _, y in titik), max(y for _, y in titik)
    susut = math.cos(math.radians((y0 + y1) / 2))
    skala = LEBAR / max((x1 - x0) * susut, 1e-9)
    tinggi = min((y1 - y0) * skala, LEBAR * 1.3)
    skala = min(skala, tinggi / max(y1 - y0, 1e-9))

    def place(x: float, y: float) -> tuple[float, float]:
        return round((x - x0) * susut * skala, 1), round((y1 - y) * skala, 1)

    hasil = []
    for w in wilayah:
        cincin = [[place(x, y) for x, y in _thin(c)] for c in w.cincin]
        besar = max(cincin, key=lambda c: abs(_area(c)))  # its name stands on the main land
        cx, cy = _centre(besar)
        hasil.append((w.nama, cincin, round(cx, 1), round(cy, 1)))
    return Gambar(round(tinggi, 1), hasil)


def _thin(c: Cincin) -> Cincin:
    langkah = max(1, len(c) // TITIK_TERBANYAK)
    return c[::langkah]


def _inside(c: Cincin, x: float, y: float) -> bool:
    """Even-odd rule."""
    dalam = False
    for (x1, y1), (x2, y2) in zip(c, [*c[1:], c[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            dalam = not dalam
    return dalam


def _area(c: Sequence[tuple[float, float]]) -> float:
    return sum(x1 * y2 - x2 * y1
               for (x1, y1), (x2, y2) in zip(c, [*c[1:], c[0]], strict=True)) / 2  # fmt: skip


def _centre(c: Sequence[tuple[float, float]]) -> tuple[float, float]:
    luas = _area(c)
    if abs(luas) < 1e-9:
        return c[0]
    cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(c, [*c[1:], c[0]], strict=True):
        silang = x1 * y2 - x2 * y1
        cx, cy = cx + (x1 + x2) * silang, cy + (y1 + y2) * silang
    return cx / (6 * luas), cy / (6 * luas)
