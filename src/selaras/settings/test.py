"""Settings of the test suite: plain static files, quick hashing, mail kept in memory.

Starts or joins the embedded server unless DATABASE_URL is set: pytest loads the settings before any
conftest, so here is the first place that can.
"""

import os
from pathlib import Path

from selaras.core.pg import database_url
from selaras.settings import *  # noqa: F403
from selaras.settings.database import parse_database_url

REPO = Path(__file__).resolve().parents[3]
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = database_url(
        Path(os.environ.get("SELARAS_DATA") or REPO / ".data")
    )

DATABASES = {"default": parse_database_url(os.environ["DATABASE_URL"])}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection would hold the test database open
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "selaras.core.accounts.codes.OneTimeCodeHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if pekerja := os.environ.get("PYTEST_XDIST_WORKER"):  # several at once: one server, own files
    MEDIA_ROOT = DATA_DIR / "uji" / pekerja  # noqa: F405
HUKUM_LOKAL = False  # the shipped law, unless a test asks for decisions taken in the application
WHITENOISE_AUTOREFRESH = True  # files are read where they stand; nothing is gathered for tests
