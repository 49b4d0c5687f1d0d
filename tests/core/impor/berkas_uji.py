"""Makes the files that the tests import: workbooks, delimited texts and their mangled forms."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter


def xlsx(rows: Sequence[Sequence[Any]], *, sheet: str = "Data") -> bytes:
    """A workbook with one sheet, cells written by their Python type."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"remove_timezone": True}) as book:
        page = book.add_worksheet(sheet)
        tanggal = book.add_format({"num_format": "dd/mm/yyyy"})
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                if hasattr(value, "year"):
                    page.write_datetime(r, c, value, tanggal)
                elif isinstance(value, str):
                    page.write_string(r, c, value)
                else:
                    page.write(r, c, value)
    return target.getvalue()


def csv_text(rows: Sequence[Sequence[Any]], pemisah: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(pemisah.join(str(v) for v in row) for row in rows).encode(encoding)
