"""Puts the world together in its fixed order: structure, people, stories, everyday absences."""

from functools import cache

from selaras.contoh.cerita import URUTAN
from selaras.contoh.dunia import Dunia, bangun_dasar, isi_orang
from selaras.contoh.izin import izin_sehari_hari
from selaras.contoh.orang import bagi_nip
from selaras.contoh.reorganisasi import reorganisasi


@cache
def rakit(nama: str) -> Dunia:
    """The regency of a scale ("penuh" or "kecil"); made once a process, not to be changed."""
    d = bangun_dasar(nama)
    isi_orang(d)
    for ceritakan in URUTAN:
        ceritakan(d)
    izin_sehari_hari(d)
    reorganisasi(d)
    bagi_nip(d.orang)
    return d
