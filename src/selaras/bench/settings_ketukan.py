"""The site's settings with the page that taps are compared with."""

from selaras.settings import *  # noqa: F403
from selaras.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "selaras.bench.urls_ketukan"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "templates"]
STORAGES["staticfiles"] = {  # noqa: F405 - nothing is gathered for a benchmark
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
