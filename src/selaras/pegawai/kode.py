"""Small official code tables (kode.yaml): what a code means, and choices for forms.

Long lists (instansi, functional posts) come by import; these few are part of the product.
"""

from functools import cache
from importlib.resources import files

import yaml

Pilihan = list[tuple[str, str]]


@cache
def _semua() -> dict[str, dict[str, dict[str, str]]]:
    teks = files("selaras.pegawai").joinpath("kode.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(teks)
    return data


def tables() -> list[str]:
    """The names of all tables."""
    return list(_semua())


def table(nama: str) -> dict[str, str]:
    """Code -> name, in the list's order."""
    return _semua()[nama]["isi"]


def label(nama: str, kode: str) -> str:
    """What a code means; an unknown one is shown as it is."""
    return table(nama).get(kode, kode)


def source_of(nama: str) -> str:
    """Where the table comes from."""
    return str(_semua()[nama]["sumber"])


def title_of(nama: str) -> str:
    """What the table is about."""
    return str(_semua()[nama]["judul"])


def jenis_kp() -> Pilihan:
    """Kinds of promotion (PP 99/2000 jo PP 12/2002)."""
    return list(table("jenis_kp").items())


def jenis_mutasi() -> Pilihan:
    return list(table("jenis_mutasi").items())


def jenis_hukuman() -> Pilihan:
    """Kinds of sanction (PP 94/2021 ps. 8 and the older PP 53/2010)."""
    return list(table("jenis_hukuman").items())


def pemberhentian() -> Pilihan:
    return list(table("pemberhentian").items())


def cltn() -> Pilihan:
    return list(table("cltn").items())


def penghargaan() -> Pilihan:
    return list(table("penghargaan").items())
