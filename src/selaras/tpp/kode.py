"""Words of law as small fixed numbers, so that an instrument is a row of integers.

The order is storage: append, never reorder.
"""

from collections.abc import Mapping

STATUS = ("", "PNS", "CPNS", "PPPK", "PPPK_PW", "NONASN")
PREDIKAT = ("", "sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
PLT = ("", "plt20", "plt100")
PENGURANG = ("", "k100", "k40", "k20", "mkd7h", "cuti_penuh")
PTKP = ("", "TK/0", "TK/1", "TK/2", "TK/3", "K/0", "K/1", "K/2", "K/3")
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
           "XIV", "XV", "XVI", "XVII")  # fmt: skip
_RUANG = {"I": "abcd", "II": "abcd", "III": "abcd", "IV": "abcde"}
GOLONGAN = ("", *(f"{g}/{r}" for g, ruang in _RUANG.items() for r in ruang), *_ROMAWI)

KODE: dict[str, tuple[str, ...]] = {
    "status": STATUS,
    "predikat": PREDIKAT,
    "plt": PLT,
    "plt_berlaku": PLT,
    "pengurang": PENGURANG,
    "pengurang_berlaku": PENGURANG,
    "ptkp": PTKP,
    "ptkp_dipakai": PTKP,
    "golongan": GOLONGAN,
}


def nomor(kolom: str) -> Mapping[str, int]:
    """Word -> number of one column; the empty word is 0."""
    return {kata: n for n, kata in enumerate(KODE[kolom])}


def kata(kolom: str, n: int) -> str:
    """The word behind a stored number."""
    return KODE[kolom][n]
