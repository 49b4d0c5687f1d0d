"""What is missing in rows that somebody types (plans, reports): which row, which field, what to do.

A page says each finding beside its place. What is wanted is said by rencana.py and realisasi.py.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple


class Temuan(NamedTuple):
    """A gap: the row ("" = the whole document), its field, what to do about it."""

    kunci: str
    kolom: str
    pesan: str


def kembar(baris: Iterable[Any]) -> list[Temuan]:
    """The same words twice in one document are a slip of copying."""
    semua = [(b.kunci, " ".join(b.uraian.casefold().split())) for b in baris if b.uraian]
    banyak = Counter(kata for _, kata in semua)
    pertama: set[str] = set()
    temuan = []
    for kunci, kata in semua:
        if banyak[kata] > 1 and kata in pertama:
            temuan.append(Temuan(kunci, "uraian", "Uraian ini sudah ada di baris lain."))
        pertama.add(kata)
    return temuan
