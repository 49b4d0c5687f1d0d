"""What people of a post plan and do, from data/kinerja.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from selaras.contoh.struktur import Post

LAIN = "pelaksana"  # whoever no other kind of work names


@dataclass(frozen=True, slots=True)
class Karya:
    """A kind of work: results of a year, work of a month, tasks of a day, activities of PP 46."""

    nama: str
    hasil: list[dict[str, Any]]
    bulan: list[tuple[str, int, str]]
    hari: list[tuple[str, str, int]]
    kegiatan: list[tuple[str, int, str, int]]


@cache
def _semua() -> tuple[dict[str, Karya], dict[str, str]]:
    teks = files("selaras.contoh").joinpath("data/kinerja.yaml").read_text(encoding="utf-8")
    karya: dict[str, Karya] = {}
    milik: dict[str, str] = {}
    for nama, isi in yaml.safe_load(teks).items():
        baris = {k: [tuple(b) for b in isi[k]] for k in ("bulan", "hari", "kegiatan")}
        karya[nama] = Karya(nama, isi["hasil"], **baris)
        milik |= dict.fromkeys(isi["posts"], nama)
    return karya, milik


def karya(post: Post) -> Karya:
    """The kind of work of a post."""
    semua, milik = _semua()
    return semua[milik.get(post.kunci, LAIN)]
