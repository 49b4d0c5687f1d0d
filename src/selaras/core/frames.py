"""Reads a query into a Polars frame: by ADBC where it is large, else over Django's connection.

The large way opens a connection of its own (some 0.2 s) and sees committed rows only; the small
way runs inside the caller's transaction. Same query, same columns. Writes nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import polars as pl
from django.db import connection
from psycopg import sql

_shared: ContextVar[list[Any] | None] = ContextVar("shared_adbc", default=None)
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


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Large reads inside share one connection and see the database of one instant."""
    if _shared.get() is not None:
        yield
        return
    holder: list[Any] = []  # opened by the first large read, if there is one
    token = _shared.set(holder)
    try:
        yield
    finally:
        _shared.reset(token)
        for adbc in holder:
            adbc.rollback()
            adbc.close()


def _read_adbc(text: str) -> pl.DataFrame:
    holder = _shared.get()
    if holder is None:
        with one_snapshot():
            return _read_adbc(text)
    if not holder:
        holder.append(_connect())
    with holder[0].cursor() as cursor:
        cursor.execute(text)
        frame = pl.from_arrow(cursor.fetch_arrow_table())
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is never a single column
    return frame


def _connect() -> Any:
    """A connection whose one transaction keeps its snapshot."""
    from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - 40 ms, for large reads only

    adbc = dbapi.connect(connection_uri())
    with adbc.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
    return adbc


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
