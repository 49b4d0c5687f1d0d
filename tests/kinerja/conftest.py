"""The little world of permissions, in a region that values work by predikat."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import Dunia, build

from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.fixture
def actor(dunia: Dunia) -> Callable[[str], Actor]:
    return lambda nama: load_actor(dunia.user[nama], at=timezone.now())


@pytest.fixture
def sebagai(dunia: Dunia, client: Client) -> Callable[[str], Client]:
    """The client, signed in as somebody of the world."""

    def masuk(nama: str) -> Client:
        client.force_login(dunia.user[nama])
        return client

    return masuk
