"""What the server's pid file says, and whether to believe it.

PostgreSQL itself trusts a pid file whose number belongs to any live process of the same account. In
containers numbers repeat after a restart, so a dead server could look alive for ever.
"""

import os
import socket as sockets
from pathlib import Path

from selaras.core.pg.place import SOCKET_NAME


def serving_socket(data: Path) -> Path | None:
    """The socket folder of the ready server of this data folder, if there is one."""
    lines = _lines(data)
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    folder = Path(lines[4].strip())
    with sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM) as probe:
        try:
            probe.connect(str(folder / SOCKET_NAME))
        except OSError:
            return None
    return folder


def is_alive(data: Path) -> bool:
    """Whether the server named in the pid file really works in this folder (Linux only)."""
    return _server_pid(data) in working_in(data)


def working_in(data: Path) -> list[int]:
    """Processes at work in the data folder: the server, or orphans of a killed one."""
    found = []
    wanted = os.path.realpath(data)
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(entry / "cwd") == wanted:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def remove_stale(data: Path, socket: Path) -> None:
    """Remove lock files when surely no process works in the data folder (Linux only).

    A killed server whose parent never asks for its exit stays a zombie, which looks alive too.
    """
    if Path("/proc/self/cwd").exists() and not working_in(data):
        (data / "postmaster.pid").unlink(missing_ok=True)
        (socket / SOCKET_NAME).unlink(missing_ok=True)
        (socket / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def _server_pid(data: Path) -> int:
    lines = _lines(data)
    return int(lines[0]) if lines and lines[0].isdigit() else 0


def _lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []
