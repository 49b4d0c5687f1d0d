"""Peraturan BKN 3/2023: predicates of a functional post become credit points, exactly.

Kept as fractions; a Penetapan AK rounds half up to two decimals when it is issued.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from selaras.hukum import Aturan

BULAN_SETAHUN = 12
KALI_1E4 = 10_000
SERATUS_BP = 10_000


class MasaPredikat(NamedTuple):
    """So many months of a year under one predicate in one level of post."""

    jenjang: str
    predikat: str
    bulan: int


def konversi(masa: MasaPredikat, aturan: Aturan) -> Fraction:
    """AK = percent of the predicate x coefficient of the level x months / 12."""
    if not 0 <= masa.bulan <= BULAN_SETAHUN:
        raise ValueError("bulan di luar 0 sampai 12")
    persen = Fraction(aturan.butir("ak.persen_predikat", masa.predikat), SERATUS_BP)
    koefisien = Fraction(aturan.butir("ak.koefisien", masa.jenjang), KALI_1E4)
    return persen * koefisien * masa.bulan / BULAN_SETAHUN


def akumulasi(masa: Iterable[MasaPredikat], aturan: Aturan, awal: Fraction) -> Fraction:
    """What was there before and what these spans add."""
    return awal + sum((konversi(satu, aturan) for satu in masa), Fraction(0))


def lebih_pangkat(jumlah: Fraction, jenjang: str, aturan: Aturan) -> Fraction | None:
    """What is carried on after a rise in rank within the level; None = not enough yet."""
    minimal = aturan.butir("ak.minimal_pangkat", jenjang)
    return jumlah - minimal if jumlah >= minimal else None


def terbit(nilai: Fraction) -> Decimal:
    """As a Penetapan AK writes it: two decimals, half up."""
    return Decimal((nilai * 200 + 1).__floor__() // 2) / 100
