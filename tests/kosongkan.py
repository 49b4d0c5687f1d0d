"""How the database is emptied after a test that committed: quickly, and the append-only tables too.

Django truncates each of two hundred tables and writes content types and permissions anew, seconds
a test. Here the few tables that hold rows are deleted from, and those two stay as migrated.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.management.commands import flush as command
from django.db import OperationalError, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg.errors import DeadlockDetected

TETAP = {"django_content_type", "auth_permission"}
RAPAT = "accounts_cache"  # no model's, yet it counts who signs in too often
# The trails refuse deletion, also from the test runner; it alone lifts that for a moment.
PENJAGA = """
SELECT format('ALTER TABLE %%s %s TRIGGER %%I', tgrelid::regclass, tgname)
FROM pg_trigger WHERE tgname LIKE '%%\\_tanpa\\_ubah'
"""


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _sql_flush)
        patch.setattr(DatabaseOperations, "execute_sql_flush", _execute)
        patch.setattr(command, "emit_post_migrate_signal", lambda *_args, **_named: None)
        yield


def _sql_flush(
    self: DatabaseOperations, style: Any, tables: Iterable[str], **_options: bool
) -> list[str]:
    del style
    ada = " UNION ALL ".join(
        f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in sorted({*tables, RAPAT} - TETAP)
    )
    with self.connection.cursor() as cursor:
        cursor.execute(ada)
        return [f'DELETE FROM "{t}"' for (t,) in cursor.fetchall()]


def _execute(self: DatabaseOperations, sql_list: list[str]) -> None:
    _insist(lambda: _each_guard(self, "DISABLE"))
    try:
        _insist(lambda: _delete(self, sql_list))
    finally:
        _insist(lambda: _each_guard(self, "ENABLE"))


def _delete(operations: DatabaseOperations, sql_list: list[str]) -> None:
    """Foreign keys are asked at the end of the transaction: any order will do."""
    koneksi = operations.connection
    with transaction.atomic(using=koneksi.alias), koneksi.cursor() as cursor:
        for sql in sql_list:
            cursor.execute(sql)


def _insist(deed: Callable[[], None]) -> None:
    """Again when a late request of a browser and this waited for each other."""
    for sisa in range(5, 0, -1):
        try:
            return deed()
        except OperationalError as galat:
            if sisa == 1 or not isinstance(galat.__cause__, DeadlockDetected):
                raise


def _each_guard(operations: DatabaseOperations, verb: str) -> None:
    with operations.connection.cursor() as cursor:
        cursor.execute(PENJAGA % verb)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
