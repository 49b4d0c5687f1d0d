"""Rupiah in words, as official lists and receipts write them. Pure."""

_SATUAN = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip
_BESAR = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def terbilang(nilai: int) -> str:
    """`nilai` in Indonesian words without the currency; negative numbers begin with "minus"."""
    if nilai < 0:
        return f"minus {terbilang(-nilai)}"
    return _words(nilai)


def _words(nilai: int) -> str:
    for batas, nama in _BESAR:
        if nilai >= batas:
            depan = "seribu" if (nilai // batas, batas) == (1, 1000) else None
            return _join(depan or f"{_words(nilai // batas)} {nama}", nilai % batas)
    return _below_thousand(nilai)


def _below_thousand(nilai: int) -> str:
    if nilai < 12:
        return _SATUAN[nilai]
    if nilai < 20:
        return f"{_SATUAN[nilai - 10]} belas"
    if nilai < 100:
        return _join(f"{_SATUAN[nilai // 10]} puluh", nilai % 10)
    depan = "seratus" if nilai < 200 else f"{_SATUAN[nilai // 100]} ratus"
    return _join(depan, nilai % 100)


def _join(depan: str, sisa: int) -> str:
    return f"{depan} {_words(sisa)}" if sisa else depan
