"""What every test may use.

The database: DATABASE_URL when set (any PostgreSQL 15 or newer, role with CREATEDB), else the
embedded server of SELARAS_DATA (default <repo>/.data), started by `selaras.settings.test`.
"""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.basis", "tests.ingatan", "tests.kosongkan", "tests.regensi")

# The browser driver runs an event loop in this thread; tests use the ORM there all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A test must not depend on how busy the machine is.
settings.register_profile("selaras", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("selaras")
