"""The matriks peran hasil (PermenPANRB 6/2022): who contributes what to which result.

Knows ids and words, not people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Peran(NamedTuple):
    """A cell of the matrix: what a person contributes to one of the leader's results."""

    hasil_id: int
    pegawai_id: int
    kontribusi: str


@dataclass(frozen=True, slots=True)
class TemuanMatriks:
    """What is missing in a matrix: leader's results nobody serves, people without a part, and
    contributions that serve more results than the person's post may."""

    hasil_tanpa_peran: tuple[int, ...] = ()
    pegawai_tanpa_peran: tuple[int, ...] = ()
    terlalu_banyak: tuple[tuple[int, str], ...] = ()

    @property
    def lengkap(self) -> bool:
        return not (self.hasil_tanpa_peran or self.pegawai_tanpa_peran or self.terlalu_banyak)


def kontribusi(teks: str) -> list[str]:
    """A cell holds one contribution per line."""
    return list(dict.fromkeys(baris.strip() for baris in teks.splitlines() if baris.strip()))


def tautan_matriks(peran: Iterable[Peran]) -> dict[tuple[int, str], list[int]]:
    """(person, contribution) -> the leader's results it serves: the same words in two columns are
    one result that serves both."""
    hasil: dict[tuple[int, str], list[int]] = {}
    for satu in peran:
        for kata in kontribusi(satu.kontribusi):
            didukung = hasil.setdefault((satu.pegawai_id, kata), [])
            if satu.hasil_id not in didukung:
                didukung.append(satu.hasil_id)
    return hasil


def periksa_matriks(
    hasil_ids: Sequence[int], maks: Mapping[int, int], peran: Sequence[Peran]
) -> TemuanMatriks:
    """Checks a matriks peran hasil; `maks` = person -> how many results one of hers may serve."""
    tautan = tautan_matriks(peran)
    terlayani = {h for ids in tautan.values() for h in ids}
    berperan = {pegawai for pegawai, _ in tautan}
    return TemuanMatriks(
        tuple(h for h in hasil_ids if h not in terlayani),
        tuple(p for p in maks if p not in berperan),
        tuple((p, kata) for (p, kata), ids in tautan.items() if len(ids) > maks.get(p, 1)),
    )
