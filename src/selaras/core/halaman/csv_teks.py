"""Rows as delimited text that a spreadsheet may open."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

RUMUS = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(rows: Iterable[Sequence[Any]]) -> str:
    """Semicolons, because the numbers' decimal sign is a comma here; amounts as bare digits."""
    teks = StringIO()
    penulis = csv.writer(teks, delimiter=";", lineterminator="\r\n")
    penulis.writerows([[_cell(nilai) for nilai in baris] for baris in rows])
    return teks.getvalue()


def _cell(nilai: Any) -> Any:
    """What people typed stays text: a spreadsheet takes no word of theirs for a formula."""
    if isinstance(nilai, str) and nilai.startswith(RUMUS):
        return f"'{nilai}"
    return "" if nilai is None else nilai
