"""A month's plan value under PP 46/2011, which some regions' TPP of 2020 was paid by.

The regulation itself stops at the year; aspects and cap of a month are law keys of their own.
Fractions, as in `skp46`. Knows nothing of people, plans or pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from selaras.aturan.skp46 import PERSERATUS, Angka
from selaras.hukum import Aturan

MUTU_PENUH = 100


@dataclass(frozen=True, slots=True)
class KegiatanSebulan:
    """One activity's month: how much was due, how much was done, how well (points)."""

    target: Angka
    realisasi: Angka
    kualitas: Angka
    target_kualitas: Angka = MUTU_PENUH


def target_sebulan(target_setahun: Angka, bulan: Angka) -> Fraction:
    """The even share of a year's target over the months that the plan gives it."""
    return Fraction(target_setahun) / Fraction(bulan)


def capaian_sebulan(kegiatan: KegiatanSebulan, aturan: Aturan) -> Fraction:
    """The mean of the aspects that count in a month; 0 where nothing was done."""
    if Fraction(kegiatan.target) <= 0:
        raise ValueError("target sebulan harus lebih dari 0")
    if Fraction(kegiatan.realisasi) == 0:
        return Fraction(0)
    aspek = {
        "kuantitas": Fraction(kegiatan.realisasi) / Fraction(kegiatan.target) * 100,
        "kualitas": Fraction(kegiatan.kualitas) / Fraction(kegiatan.target_kualitas) * 100,
    }
    dipakai = [aspek[nama] for nama in aturan.daftar("skp46.bulan_aspek")]
    return sum(dipakai, Fraction(0)) / len(dipakai)


def nilai_sebulan(capaian: Sequence[Fraction], aturan: Aturan) -> Fraction:
    """The month's value: the activities' mean, up to the cap."""
    if not capaian:
        raise ValueError("bulan tanpa kegiatan tidak dapat dinilai")
    rata = sum(capaian, Fraction(0)) / len(capaian)
    return min(rata, Fraction(aturan.nilai("skp46.bulan_maks"), PERSERATUS))
