"""Reads of attendance: frames for the rules, sheets for pages. Never writes."""

from selaras.presensi.selectors.bulan import BulanPresensi, hari_sebulan
from selaras.presensi.selectors.masukan import KalenderKosong, Lingkup, load_masukan, load_scope

__all__ = [
    "BulanPresensi",
    "KalenderKosong",
    "Lingkup",
    "hari_sebulan",
    "load_masukan",
    "load_scope",
]
