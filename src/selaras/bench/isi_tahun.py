"""Fills months of taps by binary COPY: two a day of each person.

A month's table is taken out, filled bare and put back: its keys are then sorted once. Filled in
place, each of some three million rows found its way into three indexes by itself, and a year of
50,000 people did not finish in an hour on a busy machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.db import connection, transaction

from selaras.core.copying import copy_columns
from selaras.presensi.services import ensure_partitions

AWAL_PG = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL counts microseconds from here
JAM = (0, 9)  # UTC: 07.00 and 16.00 in the west
DORONG = 2


def load_month(bulan: date, orang: np.ndarray, situs_id: int, sampai: date | None = None) -> int:
    """A month's taps (until `sampai`); how many rows."""
    with transaction.atomic():
        ensure_partitions([bulan])
        with _bare(bulan) as tabel:
            jumlah = _fill(tabel, bulan, orang, situs_id, sampai)
    with connection.cursor() as cursor:
        cursor.execute(f"vacuum analyze {tabel}")
    return jumlah


@contextmanager
def _bare(bulan: date) -> Iterator[str]:
    """The month's table without its keys, which attaching makes again."""
    induk, tabel = "presensi_ketukan", f"presensi_ketukan_{bulan:%Y%m}"
    akhir = (bulan + timedelta(days=31)).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("set local maintenance_work_mem = '512MB'")
        cursor.execute("set local synchronous_commit = off")
        cursor.execute(f"alter table {induk} detach partition {tabel}")
        cursor.execute(f"alter table {tabel} drop constraint {tabel}_pkey")
        cursor.execute(
            "select indexrelid::regclass::text from pg_index where indrelid = %s::regclass", [tabel]
        )
        for (nama,) in cursor.fetchall():
            cursor.execute(f"drop index {nama}")
        yield tabel
        cursor.execute(f"alter table {induk} attach partition {tabel} "
                       f"for values from ('{bulan} 00:00+00') to ('{akhir} 00:00+00')")  # fmt: skip


def _fill(tabel: str, bulan: date, orang: np.ndarray, situs_id: int, sampai: date | None) -> int:
    akhir = (bulan + timedelta(days=31)).replace(day=1)
    hari = (min(akhir, sampai + timedelta(days=1)) if sampai else akhir) - bulan
    acak = np.random.default_rng(bulan.toordinal())
    pin = np.char.zfill(orang.astype("U"), 9).astype("S9").view("V9")
    jumlah = 0
    for n in range(hari.days):
        for jam in JAM:
            dasar = datetime(bulan.year, bulan.month, bulan.day, jam, tzinfo=UTC) - AWAL_PG
            geser = acak.integers(0, 3_600_000, len(orang)) * 1000
            mulai = (dasar + timedelta(days=n)) // timedelta(microseconds=1)
            jumlah += copy_columns(
                tabel,
                {
                    "situs_id": np.full(len(orang), situs_id, np.int64),
                    "pin": pin,
                    "waktu": mulai + geser,
                    "pegawai_id": orang,
                    "sumber": np.full(len(orang), DORONG, np.int16),
                    "diterima_pada": mulai + geser + 2_000_000,
                },
            )
    return jumlah
