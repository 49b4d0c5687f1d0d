"""A backup comes back whole, or says that it doesn't."""

import errno
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from selaras.operations.backup import restore_archive, write_archive
from selaras.operations.backup.errors import ArchiveBroken, BackupError, NotEmpty

ROWS = 500


@pytest.fixture
def installation(empty_database: Callable[[], str], tmp_path: Path) -> dict[str, Any]:
    """A small database, a private file and a key."""
    url = empty_database()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE TABLE ketukan (n int, waktu date) PARTITION BY RANGE (waktu)")
        connection.execute(
            "CREATE TABLE ketukan_2025 PARTITION OF ketukan"
            " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
        )
        connection.execute(
            "INSERT INTO ketukan SELECT g, '2025-10-01' FROM generate_series(1, %s) g", [ROWS]
        )
    files, key = tmp_path / "berkas", tmp_path / "kunci_rahasia"
    (files / "sk").mkdir(parents=True)
    (files / "sk" / "SK Bupati é.pdf").write_bytes(b"%PDF-1.7 isi")
    key.write_text("kunci lama")
    return {"url": url, "files": files, "key": key}


@pytest.fixture
def archive(installation: dict[str, Any], tmp_path: Path) -> Path:
    target = tmp_path / "arsip" / "selaras.tar"
    write_archive(target, **installation)
    return target


@pytest.fixture
def elsewhere(empty_database: Callable[[], str], tmp_path: Path) -> dict[str, Any]:
    place = tmp_path / "baru"
    place.mkdir()
    return {"url": empty_database(), "files": place / "berkas", "key": place / "kunci_rahasia"}


def test_everything_comes_back(archive: Path, elsewhere: dict[str, Any]) -> None:
    manifest = restore_archive(archive, **elsewhere)
    with psycopg.connect(elsewhere["url"]) as connection:
        assert connection.execute("SELECT count(*), sum(n) FROM ketukan").fetchone() == (
            ROWS,
            ROWS * (ROWS + 1) // 2,
        )
    assert manifest.baris == {"public.ketukan": 0, "public.ketukan_2025": ROWS}
    assert (elsewhere["files"] / "sk" / "SK Bupati é.pdf").read_bytes() == b"%PDF-1.7 isi"
    assert elsewhere["key"].read_text() == "kunci lama"


def test_only_its_owner_may_read_an_archive_and_its_contents(
    archive: Path, elsewhere: dict[str, Any]
) -> None:
    restore_archive(archive, **elsewhere)
    restored = elsewhere["files"] / "sk" / "SK Bupati é.pdf"
    assert {stat.S_IMODE(p.stat().st_mode) for p in (archive, restored, elsewhere["key"])} == {
        0o600
    }


def test_an_archive_opens_without_us(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        assert tar.getnames() == [
            "basisdata.dump",
            "kunci_rahasia",
            "berkas/sk/SK Bupati é.pdf",
            "manifes.json",
        ]


def test_a_place_in_use_is_left_alone(archive: Path, installation: dict[str, Any]) -> None:
    with pytest.raises(NotEmpty, match=r"sudah berisi 2 tabel; tidak ada yang diubah"):
        restore_archive(archive, **installation)
    with psycopg.connect(installation["url"]) as connection:
        assert connection.execute("SELECT count(*) FROM ketukan").fetchone() == (ROWS,)
    assert installation["key"].read_text() == "kunci lama"


@pytest.mark.parametrize("where", [0.05, 0.5])
def test_a_changed_byte_is_noticed_before_anything_is_touched(
    archive: Path, elsewhere: dict[str, Any], where: float
) -> None:
    content = bytearray(archive.read_bytes())
    start = content.index(b"PGDMP")
    content[start + int(where * 1000)] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(ArchiveBroken, match=r"Arsip rusak: isi 'basisdata.dump'"):
        restore_archive(archive, **elsewhere)
    _assert_untouched(elsewhere)


def test_an_archive_cut_short_is_noticed(archive: Path, elsewhere: dict[str, Any]) -> None:
    archive.write_bytes(archive.read_bytes()[:4096])
    with pytest.raises(ArchiveBroken):
        restore_archive(archive, **elsewhere)
    _assert_untouched(elsewhere)


def test_something_else_is_not_mistaken_for_an_archive(
    elsewhere: dict[str, Any], tmp_path: Path
) -> None:
    stranger = tmp_path / "rekap.tar"
    stranger.write_text("nip;nama\n" * 1000)
    with pytest.raises(ArchiveBroken, match="bukan cadangan Selaras"):
        restore_archive(stranger, **elsewhere)
    with pytest.raises(BackupError, match="tidak ada"):
        restore_archive(tmp_path / "hilang.tar", **elsewhere)


def test_a_key_made_meanwhile_is_set_aside(archive: Path, elsewhere: dict[str, Any]) -> None:
    elsewhere["key"].write_text("kunci baru")
    restore_archive(archive, **elsewhere)
    aside = elsewhere["key"].with_name("kunci_rahasia.sebelum-dipulihkan")
    assert (elsewhere["key"].read_text(), aside.read_text()) == ("kunci lama", "kunci baru")


def test_a_full_disk_leaves_no_half_archive(
    installation: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("selaras.operations.backup.write.os.fsync", full)
    target = tmp_path / "penuh" / "selaras.tar"
    with pytest.raises(BackupError, match=r"habis; cadangan tidak jadi dibuat"):
        write_archive(target, **installation)
    assert list(target.parent.iterdir()) == []


def test_an_existing_archive_is_not_overwritten(
    archive: Path, installation: dict[str, Any]
) -> None:
    before = archive.read_bytes()
    with pytest.raises(BackupError, match="sudah ada"):
        write_archive(archive, **installation)
    assert archive.read_bytes() == before


def _assert_untouched(place: dict[str, Any]) -> None:
    with psycopg.connect(place["url"]) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    assert row == (0,)
    assert not place["files"].exists() and not place["key"].exists()
