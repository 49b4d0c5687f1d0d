"""`selaras serve`: the web server for users, once everything is in place."""

import os

from django.conf import settings
from django.core.management import CommandError

from selaras.operations.children import run_children, url, web_child, worker_child
from selaras.operations.database import pending_migrations
from selaras.operations.ports import is_free
from selaras.operations.static import collect_static


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
    return run_children(
        web_child(address, port, processes=processes, threads=threads),
        [worker_child()] if with_worker else [],
        address=address,
        port=port,
        announce=lambda: print(f"Siap: {url(address, port)}"),
        host=_allowed_host(),
    )


def _allowed_host() -> str:
    allowed = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    return allowed[0] if allowed else os.uname().nodename
