"""Settings, read from the environment; the defaults serve one machine with the embedded server."""

import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path

from selaras.settings.accounts import *  # noqa: F403
from selaras.settings.database import database_config
from selaras.settings.logs import *  # noqa: F403
from selaras.settings.mitra import *  # noqa: F403
from selaras.settings.penyimpanan import *  # noqa: F403
from selaras.settings.penyimpanan import default_storage
from selaras.settings.peta import *  # noqa: F403
from selaras.settings.security import *  # noqa: F403
from selaras.settings.surel import *  # noqa: F403
from selaras.settings.tampilan import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("SELARAS_DATA") or BASE_DIR.parent.parent / ".data")


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in the data folder (0600)."""
    if key := os.environ.get("SELARAS_SECRET_KEY"):
        return key
    path = DATA_DIR / "kunci_rahasia"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(mine, path)  # of processes that start at once, one wins, and none reads a half
        mine.unlink()
    return path.read_text()


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "ya", "true"}


DEBUG = _flag("SELARAS_DEBUG")
DEMO = _flag("SELARAS_DEMO")  # sample logins exist and work only then
# The demo's site lives on a day of its data; ignored outside demo mode.
HARI_INI_CONTOH = date.fromisoformat(d) if (d := os.environ.get("SELARAS_HARI_INI")) else None
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("SELARAS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("SELARAS_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "selaras.core.accounts",
    "selaras.core.permissions",
    "selaras.core.audit",
    "selaras.core.jobs",
    "selaras.core.impor",
    "selaras.core.files",
    "selaras.core.drafts",
    "selaras.core.workflow",
    "selaras.core.notify",
    "selaras.organisasi",
    "selaras.pegawai",
    "selaras.periode",
    "selaras.cuti",
    "selaras.presensi",
    "selaras.kinerja",
    "selaras.tpp",
    "selaras.simpeg",
    "selaras.kotak",
    "selaras.arahan",
    "selaras.laporan",
    "selaras.web",
]

MIDDLEWARE = [
    "selaras.core.logs.ReferenceMiddleware",
    "selaras.perangkat.adms.pintu.MachineDoorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "selaras.core.permissions.middleware.ActorMiddleware",
    "selaras.web.zona.ZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "selaras.core.halaman.banyaknya.ChangedMiddleware",
    "selaras.core.files.limit.BodyLimitMiddleware",
    "selaras.web.galat.MethodMiddleware",
    "selaras.web.galat.NulMiddleware",
]

ROOT_URLCONF = "selaras.urls"
WSGI_APPLICATION = "selaras.wsgi.application"
CSRF_FAILURE_VIEW = "selaras.web.galat.csrf_failure"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "selaras.web.konteks.frame",
            ],
        },
    },
]

DATABASES = {"default": database_config()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "id"
TIME_ZONE = os.environ.get("SELARAS_ZONA", "Asia/Jakarta")  # the unit's own zone rules at the edges
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SELARAS_STATIC") or DATA_DIR / "static")
MEDIA_ROOT = Path(os.environ.get("SELARAS_BERKAS") or DATA_DIR / "berkas")  # private, never served
STORAGES = {
    "default": default_storage(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Days that instruments of superseded runs are kept; 0 = for ever. Runs and their hashes stay.
INSTRUMEN_LAMA_HARI = int(os.environ.get("SELARAS_INSTRUMEN_LAMA_HARI") or 90)

PROCRASTINATE_WORKER_DEFAULTS = {
    # Jobs are protected by a lock of their own (core.jobs), so these only tidy the workers' list.
    "update_heartbeat_interval": 5,
    "stalled_worker_timeout": 30,
    "delete_jobs": "successful",
}
