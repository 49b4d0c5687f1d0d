"""The little world of these tests, and actors in it."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from tests.izin.dunia import Dunia, build
from tests.kinerja.laporan_uji import add_reports
from tests.kinerja.rencana import add_plans

from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    add_plans(dunia)
    add_reports(dunia)
    return dunia


@pytest.fixture
def actor(dunia: Dunia) -> Callable[[str], Actor]:
    return lambda nama: load_actor(dunia.user[nama], at=timezone.now())
