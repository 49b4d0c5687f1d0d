"""The real web server for a benchmark or a test of faults: granian and its workers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from selaras.operations.children import web_child
from selaras.operations.ports import free_port

SIAP_DETIK = 240
DEWASA_DETIK = 7  # granian takes one that dies within 5.5 s of its rebirth for a loop, and ends


@dataclass
class Peladen:
    """A running server: its port, its main process and the workers under it."""

    port: int
    proses: subprocess.Popen[bytes]
    pertama: frozenset[int] = frozenset()  # the workers that it began with

    @property
    def tujuan(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.tujuan}"

    def workers(self) -> list[tuple[int, int]]:
        """(seconds of life, id) of the worker processes, the oldest first."""
        daftar = subprocess.run(  # noqa: S603
            ["ps", "-o", "etimes=,pid=", "--ppid", str(self.proses.pid)],  # noqa: S607
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        baris = [b.split() for b in daftar.stdout.splitlines()]
        return sorted(((int(umur), int(pid)) for umur, pid in baris), reverse=True)

    def kill_worker(self) -> bool:
        """kill -9 of the oldest worker; granian makes another. False = none is old enough."""
        for umur, pid in self.workers():
            if umur >= DEWASA_DETIK or pid in self.pertama:
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def ready(self) -> bool:
        try:
            sambungan = HTTPConnection("127.0.0.1", self.port, timeout=5)
            sambungan.request("GET", "/sehat/hidup/", headers={"Host": "localhost"})
            return sambungan.getresponse().status == 200
        except (OSError, HTTPException):
            return False


@contextmanager
def serving(
    env: Mapping[str, str], *, processes: int = 2, threads: int = 4, quiet: bool = False
) -> Iterator[Peladen]:
    """The server, from ready to stopped; `env` names the database."""
    port = free_port("127.0.0.1", 8460 + os.getpid() % 50 * 20)  # two at once take two ranges
    perintah = web_child("127.0.0.1", port, processes=processes, threads=threads).command
    proses = subprocess.Popen(  # noqa: S603 - our own interpreter
        perintah,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
    )
    peladen = Peladen(port, proses)
    try:
        batas = time.monotonic() + SIAP_DETIK
        while not peladen.ready():
            if proses.poll() is not None or time.monotonic() > batas:
                raise RuntimeError("Server web tidak menjawab.")
            time.sleep(0.1)
        peladen.pertama = frozenset(pid for _, pid in peladen.workers())
        yield peladen
    finally:
        proses.terminate()
        try:
            proses.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(proses.pid, signal.SIGKILL)


def simulate(modul: str, *isi: str) -> subprocess.Popen[str]:
    """A simulated partner in a process of its own; its last line of output is JSON."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", f"selaras.simulasi.{modul}", *isi],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
