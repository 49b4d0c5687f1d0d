"""Server processes that are killed and a database that is gone: every tap is there exactly once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.gangguan.test_killed_worker import _url
from tests.presensi import pemda_kecil as kecil

from selaras.operations.ports import free_port
from selaras.presensi.models import KabarMesin, Ketukan, KetukanKarantina
from selaras.simulasi.mesin_adms import LostContact, Machine

pytestmark = pytest.mark.django_db(transaction=True)
PAGI = datetime(2025, 11, 3, 7, 0)
Server = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def port() -> int:
    return free_port("127.0.0.1", 20_000 + os.getpid() % 100 * 100)  # no other worker's range


@pytest.fixture
def serve(port: int) -> Iterator[Server]:
    """Starts real web servers on one port; all are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []

    def start(database: str = "") -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "DATABASE_URL": database or _url(),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "selaras.settings",
        }
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "critical"),
            "selaras.wsgi:application",
        ]
        child = subprocess.Popen(command, env=environment, start_new_session=True)
        started.append(child)
        return child

    yield start
    for child in started:
        _kill(child)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    """The whole group at once, as a power cut would."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _insist(deed: Callable[[], object], seconds: float = 240) -> None:
    """As a machine does: again after its delay, until it is heard."""
    end = time.monotonic() + seconds
    while True:
        try:
            deed()
            return
        except LostContact:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_without_its_database_the_server_acknowledges_nothing(port: int, serve: Server) -> None:
    kecil.bangun(1)
    connection.close()
    m = Machine(f"http://127.0.0.1:{port}", "UJI01")
    m.tap("1", PAGI)
    tanpa = serve("postgresql://tidak_ada@127.0.0.1:1/tidak_ada")

    def refused() -> None:
        try:
            m.push()
        except LostContact as galat:
            if not str(galat).startswith("500"):
                raise

    _insist(refused)
    assert m.acknowledged == 0
    _kill(tanpa)
    serve()
    _insist(m.push)
    assert Ketukan.objects.count() == 1


@pytest.mark.lambat
def test_killed_servers_lose_and_double_nothing(port: int, serve: Server) -> None:
    """Three machines deliver while the server is killed again and again."""
    kecil.bangun(3)
    connection.close()
    kecil_url = f"http://127.0.0.1:{port}"
    child = serve()
    mesin_list = [Machine(kecil_url, sn, batch=7) for sn in ("UJI01", "KILL-2", "KILL-3")]
    for urut, m in enumerate(mesin_list):
        for n in range(210):
            m.tap(str(urut + 1), PAGI + timedelta(minutes=n))
    _insist(mesin_list[0].greet)
    gagal: list[BaseException] = []

    def deliver(m: Machine) -> None:
        try:
            _insist(m.push, 300)
        except BaseException as galat:  # told by the main thread
            gagal.append(galat)

    threads = [threading.Thread(target=deliver, args=(m,)) for m in mesin_list]
    for thread in threads:
        thread.start()
    for _ in range(3):
        mulai = sum(m.acknowledged for m in mesin_list)
        end = time.monotonic() + 120
        while sum(m.acknowledged for m in mesin_list) < mulai + 60 and time.monotonic() < end:
            time.sleep(0.02)
        _kill(child)
        child = serve()
    for thread in threads:
        thread.join()
    assert not gagal
    with connection.cursor() as cursor:
        cursor.execute(
            "select 'UJI01', pin, count(*) from presensi_ketukan group by 2 union all"
            " select m.sn, t.pin, count(*) from presensi_ketukantertahan t"
            " join presensi_mesin m on m.id = t.mesin_id group by 1, 2 order by 1"
        )
        assert cursor.fetchall() == [
            ("KILL-2", "2", 210),
            ("KILL-3", "3", 210),
            ("UJI01", "1", 210),
        ]
    assert not KetukanKarantina.objects.exists()


@pytest.mark.lambat
def test_years_of_taps_in_one_delivery_take_little_memory(port: int, serve: Server) -> None:
    """20 MiB, some 460,000 rows, streamed by the simulated machine as a program of its own."""
    kecil.bangun(1)
    connection.close()
    child = serve()
    m = Machine(f"http://127.0.0.1:{port}", "UJI01")
    _insist(m.greet)
    sebelum = _memory(child)
    hasil = subprocess.run(
        [sys.executable, "-m", "selaras.simulasi.mesin_adms", "--url", f"http://127.0.0.1:{port}",
         "--sn", "UJI01", "--timbunan", "460000", "--pin", "300", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    satu = json.loads(hasil.stdout)[0]
    assert (satu["terkirim"], satu["diterima"]) == (460_000, 460_000)
    assert Ketukan.objects.count() == 460_000
    assert KabarMesin.objects.get().tap_total == 460_000
    assert _memory(child) - sebelum < 96 * 1024, "KiB: far less than the rows themselves"


def _memory(child: "subprocess.Popen[bytes]") -> int:
    """The greatest resident memory of any of the server's processes so far, in KiB."""
    with open(f"/proc/{child.pid}/task/{child.pid}/children") as berkas:
        pids = [child.pid, *map(int, berkas.read().split())]
    hasil = 0
    for pid in pids:
        with open(f"/proc/{pid}/status") as berkas:
            hasil = max(hasil, *(int(b.split()[1]) for b in berkas if b.startswith("VmHWM")))
    return hasil
