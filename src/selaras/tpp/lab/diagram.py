"""Geometry of bars to both sides of nought: what some lose to the left, what others gain right."""

from collections.abc import Sequence
from dataclasses import dataclass

LEBAR = 1000


@dataclass(frozen=True, slots=True)
class DuaSisi:
    """A row: both bars on a scale of 1,000 with nought in the middle, and its figures."""

    label: str
    kiri_x: int
    kiri: int
    kanan: int
    naik_rp: int
    turun_rp: int
    naik: int
    turun: int
    tetap: int


def two_sided(baris: Sequence[tuple[str, int, int, int, int, int]]) -> list[DuaSisi]:
    """From (label, gain, loss <= 0, people gaining, losing, equal), scaled to the largest."""
    terbesar = max((max(b[1], -b[2]) for b in baris), default=0) or 1
    tengah = LEBAR // 2
    hasil = []
    for label, naik_rp, turun_rp, naik, turun, tetap in baris:
        kanan = max(naik_rp * tengah // terbesar, 3 if naik_rp else 0)
        kiri = max(-turun_rp * tengah // terbesar, 3 if turun_rp else 0)
        hasil.append(
            DuaSisi(label, tengah - kiri, kiri, kanan, naik_rp, turun_rp, naik, turun, tetap)
        )
    return hasil
