"""A request's body as lines, in constant memory however long it is. Knows nothing of their meaning.

What ends in the middle (the line broke, the machine lost its power) is told apart from what is
complete: a half line at the end of half a body is no line.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

POTONG = 64 * 1024
BARIS_MAKS = 4096  # a tap takes 60 bytes; templates are longer and nobody reads them


class BadanTerputus(Exception):
    """The body ended before its announced length."""


@dataclass(frozen=True, slots=True)
class BarisBadan:
    """One line without its end; of a longer one only the beginning is kept."""

    isi: bytes
    utuh: bool = True


def read_lines(baca: Callable[[int], bytes], panjang: int) -> Iterator[BarisBadan]:
    """The lines of a body of `panjang` bytes, empty ones left out; raises BadanTerputus."""
    sisa, diterima, dibuang = b"", 0, False
    while diterima < panjang:
        bagian = baca(min(POTONG, panjang - diterima))
        if not bagian:
            raise BadanTerputus(f"{diterima} dari {panjang} bita")
        diterima += len(bagian)
        *penuh, sisa = (sisa + bagian).split(b"\n")
        for satu in penuh:
            if (baris := _line(satu, dibuang)) is not None:
                yield baris
            dibuang = False
        if len(sisa) > BARIS_MAKS:
            sisa, dibuang = sisa[:BARIS_MAKS], True
    if (baris := _line(sisa, dibuang)) is not None:
        yield baris


def drain(baca: Callable[[int], bytes], panjang: int) -> int:
    """Read a body to its end and keep nothing; how many bytes; raises BadanTerputus."""
    diterima = 0
    while diterima < panjang:
        bagian = baca(min(POTONG, panjang - diterima))
        if not bagian:
            raise BadanTerputus(f"{diterima} dari {panjang} bita")
        diterima += len(bagian)
    return diterima


def decode(isi: bytes) -> str:
    """A line's text: UTF-8, else GB18030 (the makers' own), else Latin-1; NULs are no text."""
    for sandi in ("utf-8-sig", "gb18030"):
        try:
            return isi.decode(sandi).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return isi.decode("latin-1").replace("\x00", "")


def _line(isi: bytes, dibuang: bool) -> BarisBadan | None:
    isi = isi.rstrip(b"\r")
    if not isi.strip():
        return None
    return BarisBadan(isi[:BARIS_MAKS], not dibuang and len(isi) <= BARIS_MAKS)
