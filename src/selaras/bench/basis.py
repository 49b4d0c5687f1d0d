"""A database for one benchmark beside the site's own: made before, dropped after."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

from selaras.operations.environment import ensure_database_url

LENGKAP = "selaras bench: lengkap"


@contextmanager
def own_database(nama: str, *, keep: bool = False) -> Iterator[str]:
    """Its address; what an earlier run kept, or an interrupted one left, is taken over."""
    utama = ensure_database_url()
    with psycopg.connect(utama, autocommit=True) as koneksi:
        ada = koneksi.execute("select 1 from pg_database where datname = %s", [nama]).fetchone()
        if not ada:
            koneksi.execute(sql.SQL("create database {}").format(sql.Identifier(nama)))
    try:
        yield urlunsplit(urlsplit(utama)._replace(path=f"/{nama}"))
    finally:
        if not keep:
            with psycopg.connect(utama, autocommit=True) as koneksi:
                perintah = sql.SQL("drop database if exists {} with (force)")
                koneksi.execute(perintah.format(sql.Identifier(nama)))


def is_filled() -> bool:
    """Whether the connected database was marked by `mark_filled`: nothing is left to load."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database"
            " where datname = current_database()"
        )
        return bool(cursor.fetchone()[0] == LENGKAP)


def mark_filled() -> None:
    """Say on the database itself that its data are whole, for who measures again (--simpan)."""
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        cursor.execute(
            sql.SQL("comment on database {} is {}")
            .format(sql.Identifier(cursor.fetchone()[0]), sql.Literal(LENGKAP))
            .as_string(connection.connection)
        )
