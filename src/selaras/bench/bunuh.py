"""Kills web workers, the database and the phones in mid-rush, again and again, and counts.

`python -m selaras.bench.bunuh ORANG DETIK` makes a data folder and a PostgreSQL of its own, so that
nothing else is harmed. Every tap that a phone was told is there must be there exactly once.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

LANGKAH = ("pekerja", "basis", "ponsel", "basis", "pekerja")
SELANG_DETIK = 0.5
KEMAJUAN = 15  # taps confirmed between two kills: each falls in the middle of a rush
SABAR_DETIK = 30
TENANG_DETIK = 600  # a slow machine gets all the time; phones end by themselves
PALING_SEDIKIT = 3  # kills, however slow the machine


def main(orang: int, detik: float) -> dict[str, Any]:
    """One rush with its kills; counts of what phones were told against the database."""
    from selaras.core.pg import database_url, release_all
    from selaras.core.pg.place import find_base
    from selaras.core.pg.server import EmbeddedServer

    root = Path(mkdtemp(prefix="bunuh-"))
    os.environ |= {
        "SELARAS_DATA": str(root), "DATABASE_URL": database_url(root), "SELARAS_DEMO": "",
        "DJANGO_SETTINGS_MODULE": "selaras.bench.settings_ketukan",
    }  # fmt: skip
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command

    from selaras.bench.isi_ketukan import load_tappers
    from selaras.bench.peladen import serving
    from selaras.bench.ukur_ketukan import compare

    call_command("migrate", interactive=False, verbosity=0)
    akun, catat = root / "akun", root / "catatan"
    load_tappers(orang, 1, akun, lambda pesan: None)
    _leave_database()
    with serving({}, quiet=True) as peladen:  # it complains of every kill
        bunuh = _rush(peladen, root, akun, catat, detik)
        akhir = _phones(peladen.tujuan, akun, catat, 0)  # what is left over, in peace
        try:
            akhir.wait(TENANG_DETIK)
        finally:
            akhir.kill()
    dibuat, diakui = read_notes(catat)
    hasil = compare(dibuat, diakui)
    _leave_database()
    release_all()
    EmbeddedServer(root).stop()
    for folder in [find_base(root), root]:
        rmtree(folder, ignore_errors=True)
    return hasil | bunuh | {"dibuat": len(dibuat), "belum_diakui": len(dibuat - diakui)}


def _rush(peladen: Any, root: Path, akun: Path, catat: Path, detik: float) -> dict[str, Any]:
    from selaras.core.pg import database_url

    jumlah = dict.fromkeys(LANGKAH, 0)
    selesai = time.monotonic() + detik
    batas = selesai + TENANG_DETIK
    ponsel = _phones(peladen.tujuan, akun, catat, TENANG_DETIK + detik)
    giliran = 0
    while (kini := time.monotonic()) < selesai or sum(jumlah.values()) < PALING_SEDIKIT:
        if kini > batas:
            break
        _wait_for_taps(catat)
        langkah = LANGKAH[giliran % len(LANGKAH)]
        giliran += 1
        if langkah == "pekerja" and not peladen.kill_worker():
            continue
        if langkah == "basis":
            kill_database(root)
            time.sleep(0.3)
            database_url(root)
        if langkah == "ponsel":
            ponsel.kill()
            ponsel.wait()
            ponsel = _phones(peladen.tujuan, akun, catat, TENANG_DETIK + detik)
        jumlah[langkah] += 1
    ponsel.kill()
    ponsel.wait()
    return {"dibunuh": jumlah}


def _wait_for_taps(catat: Path) -> None:
    """Until the rush goes on after the last kill."""
    awal = _confirmed(catat)
    batas = time.monotonic() + SABAR_DETIK
    while _confirmed(catat) < awal + KEMAJUAN and time.monotonic() < batas:
        time.sleep(SELANG_DETIK)


def read_notes(catat: Path) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(person, ms) of taps that phones made ("k"), and of those confirmed to them ("d")."""
    hasil: dict[str, set[tuple[int, int]]] = {"k": set(), "d": set()}
    for baris in catat.read_text().splitlines():
        apa, orang, ms = baris.split()
        hasil[apa].add((int(orang), int(ms)))
    return hasil["k"], hasil["d"]


def _confirmed(catat: Path) -> int:
    return catat.read_text().count("d ") if catat.exists() else 0


def kill_database(root: Path) -> int:
    """kill -9 of the server of this data folder and all its processes; how many."""
    from selaras.core.pg.pidfile import working_in
    from selaras.core.pg.place import find_base

    pids = [n for p in find_base(root).glob("pg*/postmaster.pid") for n in working_in(p.parent)]
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return len(pids)


def _phones(tujuan: str, akun: Path, catat: Path, detik: float) -> subprocess.Popen[str]:
    from selaras.bench.peladen import simulate

    return simulate(
        "bandel", "--tujuan", tujuan, "--akun", str(akun), "--catat", str(catat),
        "--detik", str(detik),
    )  # fmt: skip


def _leave_database() -> None:
    """Our own connection would not survive, and nobody needs it until the count."""
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), float(sys.argv[2]))))
