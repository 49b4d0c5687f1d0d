"""Taps with a position: distances, fences and the signs that a person should look at."""

from selaras.aturan.lokasi.nilai import (
    Jejak,
    Ketuk,
    Latar,
    ParameterKetuk,
    Penilaian,
    alasan_karantina,
    nilai_ketuk,
)
from selaras.aturan.lokasi.tanda import Tanda, gabung_tanda, kalimat_tanda, nama_tanda
from selaras.aturan.lokasi.titik import Pagar, Titik, di_dalam, jarak_m

__all__ = [
    "Jejak",
    "Ketuk",
    "Latar",
    "Pagar",
    "ParameterKetuk",
    "Penilaian",
    "Tanda",
    "Titik",
    "alasan_karantina",
    "di_dalam",
    "gabung_tanda",
    "jarak_m",
    "kalimat_tanda",
    "nama_tanda",
    "nilai_ketuk",
]
