"""Reads a query into a Polars frame: by ADBC where it is large, else over Django's connection.

The large way opens a connection of its own (some 0.2 s) and sees committed rows only; the small
way runs inside the caller's transaction. Same query, same columns. Writes nothing.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar

import polars as pl
from django.db import connection
from psycopg import sql

T = TypeVar("T")
_shared: ContextVar[list[Any] | None] = ContextVar("shared_adbc", default=None)
_heard: ContextVar[list[str] | None] = ContextVar("heard_queries", default=None)
# Rows that come in an order mean something by it; one inside brackets is not the rows' own.
_ORDERED = re.compile(r"order by [^()]*$", re.IGNORECASE)
_once: ContextVar[dict[Hashable, Any] | None] = ContextVar("read_once", default=None)
Skema = Mapping[str, pl.DataType | type[pl.DataType]]
Bagian = tuple[sql.Composable, Skema]  # a query and its columns


def read_frame(query: sql.Composable, schema: Skema, *, large: bool = False) -> pl.DataFrame:
    """The rows of `query` with exactly the columns of `schema`, in its order.

    Values stand in the query as psycopg.sql.Literal, so that both ways read the same text.
    """
    text = _text(query)
    if large:
        return _read_adbc(text).select(pl.col(nama).cast(tipe) for nama, tipe in schema.items())
    rows = _fetch(text)
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


def read_frames(parts: Mapping[str, Bagian], *, large: bool = False) -> dict[str, pl.DataFrame]:
    """Several frames by name. Small ones come in one statement: one round trip, one instant.

    Small columns hold numbers, words, booleans, dates or instants; each query's order is kept.
    """
    if large:
        return {name: read_frame(*part, large=True) for name, part in parts.items()}
    text = ", ".join(_as_json(_text(query), schema) for query, schema in parts.values())
    (found,) = _fetch(f"select {text}")
    return {
        name: _from_json([list(row) for row in rows or []], schema)
        for (name, (_, schema)), rows in zip(parts.items(), found, strict=True)
    }


def _as_json(text: str, schema: Skema) -> str:
    """A query as one value: its rows, in their order, with the columns named by the schema."""
    columns = ", ".join(f'b."{column}"' for column in schema)
    return f"(select json_agg(json_build_array({columns})) from ({text}) b)"  # noqa: S608


@contextmanager
def read_once() -> Iterator[None]:
    """Small reads of the same text inside are asked for once: one page, one state of things."""
    if _once.get() is not None:
        yield
        return
    token = _once.set({})
    try:
        yield
    finally:
        _once.reset(token)


def made_once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, inside `read_once` kept under its key: frames that nobody changes."""
    known = _once.get()
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    made: T = known[key]
    return made


def _fetch(text: str) -> list[tuple[Any, ...]]:
    known = _once.get()
    if known is not None and text in known:
        return list(known[text])
    with connection.cursor() as cursor:
        cursor.execute(text)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if known is not None:
        known[text] = rows
    return rows


def _text(query: sql.Composable) -> str:
    connection.ensure_connection()
    text = query.as_string(connection.connection)
    if (heard := _heard.get()) is not None:
        heard.append(text)
    return text


@contextmanager
def heard_queries() -> Iterator[list[str]]:
    """The text of every query that a frame inside comes from, in that order."""
    heard: list[str] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def fingerprint_of(texts: Iterable[str]) -> str:
    """What these queries come to, as a short hash; the rows stay in the database.

    Committed rows of one instant, the same as large reads inside the same `one_snapshot`.
    """
    whole = hashlib.sha256()
    with one_snapshot():
        for text in texts:
            place = "row_number() over ()" if _ORDERED.search(text) else "0"
            hashed = f"select hash_record_extended(q, {place}) as h from ({text}) q"  # noqa: S608
            sums = "count(*) as n, coalesce(bit_xor(h), 0) as x, coalesce(sum(h >> 24), 0)::text s"
            frame = _read_adbc(f"select {sums} from ({hashed}) r")  # noqa: S608
            whole.update(f"{text}\n{frame.row(0)}\n".encode())
    return whole.hexdigest()


def _from_json(rows: list[list[Any]], schema: Skema) -> pl.DataFrame:
    """Rows as JSON holds them: dates and instants are words there."""
    for n, tipe in enumerate(schema.values()):
        if tipe == pl.Date or isinstance(tipe, pl.Datetime):
            read = date.fromisoformat if tipe == pl.Date else datetime.fromisoformat
            for row in rows:
                row[n] = None if row[n] is None else read(row[n])
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


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
