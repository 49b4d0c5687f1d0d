"""The sample regency for tests: loaded once a session into a database of its own.

A test that asks for `regensi` or `regensi_kecil` sees that database instead of the empty one and
leaves nothing behind (a transaction, rolled back); it must not be marked django_db besides. A
browser test asks for `regensi_situs`: a server on a copy that its module may write to.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from selaras.contoh.dunia import Dunia

PEMINTA = {"regensi", "regensi_kecil", "regensi_situs"}
Basis = Callable[[str], str]


@pytest.fixture(scope="session", autouse=True)
def _basis_kosong(request: pytest.FixtureRequest) -> str | None:
    """A database with every table and no rows; a copy while no test has written to its own."""
    if not any(PEMINTA & set(getattr(i, "fixturenames", ())) for i in request.session.items):
        return None
    request.getfixturevalue("django_db_setup")
    blocker: DjangoDbBlocker = request.getfixturevalue("django_db_blocker")
    uji = connection.settings_dict["NAME"]
    siap = uji.startswith("test_")  # otherwise no test of this run has the plugin's database
    nama = f"{uji if siap else f'test_{uji}'}_awal"
    with blocker.unblock():
        _salin(uji if siap else "template1", nama)
        if not siap:
            with _di_basis(nama):
                call_command("migrate", verbosity=0)
    request.addfinalizer(lambda: _hapus(blocker, nama))
    return nama


@pytest.fixture(scope="session")
def _basis_regensi(
    request: pytest.FixtureRequest, _basis_kosong: str, django_db_blocker: DjangoDbBlocker
) -> Basis:
    """Name of the database that holds a scale, loaded when first asked for."""
    ada: dict[str, str] = {}

    def basis(skala: str) -> str:
        if skala not in ada:
            nama = _basis_kosong.removesuffix("_awal") + f"_{skala}"
            with django_db_blocker.unblock():
                _salin(_basis_kosong, nama)
                request.addfinalizer(lambda: _hapus(django_db_blocker, nama))
                with _di_basis(nama):
                    from selaras.contoh.services import load_demo

                    load_demo(skala)
            ada[skala] = nama
        return ada[skala]

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
        _salin(asal, nama)
        with _di_basis(nama), pytest.MonkeyPatch.context() as patch:
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
    with blocker.unblock(), _di_basis(nama), transaction.atomic():
        yield rakit(skala)
        transaction.set_rollback(True)


@contextmanager
def _di_basis(nama: str) -> Iterator[None]:
    """New connections of every thread go to another database for a while."""
    asal = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = nama
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = asal


def _salin(asal: str, nama: str) -> None:
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{nama}"')
        cursor.execute(f'CREATE DATABASE "{nama}" TEMPLATE "{asal}"')


def _hapus(blocker: DjangoDbBlocker, nama: str) -> None:
    with blocker.unblock():
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{nama}" WITH (FORCE)')
