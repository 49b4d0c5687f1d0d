"""Databases made once and copied: the migrated one, and the sample regency loaded into it.

To migrate takes half a minute of a processor, to load the regency a minute. Each result is kept in
the server under the hash of what it is made from, so that the workers of one run share it and the
next run finds it. Dropping them is safe at any time; a new hash drops its elders.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker

from selaras import __file__ as SELARAS

KUNCI = 0x5E1A_0A15  # one maker at a time, whichever process
BULAN = f"{datetime.now(UTC):%Y%m}"  # of the run: a test may live on another day meanwhile


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The plugin's test database begins as a copy of the migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """At the end the database goes, whoever of the server's threads still asks it something.

    Named beforehand: at the end the connection may stand on the site's own database, and a demo
    on the same server must not lose its work.
    """
    nama = connection.settings_dict["NAME"]
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND datname LIKE %s AND pid <> pg_backend_pid()",
            [nama, "test%"],
        )


def migrated() -> str:
    """Name of a database with every table and no rows but those that migrations write."""
    return _kept("awal", _hash_of_migrations(), _migrate)


def loaded(skala: str) -> str:
    """Name of a database that holds the sample regency of a scale."""

    def muat(nama: str) -> None:
        from selaras.contoh.services import load_demo

        salin(migrated(), nama)
        with di_basis(nama):
            load_demo(skala)

    return _kept(skala, _hash_of_sources(), muat)


def _migrate(nama: str) -> None:
    salin("template1", nama)
    with di_basis(nama):
        call_command("migrate", verbosity=0, run_syncdb=True)


def _kept(jenis: str, sidik: str, buat: Callable[[str], None]) -> str:
    awalan = f"uji_{jenis}_"
    nama = awalan + sidik
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [KUNCI, jenis])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [awalan])
        ada = {n for (n,) in cursor.fetchall()}
        if nama in ada:
            return nama
        for tua in ada:
            cursor.execute(f'DROP DATABASE IF EXISTS "{tua}"')
        buat(f"{awalan}jadi")  # a half-made one never bears the final name
        connections.close_all()
        cursor.execute(f'ALTER DATABASE "{awalan}jadi" RENAME TO "{nama}"')
    return nama


@cache
def _hash_of_migrations() -> str:
    """Every file beside a migration, of every app; the month, as partitions are made from it."""
    folder = {
        Path(apps.get_app_config(label).path) / "migrations"
        for label in apps.app_configs
        if MigrationLoader.migrations_module(label)[0]
    }
    return _hash(path for f in folder if f.is_dir() for path in f.rglob("*"))


@cache
def _hash_of_sources() -> str:
    akar = Path(SELARAS).parent
    isi = (p for p in akar.rglob("*") if not {"static", "templates"} & set(p.parts))
    return _hash(isi, _hash_of_migrations())


def _hash(paths: Iterator[Path], awal: str = "") -> str:
    jejak = sha256(f"{awal}{BULAN}{os.environ.get('SELARAS_ZONA')}".encode())
    for path in sorted(p for p in paths if p.is_file() and "__pycache__" not in p.parts):
        jejak.update(f"{path.name}\0".encode())
        jejak.update(path.read_bytes())
    return jejak.hexdigest()[:16]


@contextmanager
def di_basis(nama: str) -> Iterator[None]:
    """New connections of every thread go to another database for a while."""
    asal = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = nama
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = asal


def salin(asal: str, nama: str) -> None:
    """A new database with what another holds; nobody may be connected to that one."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{nama}"')
        cursor.execute(f'CREATE DATABASE "{nama}" TEMPLATE "{asal}"')


def hapus(nama: str) -> None:
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{nama}" WITH (FORCE)')
