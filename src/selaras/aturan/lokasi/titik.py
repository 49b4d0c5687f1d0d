"""Points in whole microdegrees, metres between them, and fences: circles and polygons.

Whole numbers in and out; the sphere's curve is the only thing computed with fractions inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, floor, hypot, radians, sin, sqrt

JARI_BUMI_M = 6_371_009  # mean radius (IUGG)
E6 = 1_000_000
SETENGAH_E6 = 180 * E6


@dataclass(frozen=True, slots=True)
class Titik:
    """A position on earth in microdegrees: north and east are positive."""

    lintang_e6: int
    bujur_e6: int

    @property
    def sah(self) -> bool:
        return abs(self.lintang_e6) <= 90 * E6 and abs(self.bujur_e6) <= SETENGAH_E6


@dataclass(frozen=True, slots=True)
class Pagar:
    """The ground of a place: a circle around its centre, or the inside of a polygon."""

    pusat: Titik
    radius_m: int
    poligon: tuple[Titik, ...] = ()

    def jarak_m(self, titik: Titik) -> int:
        """Metres from the fence; 0 = inside or on it."""
        if not self.poligon:
            return max(0, jarak_m(self.pusat, titik) - self.radius_m)
        if di_dalam(titik, self.poligon):
            return 0
        return min(_jarak_ke_sisi(titik, a, b) for a, b in _sisi(self.poligon))


def jarak_m(a: Titik, b: Titik) -> int:
    """Metres between two points along the earth (haversine), to the nearest metre."""
    lintang_a, lintang_b = radians(a.lintang_e6 / E6), radians(b.lintang_e6 / E6)
    beda_bujur = radians((b.bujur_e6 - a.bujur_e6) / E6)
    h = (
        sin((lintang_b - lintang_a) / 2) ** 2
        + cos(lintang_a) * cos(lintang_b) * sin(beda_bujur / 2) ** 2
    )
    return floor(2 * JARI_BUMI_M * asin(min(1, sqrt(h))) + 0.5)


def di_dalam(titik: Titik, poligon: tuple[Titik, ...]) -> bool:
    """Whether a point lies in a polygon, its edge included; exact, in whole numbers."""
    x, y = 0, 0  # seen from the point: a polygon over the date line stays whole
    dalam = False
    for a, b in _sisi(poligon):
        ax, ay = _dari(titik, a)
        bx, by = _dari(titik, b)
        silang = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if silang == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return True
        if (ay > y) != (by > y) and (silang > 0) == (by > ay):
            dalam = not dalam
    return dalam


def _sisi(poligon: tuple[Titik, ...]) -> Iterator[tuple[Titik, Titik]]:
    yield from zip(poligon, (*poligon[1:], poligon[0]), strict=True)


def _dari(asal: Titik, titik: Titik) -> tuple[int, int]:
    """East and north of a point as seen from another, in microdegrees."""
    timur = (titik.bujur_e6 - asal.bujur_e6 + SETENGAH_E6) % (2 * SETENGAH_E6) - SETENGAH_E6
    return timur, titik.lintang_e6 - asal.lintang_e6


def _jarak_ke_sisi(titik: Titik, a: Titik, b: Titik) -> int:
    """Metres to the segment from a to b; a fence is small, so the ground is taken as flat."""
    sempit = cos(radians(titik.lintang_e6 / E6))
    ax, ay = _dari(titik, a)
    bx, by = _dari(titik, b)
    sisi = ((bx - ax) * sempit, by - ay)
    panjang2 = sisi[0] ** 2 + sisi[1] ** 2
    letak = 0 if panjang2 == 0 else -(ax * sempit * sisi[0] + ay * sisi[1]) / panjang2
    letak = min(1, max(0, letak))
    derajat = hypot(ax * sempit + letak * sisi[0], ay + letak * sisi[1]) / E6
    return floor(radians(derajat) * JARI_BUMI_M + 0.5)
