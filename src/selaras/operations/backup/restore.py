"""Restore an archive into an empty place. Everything is checked before anything is touched."""

import os
import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import psycopg
from psycopg import conninfo

from selaras.operations.backup.errors import ArchiveBroken, BackupError, NotEmpty
from selaras.operations.backup.manifest import (
    DUMP,
    FILES,
    FORMAT,
    KEY,
    MANIFEST,
    Manifest,
    checksum,
)
from selaras.operations.backup.postgres import count_rows, run_program, server_major


def restore_archive(source: Path, *, url: str, files: Path, key: Path) -> Manifest:
    """Verify, refuse what is not empty, restore, compare row by row count."""
    with _open(source) as tar:
        manifest = verify(tar)
        _refuse_unless_empty(url, files)
        with tempfile.TemporaryDirectory(dir=source.parent, prefix=".pulihkan-") as folder:
            dump = Path(folder) / DUMP
            _extract(tar, DUMP, dump)
            _load(dump, url=url)
        _compare(manifest, url)
        for name in manifest.bagian:
            if name.startswith(FILES):
                _extract(tar, name, files / name.removeprefix(FILES))
        if KEY in manifest.bagian:
            _restore_key(tar, key)
    return manifest


def verify(tar: tarfile.TarFile) -> Manifest:
    """Every part is there, complete and unchanged."""
    try:
        stream = tar.extractfile(MANIFEST)
    except (KeyError, tarfile.ReadError) as error:
        raise ArchiveBroken(
            "Arsip tidak lengkap: manifesnya tidak ada (penyalinannya mungkin terputus). "
            "Ambil lagi berkas aslinya."
        ) from error
    assert stream is not None  # noqa: S101  (a regular file of ours)
    manifest = Manifest.from_json(stream.read())
    if manifest.format > FORMAT:
        raise ArchiveBroken("Arsip ini dari Selaras yang lebih baru. Naikkan versi Selaras dulu.")
    for name, expected in manifest.bagian.items():
        if _is_unsafe(name):
            raise ArchiveBroken(f"Arsip memuat nama berkas yang tidak wajar: {name}")
        try:
            part = tar.extractfile(name)
        except KeyError:
            part = None
        if part is None or checksum(part) != expected:
            raise ArchiveBroken(f"Arsip rusak: isi '{name}' tidak sama dengan saat dicadangkan.")
    return manifest


def _open(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, mode="r:")
    except FileNotFoundError as error:
        raise BackupError(f"Berkas {source} tidak ada.") from error
    except (OSError, tarfile.TarError) as error:
        raise ArchiveBroken(f"{source} bukan cadangan Selaras, atau rusak.") from error


def _is_unsafe(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def _refuse_unless_empty(url: str, files: Path) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchone()
    if row and row[0]:
        raise NotEmpty(
            f"Basis data tujuan sudah berisi {row[0]} tabel; tidak ada yang diubah. "
            "Pulihkan ke tempat kosong: setel SELARAS_DATA ke folder baru, "
            "atau DATABASE_URL ke basis data baru."
        )
    if files.is_dir() and any(files.iterdir()):
        raise NotEmpty(f"Folder berkas {files} tidak kosong; tidak ada yang diubah.")


def _load(dump: Path, *, url: str) -> None:
    with psycopg.connect(url) as connection:
        server = server_major(connection)
    run_program(
        "pg_restore",
        [
            *("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
            *("--dbname", str(conninfo.conninfo_to_dict(url)["dbname"]), str(dump)),
        ],
        url=url,
        server=server,
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _compare(manifest: Manifest, url: str) -> None:
    with psycopg.connect(url) as connection:
        found = count_rows(connection)
    different = [t for t, rows in manifest.baris.items() if found.get(t) != rows]
    if different:
        raise ArchiveBroken(
            "Jumlah baris sesudah dipulihkan berbeda dari saat dicadangkan pada tabel: "
            + ", ".join(different[:5])
        )


def _extract(tar: tarfile.TarFile, name: str, target: Path) -> None:
    stream = tar.extractfile(name)
    assert stream is not None  # noqa: S101  (checked by verify)
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        shutil.copyfileobj(stream, out)


def _restore_key(tar: tarfile.TarFile, key: Path) -> None:
    """The archive's key opens what it sealed; a key made meanwhile is set aside, not lost."""
    if key.exists():
        key.rename(key.with_name(f"{key.name}.sebelum-dipulihkan"))
    _extract(tar, KEY, key)
