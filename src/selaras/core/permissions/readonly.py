"""A reading request may not write: a link that someone is lured to click must change nothing.

Refuses by looking at the statement, so it works inside any transaction and costs no query.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# What reading leaves behind: the trail of who looked, the session, and queued work about it.
ALLOWED = frozenset({"audit_jejak", "django_session", "usersessions_usersession"})
_WRITE = re.compile(
    r"^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO|COPY)\s+"
    r'(?:ONLY\s+)?"?(?P<table>[a-z_0-9]+)"?',
    re.IGNORECASE,
)


class WriteOnRead(RuntimeError):
    """A view wrote to the database while answering a GET."""


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    found = _WRITE.match(sql)
    if found and found["table"].lower() not in ALLOWED:
        raise WriteOnRead(f"halaman baca menulis ke tabel {found['table']}")
    return execute(sql, params, many, context)


@contextmanager
def readonly() -> Iterator[None]:
    """Within the block only the tables of ALLOWED may be written."""
    with connection.execute_wrapper(_refuse):
        yield
