"""Frames into tables by COPY: quick, in one transaction, with ids of our own choosing."""

from collections.abc import Callable, Iterable

import polars as pl
from django.db import connection
from psycopg import sql

POTONG = 500_000  # rows a slice, so that a frame of millions isn't held twice as text


def copy_frame(tabel: str, bingkai: pl.DataFrame) -> None:
    """Append a frame to a table; column names are the table's."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        perintah = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)").format(
            sql.Identifier(tabel), sql.SQL(", ").join(map(sql.Identifier, bingkai.columns))
        )
        with cursor.copy(perintah) as copy:
            for bagian in bingkai.iter_slices(POTONG):
                copy.write(bagian.write_csv(include_header=False).encode())


def muat_tabel(
    isi: Iterable[tuple[str, pl.DataFrame]], progress: Callable[[str], None] = lambda _: None
) -> int:
    """Load tables in order, set their counters, tell the planner; how many rows."""
    jumlah = 0
    tabel: dict[str, bool] = {}
    with connection.cursor() as cursor:  # spares a check per row: the sample's ranks have no gap
        cursor.execute("SELECT set_config('selaras.muat', 'on', true)")
    for nama, bingkai in isi:
        progress(f"{nama}: {bingkai.height:,} baris".replace(",", "."))
        copy_frame(nama, bingkai)
        tabel[nama] = "id" in bingkai.columns
        jumlah += bingkai.height
    with connection.cursor() as cursor:
        for nama, bernomor in tabel.items():
            if bernomor:
                _lanjutkan_nomor(nama)
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(nama)))
        cursor.execute("SELECT set_config('selaras.muat', '', true)")
    return jumlah


def _lanjutkan_nomor(tabel: str) -> None:
    """The identity column goes on after the ids that came with the rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "SELECT setval(s, greatest(m, 1)) FROM (SELECT pg_get_serial_sequence({}, 'id') s,"
                " (SELECT coalesce(max(id), 0) FROM {}) m) q WHERE s IS NOT NULL"
            ).format(sql.Literal(tabel), sql.Identifier(tabel))
        )
