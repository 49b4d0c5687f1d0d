"""Rotations and what is odd in a person's row of shifts. Pure: codes and minutes only.

Which shift has which hours, who is on leave and what is published stand elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SEHARI = 1440
Jam = tuple[int, int]  # start and end in minutes of the day it begins on; an end may exceed 1,440


@dataclass(frozen=True, slots=True)
class Rapat:
    """Two shifts of neighbouring duty days that leave too little time; `menit` may be negative."""

    hari: int  # position of the later shift
    menit: int  # from the end of the earlier to the start of the later

    @property
    def tumpang(self) -> bool:
        """They overlap: nobody can work both."""
        return self.menit < 0


def putar(urutan: Sequence[str], jumlah: int, mulai: int = 0) -> list[str]:
    """A rotation laid over `jumlah` days; the first day takes the step numbered `mulai`."""
    if not urutan:
        raise ValueError("Pola tanpa langkah.")
    return [urutan[(mulai + n) % len(urutan)] for n in range(jumlah)]


def lanjutan(urutan: Sequence[str], sebelumnya: Sequence[str]) -> int:
    """The step that goes on where the days before (oldest first) left off, as far as they fit.

    Of several that fit equally far the first wins; nothing fits = the beginning.
    """
    terbaik, panjang = 0, 0
    for mulai in range(len(urutan)):
        cocok = 0
        for n, isi in enumerate(reversed(sebelumnya)):
            if urutan[(mulai - 1 - n) % len(urutan)] != isi:
                break
            cocok += 1
        if cocok > panjang:
            terbaik, panjang = mulai, cocok
    return terbaik


def rapat(jam: Sequence[Jam | None], istirahat: int) -> list[Rapat]:
    """Where a row of days leaves less than `istirahat` minutes between two shifts (0 = overlaps
    only). None = a day off.
    """
    hasil: list[Rapat] = []
    selesai: int | None = None
    for hari, isi in enumerate(jam):
        if isi is None:
            continue
        masuk, pulang = (menit + hari * SEHARI for menit in isi)
        if selesai is not None and masuk - selesai < max(istirahat, 0):
            hasil.append(Rapat(hari, masuk - selesai))
        selesai = pulang if selesai is None else max(selesai, pulang)
    return hasil
