"""One shared server per data root: many starters attach to it, the last one to leave stops it.

Two lock files: `pg.kunci` guards start and stop; `pg.pemakai` is held shared by every user for as
long as it lives (the kernel drops it even on kill -9), so "nobody else" can be asked. Children may
inherit the second one (`held_lock_fds`), so a killed launcher doesn't pull the server from them.
"""

import atexit
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from selaras.core.pg import cluster
from selaras.core.pg.binaries import Binaries, find_binaries, reachable
from selaras.core.pg.errors import EmbeddedServerError, StartFailed
from selaras.core.pg.owner import Owner, choose_owner, give_to_folder_owner
from selaras.core.pg.pidfile import is_alive, remove_stale, serving_socket, working_in
from selaras.core.pg.place import (
    PORT,
    Place,
    find_base,
    prepare_base,
    refuse_other_major,
    socket_folder,
)

START_SECONDS = 600  # recovery after a crash may take long; pg_ctl returns as soon as it is done


class EmbeddedServer:
    """The server of one data root, seen from this process."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._users_fd: int | None = None
        self._pid = os.getpid()

    @property
    def lock_fd(self) -> int | None:
        """The descriptor that says "somebody uses the server"."""
        return self._users_fd

    def attach(self) -> str:
        """Start the server or join the running one; the address to connect to."""
        self._make_root()
        with self._exclusive():
            binaries = find_binaries()
            refuse_other_major(find_base(self.root), binaries.major)
            owner = choose_owner(find_base(self.root) / f"pg{binaries.major}")
            place = Place(prepare_base(self.root, owner), binaries.major)
            socket = serving_socket(place.data)
            if socket is None:
                socket = self._start(place, reachable(binaries, owner, place.base), owner)
            url = _url(socket)
            _ensure_database(url, place)
            if self._users_fd is None:
                self._users_fd = self._open("pg.pemakai")
                fcntl.flock(self._users_fd, fcntl.LOCK_SH)
            return url

    def release(self) -> None:
        """Leave; stop the server when nobody else uses it (unless SELARAS_PG_TETAP=1)."""
        if self._users_fd is None or self._pid != os.getpid():
            return
        with self._exclusive():
            os.close(self._users_fd)
            self._users_fd = None
            if os.environ.get("SELARAS_PG_TETAP") != "1" and self._nobody_else():
                self.stop()

    def stop(self) -> None:
        """Stop the server whoever uses it; quiet when it doesn't run."""
        binaries = find_binaries()
        base = find_base(self.root)
        data = base / f"pg{binaries.major}"
        if not (data / "postmaster.pid").exists():
            return
        owner = choose_owner(data)
        program = reachable(binaries, owner, base).program("pg_ctl")
        owner.run([program, "stop", "-D", data, "-m", "fast", "-w", "-t", "120"])

    def _start(self, place: Place, binaries: Binaries, owner: Owner) -> Path:
        if not place.data.exists():
            cluster.create(place, binaries, owner)
        if socket := _settle(place.data):
            return socket
        socket = socket_folder(place, owner)
        cluster.configure(place, owner, socket)
        remove_stale(place.data, socket)
        command = [binaries.program("pg_ctl"), "start", "-s", "-D", place.data, "-l", place.log]
        done = owner.run([*map(str, command), "-w", "-t", str(START_SECONDS)])
        if done.returncode != 0:
            log = place.log.read_text(errors="replace") if place.log.exists() else ""
            raise StartFailed(
                f"PostgreSQL tertanam di {place.data} tidak mau mulai:\n"
                f"{cluster.tail(done.stdout + log)}\n"
                f"Catatan lengkap: {place.log}. Jalankan './selaras periksa' untuk petunjuk."
            )
        return socket

    def _nobody_else(self) -> bool:
        fd = self._open("pg.pemakai")
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(fd)
        return True

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        fd = self._open("pg.kunci")
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)

    def _make_root(self) -> None:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedServerError(
                f"Folder data {self.root} tidak dapat dibuat ({error.strerror}). "
                "Setel SELARAS_DATA ke folder yang dapat ditulis."
            ) from error

    def _open(self, name: str) -> int:
        path = self.root / name
        try:
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise EmbeddedServerError(
                f"Berkas kunci {path} tidak dapat dibuka ({error.strerror}). "
                "Periksa pemilik folder itu atau setel SELARAS_DATA ke folder lain."
            ) from error
        give_to_folder_owner(path)
        return fd


_servers: dict[Path, EmbeddedServer] = {}


def database_url(root: Path) -> str:
    """Start or join the server of this data root until the process ends; its address."""
    server = _servers.get(root.resolve())
    if server is None:
        server = EmbeddedServer(root)
        url = server.attach()
        _servers[server.root] = server
        atexit.register(server.release)
        return url
    return server.attach()


def held_lock_fds() -> tuple[int, ...]:
    """Descriptors that children should inherit (pass_fds), so that they count as users."""
    return tuple(s.lock_fd for s in _servers.values() if s.lock_fd is not None)


def release_all() -> None:
    """Leave every server now rather than at exit."""
    for server in _servers.values():
        server.release()


def _settle(data: Path) -> Path | None:
    """Wait for a server that another starter left half started, or orphans of a killed one."""
    deadline = time.monotonic() + START_SECONDS
    while working_in(data):
        if socket := serving_socket(data):
            return socket
        if time.monotonic() > deadline:
            state = "belum siap" if is_alive(data) else "sudah mati tetapi prosesnya tertinggal"
            raise StartFailed(f"Server PostgreSQL di {data} {state} setelah {START_SECONDS} detik.")
        time.sleep(0.05)
    return None


def _url(socket: Path) -> str:
    host = quote(str(socket), safe="")
    return f"postgresql://{cluster.ROLE}@/{cluster.DATABASE}?host={host}&port={PORT}"


def _ensure_database(url: str, place: Place) -> None:
    import psycopg  # noqa: PLC0415  # not needed by commands that never touch the database
    from psycopg import sql  # noqa: PLC0415

    try:
        psycopg.connect(url, connect_timeout=30).close()
        return
    except psycopg.OperationalError as error:
        if error.sqlstate not in {None, "3D000"} or "does not exist" not in str(error):
            raise StartFailed(
                f"PostgreSQL tertanam di {place.data} berjalan tetapi menolak sambungan: {error}"
            ) from error
    admin = url.replace(f"/{cluster.DATABASE}?", "/postgres?", 1)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(cluster.DATABASE)))
