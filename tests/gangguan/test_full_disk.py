"""A full disk in mid-COPY: a clear message, nothing half written, the server lives on."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from selaras.core.jobs import services
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.registry import job
from selaras.core.permissions.actor import system_actor
from selaras.core.pg.explain import explain_database_error

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk"),
]
NAME = "uji_penuh"


@pytest.fixture
def small_tablespace() -> Iterator[str]:
    """A tablespace on a disk of 8 MiB, of the tests' own server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser can make a tablespace")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
    if not data.exists():
        pytest.skip("the server stands on another machine")
    place = data.parent / NAME
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        place.rmdir()
        pytest.skip("this sandbox may not mount")
    owner = data.stat()
    os.chown(place, owner.st_uid, owner.st_gid)
    place.chmod(0o700)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLESPACE {NAME} LOCATION '{place}'")
        cursor.execute(f"CREATE TABLE {NAME} (n bigint, isi text) TABLESPACE {NAME}")
        cursor.execute(f"INSERT INTO {NAME} VALUES (1, 'sudah ada')")
    yield NAME
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {NAME}")
        cursor.execute(f"DROP TABLESPACE {NAME}")
    subprocess.run(["umount", str(place)], check=True)
    place.rmdir()


def _copy_too_much(table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for n in range(20_000):
                copy.write_row((n, "x" * 1_000))


def test_what_was_there_is_still_there_and_the_message_says_what_to_do(
    small_tablespace: str,
) -> None:
    with pytest.raises(psycopg.errors.DiskFull) as full:
        _copy_too_much(small_tablespace)
    assert explain_database_error(full.value) == (
        "Ruang disk basis data habis. Tidak ada yang tersimpan setengah. "
        "Kosongkan ruang di mesin basis data, lalu ulangi."
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT n, isi FROM {small_tablespace}")
        assert cursor.fetchall() == [(1, "sudah ada")]


def test_a_job_that_meets_a_full_disk_says_so_and_can_go_on(small_tablespace: str) -> None:
    @job("uji.penuh", judul="Mengisi disk")
    def fill(context: JobContext) -> None:
        if context.catatan.get("sudah_dikosongkan"):
            return
        context.note(sudah_dikosongkan=True)
        _copy_too_much(small_tablespace)

    actor = system_actor("uji", at=timezone.now())
    failed = services.run_now("uji.penuh", actor=actor, masukan={})
    assert failed.status == Pekerjaan.Status.GAGAL
    assert failed.pesan.startswith("Ruang disk basis data habis.")
    services.resume(pekerjaan_id=failed.pk, actor=actor)
    services.perform(failed.pk)
    failed.refresh_from_db()
    assert failed.status == Pekerjaan.Status.SELESAI
