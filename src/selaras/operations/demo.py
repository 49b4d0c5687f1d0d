"""`selaras demo`: everything from nothing to the first page, with the sample regency."""

import importlib
import importlib.util
import sys
from typing import Any

from selaras.operations.database import migrate
from selaras.operations.ports import free_port
from selaras.operations.serving import run_children, url, web_child, worker_child
from selaras.operations.static import collect_static


def run_demo(*, address: str, port: int) -> int:
    """Migrate, load the sample when empty, compute its months, serve."""
    chosen = free_port(address, port)
    _say("Menyiapkan basis data …")
    migrate()
    _say("Menyiapkan kabupaten contoh …")
    logins = _load_sample()
    _say("Menyiapkan tampilan …")
    collect_static()
    children = [web_child(address, chosen, processes=2, threads=4), worker_child()]

    def announce() -> None:
        print(_welcome(url(address, chosen), port, chosen, logins))

    return run_children(children, address, chosen, announce)


def _load_sample() -> list[Any]:
    """The sample regency with its computed months, made once; its logins, one per role."""
    if importlib.util.find_spec("selaras.contoh.services") is None:
        return []
    services = importlib.import_module("selaras.contoh.services")
    ensure = getattr(services, "ensure_demo", None)
    return list(ensure() or []) if ensure else []


def _welcome(address: str, wanted: int, port: int, logins: list[Any]) -> str:
    lines = ["", f"  Selaras siap:  {address}", ""]
    if port != wanted:
        lines.append(f"  (port {wanted} sedang dipakai program lain, jadi dipakai {port})")
        lines.append("")
    if logins:
        lines.append("  Masuk sebagai:")
        width = max(len(login.peran) for login in logins)
        lines += [
            f"    {login.peran:<{width}}  {login.nama_pengguna}  sandi {login.sandi}"
            for login in logins
        ]
        lines.append("")
    lines += ["  Semua data di sini contoh, bukan orang sungguhan. Berhenti: Ctrl-C", ""]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
