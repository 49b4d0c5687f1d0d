"""`selaras demo`: everything from nothing to the first page, with the sample regency."""

import importlib
import importlib.util
import sys
from typing import Any

from selaras.operations.database import migrate
from selaras.operations.serving import free_port, run_children, url, web_child, worker_child
from selaras.operations.static import collect_static


def run_demo(*, address: str, port: int, pegawai: int | None) -> int:
    """Migrate, load the sample when empty, compute its months, serve."""
    chosen = free_port(address, port)
    _say("Menyiapkan basis data …")
    migrate()
    _say("Menyiapkan kabupaten contoh …")
    sample = _sample()
    logins = sample.ensure_demo(**({"pegawai": pegawai} if pegawai else {})) if sample else []
    _say("Menyiapkan tampilan …")
    collect_static()
    children = [web_child(address, chosen, processes=2, threads=4), worker_child()]

    def announce() -> None:
        print(_welcome(url(address, chosen), port, chosen, logins or []))

    return run_children(children, address, chosen, announce)


def _sample() -> Any:
    if importlib.util.find_spec("selaras.contoh.services") is None:
        _say("(kabupaten contoh belum ada dalam versi ini)")
        return None
    return importlib.import_module("selaras.contoh.services")


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
