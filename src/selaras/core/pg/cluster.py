"""The cluster's files: made by initdb, configured at each start.

Only the socket, only accounts named here: no TCP, no password, no `trust`.
"""

import os
import shutil
from pathlib import Path

from selaras.core.pg.binaries import Binaries
from selaras.core.pg.errors import StartFailed
from selaras.core.pg.owner import Owner
from selaras.core.pg.place import PORT, Place

ROLE = "selaras"
DATABASE = "selaras"
MIB = 1024 * 1024
DISK_NEEDED = 200 * MIB


def create(place: Place, binaries: Binaries, owner: Owner) -> None:
    """initdb beside the final name, then a rename: a killed initdb leaves nothing that counts."""
    if (free := shutil.disk_usage(place.base).free) < DISK_NEEDED:
        raise StartFailed(
            f"Sisa ruang di {place.base} hanya {free // MIB} MiB; basis data baru memerlukan "
            f"sedikitnya {DISK_NEEDED // MIB} MiB. Kosongkan ruang atau setel SELARAS_DATA."
        )
    partial = place.data.with_name(f"sebagian-{place.data.name}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    owner.give(partial)
    # Code-point order and Unicode case rules that no upgrade of the system's libraries can change.
    locale = "PG_UNICODE_FAST" if binaries.major >= 18 else "C.UTF-8"
    done = owner.run(
        [
            binaries.program("initdb"),
            *("-D", partial, "-U", ROLE, "-E", "UTF8", "--locale=C"),
            *("--locale-provider=builtin", f"--builtin-locale={locale}"),
            *("--auth=reject", "--data-checksums", "--no-instructions"),
        ]
    )
    if done.returncode != 0:
        shutil.rmtree(partial, ignore_errors=True)
        raise StartFailed(f"Basis data baru di {place.data} gagal dibuat:\n{tail(done.stdout)}")
    log = partial / "log"
    log.mkdir(mode=0o700)
    owner.give(log)
    partial.rename(place.data)


def configure(place: Place, owner: Owner, socket: Path) -> None:
    """Write our settings and who may connect; done before every start, so they follow upgrades."""
    accounts = sorted({"root", owner.name})
    _write(
        place.data / "pg_ident.conf", "".join(f'app "{name}" {ROLE}\n' for name in accounts), owner
    )
    _write(place.data / "pg_hba.conf", "local all all peer map=app\n", owner)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "max_connections": "100",
        "shared_buffers": f"{_shared_buffers_mib()}MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "dynamic_shared_memory_type": _shared_memory_type(),
    }
    lines = [
        f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()
    ]
    _write(place.data / "selaras.conf", "".join(lines), owner)
    main = place.data / "postgresql.conf"
    include = "include 'selaras.conf'\n"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(include)
    if place.log.exists() and place.log.stat().st_size > 20 * MIB:
        place.log.replace(place.log.with_suffix(".log.1"))


def tail(text: str, lines: int = 8) -> str:
    """The last lines of a program's output, indented."""
    kept = [line for line in text.strip().splitlines() if line.strip()][-lines:]
    return "\n".join(f"    {line}" for line in kept)


def _quoted(value: str) -> str:
    return value.replace("'", "''")


def _write(path: Path, text: str, owner: Owner) -> None:
    path.write_text(text)
    path.chmod(0o600)
    owner.give(path)


def _shared_buffers_mib() -> int:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    return max(128, min(1024, memory // 8))


def _shared_memory_type() -> str:
    """Containers often give /dev/shm 64 MiB: too little for parallel queries."""
    try:
        return "posix" if shutil.disk_usage("/dev/shm").total >= 512 * MIB else "mmap"  # noqa: S108
    except OSError:
        return "sysv" if os.uname().sysname == "Darwin" else "mmap"
