"""Which PostgreSQL: DATABASE_URL when set, else the embedded server's socket.

Does not start any server: the launcher (or the tests' conftest) does and exports DATABASE_URL.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def parse_database_url(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a postgresql:// URL; a socket folder may stand in ?host=."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "selaras",
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def database_config() -> dict[str, Any]:
    """The default database; an unset DATABASE_URL names one that refuses with a clear message."""
    return parse_database_url(os.environ.get("DATABASE_URL", "postgresql:///selaras"))
