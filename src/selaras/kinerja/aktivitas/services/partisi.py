"""Makes the entries' monthly tables on demand, each with the constraint that refuses overlap."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection

INDUK = "kinerja_aktivitasharian"


def partition_name(bulan: date) -> str:
    return f"{INDUK}_{bulan:%Y%m}"


def ensure_partitions(bulan: Iterable[date], *, tumpang: bool = True) -> list[str]:
    """Make the tables of these months; names of those made.

    Attached rather than created in place: readers and writers of other months go on. A bulk load
    leaves the constraint (`tumpang`) to be added after it.
    """
    dibuat = []
    with connection.cursor() as cursor:
        for awal in sorted({b.replace(day=1) for b in bulan}):
            nama = partition_name(awal)
            cursor.execute("select to_regclass(%s)", [nama])
            if cursor.fetchone()[0] is not None:
                continue
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s), 0)", [INDUK])
            cursor.execute("select to_regclass(%s)", [nama])
            if cursor.fetchone()[0] is not None:
                continue
            akhir = (awal + timedelta(days=31)).replace(day=1)
            cursor.execute(
                f"create table {nama} (like {INDUK} including defaults including constraints) "
                "with (fillfactor = 90)"
            )
            if tumpang:
                add_overlap_constraint(nama)
            cursor.execute(
                f"alter table {INDUK} attach partition {nama} "
                f"for values from ('{awal}') to ('{akhir}')"
            )
            dibuat.append(nama)
    return dibuat


def add_overlap_constraint(nama: str) -> None:
    """Two entries of a person that count never share a minute; rejected ones don't count."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"alter table {nama} add constraint {nama}_tumpang exclude using gist "
            "(pegawai_id with =, tanggal with =, int4range(mulai, selesai) with &&) "
            "where (status <> 3)"
        )
