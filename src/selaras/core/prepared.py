"""A statement that many requests repeat, planned once a connection and bound on the server.

Django sends whole texts that PostgreSQL parses and plans each time; for the few statements that a
rush repeats thousands of times a minute, that was most of what they cost.
"""

import time
from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


def fetch_prepared(sql: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows. Parameters bear their types in the text (`%(id)s::bigint`)."""
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    raw = connection.connection
    begun = time.monotonic()
    with connection.wrap_database_errors:
        asked_for = raw.prepare_threshold
        raw.prepare_threshold = 0  # Django switches preparing off for the statements it writes
        try:
            rows: list[tuple[Any, ...]] = psycopg.Cursor(raw).execute(sql, params).fetchall()
        finally:
            raw.prepare_threshold = asked_for
    if connection.queries_logged:
        spent = f"{time.monotonic() - begun:.3f}"
        connection.queries_log.append({"sql": sql, "time": spent})
    return rows
