"""The web server and the worker as child processes. Free of Django, so that a start is quick."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException

from selaras.operations.supervisor import Child, Supervisor

READY_SECONDS = 60.0
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104


def web_child(address: str, port: int, *, processes: int, threads: int) -> Child:
    """granian, WSGI: measured a third lighter than threaded gunicorn, many times than ASGI."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", address, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(threads)),
        *("--backpressure", "512", "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        "selaras.wsgi:application",
    ]
    return Child("Server web", command)


def worker_child() -> Child:
    """A worker for background jobs."""
    return Child("Pekerja latar", [sys.executable, "-m", "selaras", "worker"])


def machines_child(site: str, serials: Sequence[str]) -> Child:
    """Simulated attendance machines that speak to the demo as real ones would."""
    command = [sys.executable, "-m", "selaras.simulasi.mesin_adms", "--url", site]
    return Child("Mesin contoh", [*command, "--denyut", "--sn", ",".join(serials)])


def run_children(
    web: Child,
    others: Sequence[Child],
    *,
    address: str,
    port: int,
    announce: Callable[[], None],
    host: str = "localhost",
) -> int:
    """Start the web server, say when the first page can be had, then start the others and watch."""
    with Supervisor([web]) as supervisor:
        if _wait_until_ready(supervisor, address, port, host):
            announce()
            sys.stdout.flush()
            for child in others:
                supervisor.add(child)
        elif not supervisor.told_to_stop:
            print("Server web tidak menjawab; dihentikan.", file=sys.stderr)
            return 1
        return supervisor.wait()


def url(address: str, port: int) -> str:
    """The address for people."""
    local = address in ANYWHERE | {"127.0.0.1", "::1"}
    return f"http://{'localhost' if local else address}:{port}/"


def _wait_until_ready(supervisor: Supervisor, address: str, port: int, host: str) -> bool:
    """Ask until it answers well; a server that keeps dying is not waited for."""
    deadline = time.monotonic() + READY_SECONDS
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    while time.monotonic() < deadline and not supervisor.told_to_stop:
        if not supervisor.keep_alive():
            return False
        try:
            to = "127.0.0.1" if address in ANYWHERE else address
            with closing(HTTPConnection(to, port, timeout=10)) as connection:
                connection.request("GET", "/sehat/", headers=headers)
                if connection.getresponse().status == 200:
                    return True
        except (OSError, HTTPException):
            pass
        time.sleep(0.05)
    return False
