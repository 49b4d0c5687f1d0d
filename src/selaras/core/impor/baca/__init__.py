"""Reads a spreadsheet or delimited text into rows of text; knows nothing of what they mean."""

from selaras.core.impor.baca.berkas import BerkasSalah, Tabel, read_table

__all__ = ["BerkasSalah", "Tabel", "read_table"]
