"""PP 30/2019: the year's value and its predicate, compared without rounding.

The inner scoring of PermenPANRB 8/2021 lived for half a year and is not done again here: results
of that time are recorded as they were.
"""

from decimal import Decimal
from fractions import Fraction

from selaras.hukum import Aturan

PERSERATUS = 100
SANGAT_BAIK = "sangat_baik"
Angka = int | Decimal | Fraction


def nilai_kinerja(skp: Angka, perilaku: Angka, aturan: Aturan, *, rekan: bool = False) -> Fraction:
    """Both parts weighted; `rekan`: colleagues or subordinates valued the behaviour too."""
    bobot = aturan.tabel("pp30.bobot_rekan" if rekan else "pp30.bobot")
    jumlah = Fraction(skp) * bobot["skp"] + Fraction(perilaku) * bobot["perilaku"]
    return jumlah / 10_000


def predikat(nilai: Angka, aturan: Aturan, *, ide_baru: bool) -> str:
    """The predicate; the highest one asks also for a new idea."""
    x = min(Fraction(nilai), Fraction(aturan.nilai("pp30.nilai_maks"), PERSERATUS))
    batas = sorted(aturan.tabel("pp30.predikat").items(), key=lambda b: -b[1])
    for nama, bawah in batas:
        if x * PERSERATUS >= bawah and (nama != SANGAT_BAIK or ide_baru):
            return nama
    return batas[-1][0]
