"""Where a region takes its monthly predicates from (its law's kinerja.sumber)."""

from selaras.hukum import Aturan

LOKAL, BKN, GABUNGAN = "lokal", "bkn", "gabungan"
NAMA = {LOKAL: "penilaian atasan", BKN: "e-Kinerja BKN", "tangan": "catatan petugas"}


def source_of(aturan: Aturan) -> str:
    """The region's choice; one that has not chosen assesses itself."""
    return aturan.pilihan("kinerja.sumber") if aturan.ada("kinerja.sumber") else LOKAL


def words_of_both(aturan: Aturan) -> str:
    """How the region makes one predicate of two sources, "" where it has one source."""
    if source_of(aturan) != GABUNGAN:
        return ""
    return aturan.parameter("kinerja.gabungan").nama[aturan.pilihan("kinerja.gabungan")]
