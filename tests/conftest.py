"""What every test may use.

The database: DATABASE_URL when set (any PostgreSQL 15 or newer, role with CREATEDB), else the
embedded server of SELARAS_DATA (default <repo>/.data), started by `selaras.settings.test`.
"""

import os
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations

pytest_plugins = ("tests.regensi",)

# The browser driver runs an event loop in this thread; tests use the ORM there all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

GUARDS = """
SELECT format('ALTER TABLE %%s %s TRIGGER %%I', tgrelid::regclass, tgname)
FROM pg_trigger WHERE tgname LIKE '%%\\_tanpa\\_kosongkan'
"""


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_are_emptied_between_tests() -> Any:
    """The trail refuses TRUNCATE, also from the test runner; it alone lifts that for a moment."""
    original = DatabaseOperations.execute_sql_flush

    def flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias):
            _each_guard(self, "DISABLE")
            original(self, sql_list)
            _each_guard(self, "ENABLE")

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = original


def _each_guard(operations: DatabaseOperations, verb: str) -> None:
    with operations.connection.cursor() as cursor:
        cursor.execute(GUARDS % verb)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
