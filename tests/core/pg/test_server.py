"""The embedded server's life: shared, safe, gone with its last user."""

import os
import re
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from adbc_driver_postgresql import dbapi

from selaras.core.pg import EmbeddedServer
from selaras.core.pg.binaries import find_binaries
from selaras.core.pg.errors import BinariesMissing, WrongMajor
from selaras.core.pg.owner import Owner, choose_owner

USER = """
import sys
from pathlib import Path
from selaras.core.pg import database_url
url = database_url(Path(sys.argv[1]))
import psycopg
with psycopg.connect(url) as connection:
    (start,) = connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()
print(start, flush=True)
sys.stdin.readline()
"""


def _user(root: Path) -> subprocess.Popen[str]:
    """A process that uses the server until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def _data(root: Path) -> Path:
    return root / f"pg{find_binaries().major}"


def _is_running(root: Path) -> bool:
    return (_data(root) / "postmaster.pid").exists()


def test_starts_from_nothing_and_stops_with_its_only_user(root: Path) -> None:
    server = EmbeddedServer(root)
    with psycopg.connect(server.attach()) as connection:
        row = connection.execute(
            "SELECT current_database(), pg_encoding_to_char(encoding), datlocprovider, lower('ÉŠ')"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("selaras", "UTF8", "b", "éš")
    server.release()
    assert not _is_running(root)


def test_address_serves_arrow_readers_too(root: Path) -> None:
    server = EmbeddedServer(root)
    with dbapi.connect(server.attach()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 42 AS jawaban")
        assert cursor.fetch_arrow_table().to_pydict() == {"jawaban": [42]}
    server.release()


def test_listens_on_a_private_socket_only_and_trusts_nobody(root: Path) -> None:
    server = EmbeddedServer(root)
    with psycopg.connect(server.attach()) as connection:
        shown = {
            name: connection.execute(f"SHOW {name}").fetchone()[0]
            for name in ("listen_addresses", "data_checksums", "fsync", "full_page_writes")
        }
    rules = (_data(root) / "pg_hba.conf").read_text()
    assert shown == {
        "listen_addresses": "",
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
    }
    assert rules == "local all all peer map=app\n"
    assert stat.S_IMODE((root / "soket").stat().st_mode) == 0o700
    assert stat.S_IMODE(_data(root).stat().st_mode) == 0o700
    server.release()


def test_twelve_starters_at_once_share_one_server(root: Path) -> None:
    users = [_user(root) for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        starts = list(pool.map(lambda user: user.stdout.readline(), users))
    assert len(set(starts)) == 1 and starts[0].strip()
    for user in users[:-1]:
        user.communicate("\n")
    assert _is_running(root), "one user is left"
    users[-1].communicate("\n")
    assert not _is_running(root)


def test_a_killed_user_leaves_the_server_to_the_others_and_is_not_counted(root: Path) -> None:
    killed, other = _user(root), _user(root)
    assert killed.stdout.readline() and other.stdout.readline()
    killed.kill()
    killed.communicate()
    assert _is_running(root)
    other.communicate("\n")
    assert not _is_running(root)


def test_stays_when_told_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_PG_TETAP", "1")
    server = EmbeddedServer(root)
    server.attach()
    server.release()
    assert _is_running(root)


@pytest.mark.parametrize("victims", ["server", "everything"])
def test_committed_rows_survive_kill_9(root: Path, victims: str) -> None:
    server = EmbeddedServer(root)
    url = server.attach()
    acknowledged = 0
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("CREATE TABLE baris (n int)")
    for _ in range(200):
        connection.execute("INSERT INTO baris SELECT %s", [acknowledged])
        acknowledged += 1
    connection.execute("BEGIN")
    connection.execute("INSERT INTO baris SELECT 1000 + g FROM generate_series(1, 5000) g")
    _kill(_data(root), everything=victims == "everything")
    connection.close()
    with psycopg.connect(server.attach()) as connection:
        count = connection.execute("SELECT count(*), max(n) FROM baris").fetchone()
    assert count == (acknowledged, acknowledged - 1)
    server.release()


def _kill(data: Path, *, everything: bool) -> None:
    master = int((data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    for pid in [master, *(map(int, children) if everything else ())]:
        os.kill(pid, 9)


def test_data_of_another_major_version_are_refused_untouched(root: Path) -> None:
    other = find_binaries().major - 1
    old = root / f"pg{other}"
    old.mkdir()
    (old / "PG_VERSION").write_text(f"{other}\n")
    with pytest.raises(WrongMajor, match=rf"PostgreSQL {other}.*Tidak ada yang diubah"):
        EmbeddedServer(root).attach()
    assert sorted(p.name for p in old.iterdir()) == ["PG_VERSION"]
    assert not _data(root).exists()


def test_a_stale_pid_file_with_a_living_number_does_not_stop_the_start(root: Path) -> None:
    server = EmbeddedServer(root)
    server.attach()
    server.release()
    owner = choose_owner(_data(root))
    lines = [str(os.getpid()), str(_data(root)), "1", "5432", str(root / "soket"), "", "", "ready"]
    pid_file = _data(root) / "postmaster.pid"
    pid_file.write_text("\n".join(lines) + "\n")
    owner.give(pid_file)
    with psycopg.connect(server.attach()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.release()


def test_half_made_data_of_a_killed_first_start_are_made_anew(root: Path) -> None:
    partial = root / f"sebagian-{_data(root).name}"
    partial.mkdir()
    (partial / "PG_VERSION").write_text("18\n")
    server = EmbeddedServer(root)
    with psycopg.connect(server.attach()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not partial.exists()
    server.release()


def test_long_paths_get_a_short_private_socket(root: Path) -> None:
    deep = root / ("panjang" * 8) / ("sekali" * 8)
    server = EmbeddedServer(deep)
    url = server.attach()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    folder = Path((deep / "soket.lokasi").read_text().strip())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    server.release()
    folder.rmdir()


def test_a_missing_package_says_how_to_go_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_PG_PAKET", "tidak_ada_paket_ini")
    with pytest.raises(BinariesMissing, match=re.compile("tidak terpasang.*DATABASE_URL", re.S)):
        find_binaries()
    monkeypatch.delenv("SELARAS_PG_PAKET")


def test_too_little_room_is_said_before_anything_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selaras.core.pg.cluster.DISK_NEEDED", 2**60)
    with pytest.raises(Exception, match=r"Sisa ruang di .* MiB; basis data baru memerlukan"):
        EmbeddedServer(root).attach()
    assert not _data(root).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
def test_root_below_a_private_folder_keeps_it_private(root: Path) -> None:
    private = root / "rumah"
    private.mkdir(mode=0o700)
    server = EmbeddedServer(private / "data")
    with psycopg.connect(server.attach()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.release()
    elsewhere = Path((private / "data" / "pg.lokasi").read_text().strip())
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    subprocess.run(["rm", "-rf", str(elsewhere)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as somebody else")
def test_an_ordinary_account_owns_its_server(root: Path) -> None:
    os.chown(root, 65534, 65534)
    root.chmod(0o700)
    if not Owner(65534, 65534, "nobody", steps_down=True).can_enter(find_binaries().folder):
        pytest.skip("the programs stand in a private folder")
    # Everything is imported before stepping down: Python itself may stand in a private folder.
    script = (
        "import os, sys, psycopg, selaras.core.pg, selaras.core.pg.binaries\n"
        "os.setgroups([]), os.setgid(65534), os.setuid(65534)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script + USER, str(root)],
        input="\n",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert _data(root).stat().st_uid == 65534
    assert not _is_running(root)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
def test_programs_in_a_private_folder_are_copied_once_without_the_wheels_python(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_binaries()
    package = next(p for p in found.folder.parents if p.name == found.package)
    private = root / "rumah" / "site"
    private.parent.mkdir(mode=0o700)
    shutil.copytree(package, private / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, private / libraries.name, symlinks=True)
    monkeypatch.syspath_prepend(private)
    assert find_binaries().folder.is_relative_to(private)

    data = root / "data"
    for _ in range(2):
        server = EmbeddedServer(data)
        with psycopg.connect(server.attach()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        server.release()
    (copied,) = (data / "biner").iterdir()
    assert list(copied.rglob("initdb")) and not list(copied.rglob("*.py"))
    assert stat.S_IMODE(private.parent.stat().st_mode) == 0o700
