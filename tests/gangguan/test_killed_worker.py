"""A worker that is really killed in mid-job loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from tests.gangguan import pekerjaan_uji  # noqa: F401  (registers its kinds here too)

from selaras.core.jobs import services
from selaras.core.jobs.models import Pekerjaan
from selaras.core.permissions.actor import Actor, system_actor

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = Path(__file__).with_name("pekerjaan_uji.py")


@pytest.fixture
def actor() -> Actor:
    return system_actor("uji", at=timezone.now())


@pytest.fixture
def start_worker() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts real worker processes on the test database; all are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": _url(),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        environment["DJANGO_SETTINGS_MODULE"] = "selaras.settings.test"
        worker = subprocess.Popen([sys.executable, str(WORKER)], env=environment)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def _url() -> str:
    parameters = connection.get_connection_params()
    wanted = {k: v for k, v in parameters.items() if k in {"dbname", "user", "password"}}
    place = {k: str(v) for k, v in parameters.items() if k in {"host", "port"} and v}
    auth = f"{wanted.get('user', '')}:{wanted.get('password', '')}".rstrip(":")
    query = "&".join(f"{k}={v}" for k, v in place.items())
    return f"postgresql://{auth}@/{wanted['dbname']}?{query}"


def _wait_for(pekerjaan: Pekerjaan, condition: Callable[[Pekerjaan], bool]) -> Pekerjaan:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        pekerjaan.refresh_from_db()
        if condition(pekerjaan):
            return pekerjaan
        _let_others_work(0.05)
    raise AssertionError(f"not reached: {pekerjaan.status} {pekerjaan.pesan} {pekerjaan.catatan}")


def _let_others_work(seconds: float) -> None:
    """Let the other process work; the loop around decides, not this pause."""
    with psycopg.connect(_url()) as other:
        other.execute("SELECT pg_sleep(%s)", [seconds])


def test_a_job_of_a_killed_worker_is_taken_up_by_the_next(
    actor: Actor, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    pekerjaan = services.start("uji.macet", actor=actor, masukan={})
    first = start_worker()
    _wait_for(pekerjaan, lambda p: bool(p.catatan.get("pernah_macet")))
    assert services.sweep() == 0, "a living worker keeps its job"

    first.send_signal(signal.SIGKILL)
    first.wait()
    start_worker()

    done = _wait_for(pekerjaan, lambda p: p.status == Pekerjaan.Status.SELESAI)
    assert (done.selesai, done.total, done.percobaan) == (2, 2, 2)


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(
    actor: Actor, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    pekerjaan = services.start("uji.selalu_macet", actor=actor, masukan={})
    for attempt in range(1, services.ATTEMPTS + 1):
        worker = start_worker()
        _wait_for(pekerjaan, lambda p, n=attempt: p.catatan.get("percobaan") == n)
        worker.kill()
        worker.wait()

    # The server drops a killed worker's lock a moment after the worker is gone.
    ended = _wait_for(pekerjaan, lambda p: services.sweep() == 0 and not p.is_active)
    assert ended.status == Pekerjaan.Status.GAGAL
    assert "berhenti mendadak 3 kali" in ended.pesan


def test_a_running_job_stops_when_somebody_cancels_it(
    actor: Actor, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    pekerjaan = services.start("uji.sampai_batal", actor=actor, masukan={})
    start_worker()
    _wait_for(pekerjaan, lambda p: bool(p.catatan.get("mulai")))

    services.cancel(pekerjaan_id=pekerjaan.pk, actor=actor, at=timezone.now())

    ended = _wait_for(pekerjaan, lambda p: not p.is_active)
    assert ended.status == Pekerjaan.Status.DIBATALKAN
    assert ended.pesan.startswith("Dibatalkan setelah")
