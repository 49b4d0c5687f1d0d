"""Boxes as they were in a month, and the cases that follow from them. No rule, no write."""

from selaras.kotak.models.kasus import KasusPembinaan, PertemuanKasus
from selaras.kotak.models.kotak import JumlahKotak, KotakBulan, KotakPegawai

__all__ = ["JumlahKotak", "KasusPembinaan", "KotakBulan", "KotakPegawai", "PertemuanKasus"]
