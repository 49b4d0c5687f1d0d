"""Write the archive: all of it or nothing under the final name."""

import errno
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import psycopg

from selaras.operations.backup.errors import BackupError
from selaras.operations.backup.manifest import DUMP, FILES, KEY, MANIFEST, Manifest, checksum
from selaras.operations.backup.postgres import count_rows, run_program, server_major


def write_archive(target: Path, *, url: str, files: Path, key: Path) -> Manifest:
    """Dump first, files after: a file that the dump mentions is then surely there.

    Rows are counted in the very snapshot that is dumped, so that a restore can be compared.
    """
    if target.exists():
        raise BackupError(f"{target} sudah ada. Pilih nama lain.")
    partial = target.with_name(f"{target.name}.sebagian")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cadangan-") as folder:
            dump = Path(folder) / DUMP
            manifest = _dump(dump, url)
            _pack(partial, manifest, dump=dump, files=files, key=key)
        partial.rename(target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise BackupError(
                f"Ruang di {target.parent} habis; cadangan tidak jadi dibuat. "
                "Kosongkan ruang atau pilih folder lain."
            ) from error
        raise BackupError(f"Cadangan tidak dapat ditulis ke {target}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _dump(dump: Path, url: str) -> Manifest:
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = row[0] if row else ""
        server = server_major(connection)
        counts = count_rows(connection)
        run_program(
            "pg_dump",
            [
                *("--format=custom", "--no-owner", "--no-privileges"),
                *(f"--snapshot={snapshot}", f"--file={dump}"),
            ],
            url=url,
            server=server,
        )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(dibuat_pada=now, versi=_version(), postgresql=server, baris=counts)


def _pack(partial: Path, manifest: Manifest, *, dump: Path, files: Path, key: Path) -> None:
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds pay
    with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as tar:
        for name, path in _parts(dump, files, key):
            with path.open("rb") as stream:
                manifest.bagian[name] = checksum(stream)
            tar.add(path, arcname=name, recursive=False, filter=_plain)
        content = manifest.to_json()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(content), 0o600
        tar.addfile(info, BytesIO(content))
        tar.close()
        raw.flush()
        os.fsync(raw.fileno())


def _parts(dump: Path, files: Path, key: Path) -> Iterator[tuple[str, Path]]:
    yield DUMP, dump
    if key.exists():
        yield KEY, key
    for path in sorted(files.rglob("*")) if files.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield FILES + path.relative_to(files).as_posix(), path


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _version() -> str:
    try:
        return version("selaras")
    except PackageNotFoundError:
        return "dari sumber"
