"""The embedded PostgreSQL server: found, started, shared and stopped here. Free of Django.

Responsible for the server's life and its address, not for what stands in the database.
"""

from selaras.core.pg.errors import EmbeddedServerError
from selaras.core.pg.server import EmbeddedServer, database_url, held_lock_fds, release_all

__all__ = ["EmbeddedServer", "EmbeddedServerError", "database_url", "held_lock_fds", "release_all"]
