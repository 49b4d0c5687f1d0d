"""What must stand before a command that needs the database: its address, the data folder, Django.

Imports nothing of Django until asked, so that commands without it start quickly.
"""

import os
from pathlib import Path


def data_root() -> Path:
    """Where this installation keeps its data: SELARAS_DATA, else .data beside the sources."""
    if given := os.environ.get("SELARAS_DATA"):
        return Path(given).resolve()
    repo = Path(__file__).resolve().parents[3]
    if (repo / "pyproject.toml").exists():
        return repo / ".data"
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "selaras"


def ensure_database_url() -> str:
    """DATABASE_URL as given, else the embedded server's, started or joined until we end."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    from selaras.core.pg import database_url

    os.environ["DATABASE_URL"] = database_url(data_root())
    return os.environ["DATABASE_URL"]


def prepare_django() -> None:
    """Make the database reachable and load the apps."""
    os.environ["SELARAS_DATA"] = str(data_root())
    ensure_database_url()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.settings")
    import django

    django.setup()
