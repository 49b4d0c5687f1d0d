"""A letter's number is used once: twice in a file, or with two dates, one of them is wrong.

For letters that make one row of a person. One letter may name many people, all on one date.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DUA_BARIS = "Nomor SK ini sudah dipakai baris lain di berkas ini."


@dataclass(frozen=True, slots=True)
class Surat:
    """The letter of one row of a person; `baris` tells her rows apart."""

    pegawai_id: int
    baris: Hashable
    nomor: str
    tanggal: date | None

    @property
    def pemilik(self) -> tuple[int, Hashable]:
        return self.pegawai_id, self.baris


def is_number(nomor: str | None) -> bool:
    """What stands for a number that nobody knows ("-") may stand in many rows."""
    return any(c.isalnum() for c in nomor or "")


def letter_clashes(baru: Sequence[Surat], tercatat: Iterable[Surat]) -> list[str]:
    """What is wrong with each new letter beside the others and what is stored; "" = nothing.

    A new letter of a stored row replaces that row's own.
    """
    diganti = {s.pemilik for s in baru}
    baris: dict[tuple[str, int], set[Hashable]] = defaultdict(set)
    hari: dict[str, set[date]] = defaultdict(set)
    for s in (*baru, *(t for t in tercatat if t.pemilik not in diganti)):
        baris[s.nomor, s.pegawai_id].add(s.baris)
        if s.tanggal:
            hari[s.nomor].add(s.tanggal)
    return [_clash(s, baris[s.nomor, s.pegawai_id], hari[s.nomor]) for s in baru]


def _clash(surat: Surat, baris: set[Hashable], hari: set[date]) -> str:
    if not is_number(surat.nomor):
        return ""
    if len(baris) > 1:
        return DUA_BARIS
    lain = hari - {surat.tanggal}
    if surat.tanggal and lain:
        return (f"Nomor SK ini tercatat bertanggal {min(lain):%d-%m-%Y} pada berkas lain; "
                "periksa nomor atau tanggalnya.")  # fmt: skip
    return ""
