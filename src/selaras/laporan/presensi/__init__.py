"""Rekap presensi of a unit's month and a person's own, on paper and as a workbook."""
