"""Reads a query into a Polars frame: by ADBC where it is large, else over Django's connection.

The large way opens a connection of its own (some 0.2 s) and sees committed rows only; the small
way runs inside the caller's transaction. Same query, same columns. Writes nothing.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db import connection
from psycopg import sql

Skema = Mapping[str, pl.DataType | type[pl.DataType]]


def read_frame(query: sql.Composable, schema: Skema, *, large: bool = False) -> pl.DataFrame:
    """The rows of `query` with exactly the columns of `schema`, in its order.

    Values stand in the query as psycopg.sql.Literal, so that both ways read the same text.
    """
    connection.ensure_connection()
    text = query.as_string(connection.connection)
    if large:
        return _read_adbc(text).select(pl.col(nama).cast(tipe) for nama, tipe in schema.items())
    with connection.cursor() as cursor:
        cursor.execute(text)
        return pl.DataFrame(cursor.fetchall(), schema=dict(schema), orient="row")


def _read_adbc(text: str) -> pl.DataFrame:
    from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - 40 ms, for large reads only

    with (
        dbapi.connect(connection_uri(), autocommit=True) as adbc,
        adbc.cursor() as cursor,
    ):
        cursor.execute(text)
        frame = pl.from_arrow(cursor.fetch_arrow_table())
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is never a single column
    return frame


def connection_uri() -> str:
    """Django's default database as libpq understands it (keywords; values quoted)."""
    settings: dict[str, Any] = connection.settings_dict
    words = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    quoted = (
        f"{key}='{str(value).replace(chr(92), chr(92) * 2).replace(chr(39), chr(92) + chr(39))}'"
        for key, value in words.items()
        if value
    )
    return " ".join(quoted)
