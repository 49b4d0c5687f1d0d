"""Writes columns of numpy arrays into a table by binary COPY, without a Python object per row.

All columns are fixed-width and without NULL: integers of 2, 4 or 8 bytes, and bytes of one
length. The wire format is PostgreSQL's: a field count, then length and big-endian value each.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql

_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_TAIL = b"\xff\xff"
_ROWS = 65_536  # rows sent at a time


def copy_columns(table: str, columns: Mapping[str, NDArray[Any]], *, freeze: bool = False) -> int:
    """Append rows to `table` on Django's connection, in its transaction; how many rows.

    Arrays hold int16, int32, int64 (the width of their column) or void/bytes of fixed length.
    freeze: for a table made in this very transaction; nothing is left for a vacuum to do.
    """
    jumlah = {len(array) for array in columns.values()}
    if len(jumlah) != 1:
        raise ValueError("columns differ in length")
    count = jumlah.pop()
    statement = sql.SQL("copy {} ({}) from stdin (format binary{})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", freeze" if freeze else ""),
    )  # fmt: skip
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(_HEAD)
        for start in range(0, count, _ROWS):
            copy.write(_packed({n: a[start : start + _ROWS] for n, a in columns.items()}))
        copy.write(_TAIL)
    return count


def _packed(columns: Mapping[str, NDArray[Any]]) -> bytes:
    """The rows as bytes: one structured array whose memory is the wire format."""
    fields: list[tuple[str, str]] = [("_count", ">i2")]
    for name, array in columns.items():
        fields += [(f"_{name}", ">i4"), (name, _wire_type(array.dtype))]
    rows = np.empty(len(next(iter(columns.values()))), np.dtype(fields))
    rows["_count"] = len(columns)
    for name, array in columns.items():
        rows[f"_{name}"] = array.dtype.itemsize
        rows[name] = array
    return rows.tobytes()


def _wire_type(dtype: np.dtype[Any]) -> str:
    if dtype.kind == "i" and dtype.itemsize in {2, 4, 8}:
        return f">i{dtype.itemsize}"
    if dtype.kind in "VS":
        return f"V{dtype.itemsize}"
    raise TypeError(f"no binary COPY for {dtype}")
