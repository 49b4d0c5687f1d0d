"""A database for one benchmark beside the site's own: made before, dropped after."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from selaras.operations.environment import ensure_database_url


@contextmanager
def own_database(nama: str, *, keep: bool = False) -> Iterator[str]:
    """Its address; what an interrupted run left there is taken over."""
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
