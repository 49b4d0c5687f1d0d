"""A frame as an XLSX file of any size: rows are written as they come and never kept.

Fifty thousand rows of forty columns take some twenty seconds and 250 MiB.
"""

from collections.abc import Mapping, Sequence
from typing import IO

import polars as pl
import xlsxwriter

MAKS_SEL = 32_767  # characters of a cell
PILIHAN = {
    "constant_memory": True, "default_date_format": "dd/mm/yyyy",
    "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip


def write_frame(
    keluaran: IO[bytes], frame: pl.DataFrame, judul: Mapping[str, str], tanda: Sequence[str]
) -> None:
    """Columns named in `judul`, in its order, on sheet Data; `tanda` (who, when, which) on sheet
    Keterangan and in the foot of every printed page."""
    with xlsxwriter.Workbook(keluaran, PILIHAN) as buku:
        tebal = buku.add_format({"bold": True})
        tanggal = buku.add_format({"num_format": PILIHAN["default_date_format"]})
        data, keterangan = buku.add_worksheet("Data"), buku.add_worksheet("Keterangan")
        _set_up(data, len(judul), tanda)
        for kolom, kata in enumerate(judul.values()):
            data.write_string(0, kolom, kata, tebal)
        _write_rows(data, frame.select(list(judul)), tanggal)
        keterangan.set_column(0, 0, 90)
        for baris, kata in enumerate(tanda):
            keterangan.write_string(baris, 0, kata)


def _set_up(lembar: xlsxwriter.worksheet.Worksheet, lebar: int, tanda: Sequence[str]) -> None:
    lembar.freeze_panes(1, 1)
    lembar.set_column(0, max(0, lebar - 1), 22)
    lembar.set_landscape()
    lembar.set_paper(9)  # A4
    kaki = " · ".join(tanda)[:200].replace("&", "&&")
    lembar.set_footer(f"&L{kaki}&R&P")


def _write_rows(
    lembar: xlsxwriter.worksheet.Worksheet,
    frame: pl.DataFrame,
    tanggal: xlsxwriter.format.Format,
) -> None:
    """Empty cells are left out; text is text, whatever it begins with."""
    jenis = [
        "tanggal" if t == pl.Date else "angka" if t.is_numeric() else "teks" for t in frame.dtypes
    ]
    for baris, isi in enumerate(frame.iter_rows(), start=1):
        for kolom, (nilai, apa) in enumerate(zip(isi, jenis, strict=True)):
            if nilai is None or nilai == "":
                continue
            if apa == "teks":
                lembar.write_string(baris, kolom, str(nilai)[:MAKS_SEL])
            elif apa == "angka":
                lembar.write_number(baris, kolom, nilai)
            else:
                lembar.write_datetime(baris, kolom, nilai, tanggal)
