"""What stands in the book, as blocks of chapters: counted once, said in words, then typeset.

Every figure comes from aturan.simpeg.statistik, the same as on the pages.
"""

from typing import Any

import polars as pl

from selaras.simpeg.buku.isi.bahan import Bahan
from selaras.simpeg.buku.isi.nama import names_chapter
from selaras.simpeg.buku.isi.perangkat import agencies, profiles
from selaras.simpeg.buku.isi.proyeksi import future
from selaras.simpeg.buku.isi.sampul import frame_of
from selaras.simpeg.buku.isi.susunan import composition, summary

__all__ = ["Bahan", "document", "names_chapter", "names_volume"]


def document(b: Bahan) -> dict[str, Any]:
    """The book's data for buku.typ."""
    bab = [summary(b), composition(b)]
    if b.frame["skpd_id"].n_unique() > 1:
        bab.append(agencies(b))
    bab.append(future(b))
    if b.peta:
        bab.append({"judul": "Sebaran wilayah", "blok": [b.peta], "bagian": []})
    if b.frame["skpd_id"].n_unique() > 1:
        bab.append(profiles(b))
    if b.dengan_nama:
        bab.append(names_chapter(b.frame))
    return frame_of(b) | {"bab": bab}


def names_volume(b: Bahan, frame: pl.DataFrame, judul: str) -> dict[str, Any]:
    """A volume of names alone, for governments whose names fill books of their own.

    The foreword and the ways of counting stand in the book.
    """
    depan = frame_of(b)
    return depan | {
        "pengantar": [], "catatan": depan["catatan"][:2],
        "judul": judul, "lingkup": f"{b.lingkup} · {judul}", "orang": frame.height,
        "bab": [names_chapter(frame)],
    }  # fmt: skip
