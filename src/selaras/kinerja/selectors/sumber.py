"""Where a region takes its monthly predicates from (its law's kinerja.sumber)."""

from selaras.hukum import Aturan

LOKAL, BKN, GABUNGAN = "lokal", "bkn", "gabungan"


def source_of(aturan: Aturan) -> str:
    """The region's choice; one that has not chosen assesses itself."""
    return aturan.pilihan("kinerja.sumber") if aturan.ada("kinerja.sumber") else LOKAL
