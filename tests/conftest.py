"""What every test may use.

The database: DATABASE_URL when set (any PostgreSQL 15 or newer, role with CREATEDB), else the
embedded server of SELARAS_DATA (default <repo>/.data), started by `selaras.settings.test`.
"""

import os

# The browser driver runs an event loop in this thread; Django's ORM is used from tests all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
