"""The web server and its companions as child processes."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management import CommandError

from selaras.operations.database import pending_migrations
from selaras.operations.ports import is_free
from selaras.operations.static import collect_static
from selaras.operations.supervisor import Child, Supervisor

READY_SECONDS = 60.0


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


def run_server(*, address: str, port: int, processes: int, threads: int, with_worker: bool) -> int:
    """Serve until told to stop. Refuses when the database is behind the program."""
    if pending := pending_migrations():
        raise CommandError(
            f"{len(pending)} perubahan susunan basis data belum dijalankan. "
            "Buat cadangan ('./selaras cadangkan'), lalu jalankan './selaras migrate'."
        )
    if not is_free(address, port):
        raise CommandError(f"Port {port} di {address} sedang dipakai program lain. Pilih --port.")
    collect_static()
    children = [web_child(address, port, processes=processes, threads=threads)]
    if with_worker:
        children.append(worker_child())
    return run_children(children, address, port, lambda: print(f"Siap: {url(address, port)}"))


def run_children(
    children: list[Child], address: str, port: int, announce: Callable[[], None]
) -> int:
    """Start the children, say when the first page can be had, watch them."""
    with Supervisor(children) as supervisor:
        try:
            if not _wait_until_ready(address, port):
                print("Server web tidak menjawab; dihentikan.", file=sys.stderr)
                return 1
        except KeyboardInterrupt:
            return 0
        announce()
        sys.stdout.flush()
        return supervisor.wait()


def url(address: str, port: int) -> str:
    """The address for people."""
    host = "localhost" if address in {"127.0.0.1", "0.0.0.0", "::", "::1"} else address  # noqa: S104
    return f"http://{host}:{port}/"


def _wait_until_ready(address: str, port: int) -> bool:
    host = "127.0.0.1" if address in {"0.0.0.0", "::"} else address  # noqa: S104
    deadline = time.monotonic() + READY_SECONDS
    headers = {"Host": _allowed_host(), "X-Forwarded-Proto": "https"}
    while time.monotonic() < deadline:
        try:
            with closing(HTTPConnection(host, port, timeout=10)) as connection:
                connection.request("GET", "/sehat/", headers=headers)
                if connection.getresponse().status == 200:
                    return True
        except (OSError, HTTPException):
            pass
        time.sleep(0.05)
    return False


def _allowed_host() -> str:
    allowed = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    return allowed[0] if allowed else os.uname().nodename
