"""The sample regency for tests: in a database of its own.

A test that asks for `regensi` or `regensi_kecil` sees that database instead of the empty one and
leaves nothing behind (a transaction, rolled back); it must not be marked django_db besides. A
browser test asks for `regensi_situs`: a server on a copy that its module may write to.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.db import connection, transaction
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests.basis import di_basis, hapus, loaded, salin

from selaras.contoh.dunia import Dunia

Basis = Callable[[str], str]


@pytest.fixture(scope="session")
def _basis_regensi(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Basis:
    """Name of this worker's own database of a scale, copied when first asked for."""
    uji = connection.settings_dict["NAME"]
    pekerja = os.environ.get("PYTEST_XDIST_WORKER", "")

    @cache
    def basis(skala: str) -> str:
        nama = f"test_{skala}{pekerja}_{uji}"
        with django_db_blocker.unblock():
            salin(loaded(skala), nama)
        request.addfinalizer(lambda: _hapus(django_db_blocker, nama))
        return nama

    return basis


@pytest.fixture
def regensi(
    request: pytest.FixtureRequest, _basis_regensi: Basis, django_db_blocker: DjangoDbBlocker
) -> Iterator[Dunia]:
    """The whole regency: 1,285 people and more, October to December 2025."""
    yield from _pakai(request, _basis_regensi("penuh"), django_db_blocker, "penuh")


@pytest.fixture
def regensi_kecil(
    request: pytest.FixtureRequest, _basis_regensi: Basis, django_db_blocker: DjangoDbBlocker
) -> Iterator[Dunia]:
    """Two SKPD, some fifty people, October 2025."""
    yield from _pakai(request, _basis_regensi("kecil"), django_db_blocker, "kecil")


@pytest.fixture(scope="module")
def regensi_situs(
    request: pytest.FixtureRequest, _basis_regensi: Basis, django_db_blocker: DjangoDbBlocker
) -> Iterator[LiveServer]:
    """The site on a copy of the whole regency, the sample logins open, for one module."""
    asal = _basis_regensi("penuh")
    nama = f"{asal}_situs"
    with django_db_blocker.unblock():
        salin(asal, nama)
        with di_basis(nama), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.DEMO", True)
            server = LiveServer("localhost")
            yield server
            server.stop()
    _hapus(django_db_blocker, nama)


def _pakai(
    request: pytest.FixtureRequest, nama: str, blocker: DjangoDbBlocker, skala: str
) -> Iterator[Dunia]:
    from selaras.contoh.rakit import rakit

    if "django_db" in request.keywords or "db" in request.fixturenames:
        pytest.fail("regensi membawa basis datanya sendiri: lepas tanda django_db dari uji ini.")
    with blocker.unblock(), di_basis(nama), transaction.atomic():
        yield rakit(skala)
        transaction.set_rollback(True)


def _hapus(blocker: DjangoDbBlocker, nama: str) -> None:
    with blocker.unblock():
        hapus(nama)
