"""The little world of the access tests, attacked."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from tests.izin.dunia import Dunia, add_inbox
from tests.kinerja.aktivitas.kantor import buka_kantor
from tests.kinerja.laporan_uji import add_reports


@pytest.fixture
def dunia(db: None, settings: Any, tmp_path: Path) -> Dunia:
    """Offices at work with something in every inbox, their files in a folder of the test's."""
    settings.MEDIA_ROOT = tmp_path / "berkas"
    cache.clear()
    dunia = buka_kantor()
    add_reports(dunia)
    add_inbox(dunia)
    return dunia
