"""Makes the monthly tables of taps and of what came with them: ahead of time, or on demand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction

INDUK = ("presensi_ketukan", "presensi_buktiketukan")
BULAN_DI_MUKA = 2


@transaction.atomic
def ensure_partitions(bulan: Iterable[date]) -> list[str]:
    """Make the tables of these months (UTC); names of those that were made.

    Attached rather than created in place: readers and writers of other months go on.
    """
    dibuat: list[str] = []
    with connection.cursor() as cursor:
        for awal in sorted({b.replace(day=1) for b in bulan}):
            if not _missing(awal):
                continue
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s), 0)", [INDUK[0]])
            akhir = (awal + timedelta(days=31)).replace(day=1)
            for induk in _missing(awal):
                nama = f"{induk}_{awal:%Y%m}"
                cursor.execute(f"create table {nama} (like {induk} including defaults)")
                cursor.execute(
                    f"alter table {induk} attach partition {nama} "
                    f"for values from ('{awal} 00:00+00') to ('{akhir} 00:00+00')"
                )
                dibuat.append(nama)
    return dibuat


def ensure_partitions_ahead(*, at: datetime) -> list[str]:
    """This month's tables and the next ones': nobody's tap at midnight pays for a new table."""
    bulan = [at.date().replace(day=1)]
    for _ in range(BULAN_DI_MUKA):
        bulan.append((bulan[-1] + timedelta(days=31)).replace(day=1))
    return ensure_partitions(bulan)


def _missing(awal: date) -> list[str]:
    """Parents that have no table of the month.

    Asked of pg_class: to_regclass answers from what the session remembers, so that who waited for
    another making the table would not see it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select induk from unnest(%s::text[]) induk where not exists (select from pg_class c "
            "where c.relname = induk || %s and pg_table_is_visible(c.oid))",
            [list(INDUK), f"_{awal:%Y%m}"],
        )
        return [baris[0] for baris in cursor.fetchall()]
