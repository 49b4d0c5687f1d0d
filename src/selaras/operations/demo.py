"""`selaras demo`: everything from nothing to the first page, with the sample regency.

A second start finds by a mark that nothing has changed and goes straight to the web server.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import psycopg

from selaras.operations.children import machines_child, run_children, url, web_child, worker_child
from selaras.operations.environment import data_root, ensure_database_url, prepare_django
from selaras.operations.ports import free_port

SOURCES = Path(__file__).resolve().parents[1]
MARK = "demo.siap"


def run_demo(*, address: str, port: int, pegawai: int | None = None) -> int:
    """Migrate, load the sample with its months, gather static files: once. Then serve."""
    chosen = free_port(address, port)
    database = ensure_database_url()
    kept = _kept(database)
    if kept is None:
        kept = _prepare(pegawai)
        _keep(database, kept)
    text = _welcome(url(address, chosen), port, chosen, kept["masuk"])
    return run_children(
        web_child(address, chosen, processes=2, threads=4),
        [worker_child(), machines_child(url(address, chosen), kept["mesin"])],
        address=address,
        port=chosen,
        announce=lambda: print(text),
    )


def _prepare(pegawai: int | None) -> dict[str, Any]:
    prepare_django()
    from selaras.contoh.mesin_hidup import sample_serials
    from selaras.contoh.services import ensure_demo
    from selaras.operations.database import migrate
    from selaras.operations.static import collect_static

    _say("Menyiapkan basis data …")
    migrate()
    _say("Menyiapkan kabupaten contoh …")
    logins = ensure_demo(_say, pegawai)
    _say("Menyiapkan tampilan …")
    collect_static()
    names = ("peran", "nama_pengguna", "sandi")
    return {
        "masuk": [{name: str(getattr(login, name)) for name in names} for login in logins],
        "mesin": sample_serials(),
    }


def _kept(database: str) -> dict[str, Any] | None:
    """What the last start printed and started, if sources and database are those of then."""
    try:
        kept: dict[str, Any] = json.loads((data_root() / MARK).read_text())
    except (FileNotFoundError, ValueError):
        return None
    return kept if kept["keadaan"] == _state(database) and "mesin" in kept else None


def _keep(database: str, kept: dict[str, Any]) -> None:
    mark = data_root() / MARK
    mark.write_text(json.dumps({"keadaan": _state(database), **kept}))


def _state(database: str) -> str:
    """A fingerprint of the sources (path, size, time) and of the database's migrations."""
    digest = hashlib.sha256(database.encode())
    for path in sorted(p for p in SOURCES.rglob("*") if "__pycache__" not in p.parts):
        if path.is_file():
            found = path.stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    try:
        with psycopg.connect(database) as connection:
            rows: Any = connection.execute(
                "SELECT count(*), max(id), max(applied)::text FROM django_migrations"
            ).fetchone()
    except psycopg.Error:
        return "belum siap"
    digest.update(repr(rows).encode())
    return digest.hexdigest()


def _welcome(address: str, wanted: int, port: int, logins: list[dict[str, str]]) -> str:
    lines = ["", f"  Selaras siap:  {address}", ""]
    if port != wanted:
        lines += [f"  (port {wanted} sedang dipakai program lain, jadi dipakai {port})", ""]
    if logins:
        lines.append("  Masuk sebagai:")
        role = max(len(login["peran"]) for login in logins)
        name = max(len(login["nama_pengguna"]) for login in logins)
        lines += [
            f"    {login['peran']:<{role}}  {login['nama_pengguna']:<{name}}  "
            f"sandi {login['sandi']}"
            for login in logins
        ]
        lines.append("")
    lines += ["  Semua data di sini contoh, bukan orang sungguhan. Berhenti: Ctrl-C", ""]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
