"""Where the bytes lie: keys in the default storage, which is private (never under a public URL).

Works with any Django storage, so that several web servers can share an S3-compatible one.
"""

import hashlib
import uuid
from collections.abc import Iterator
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage

SEKALI = 256 * 1024
PRATINJAU_TERBANYAK = 3


def key_of(pk: uuid.UUID) -> str:
    """The file's key; nothing that people typed is in it."""
    return f"eviden/{pk.hex[:2]}/{pk.hex}"


def piece_key(pk: uuid.UUID, mulai: int) -> str:
    return f"unggahan/{pk.hex}/{mulai:012d}"


def preview_key(pk: uuid.UUID, halaman: int) -> str:
    return f"pratinjau/{pk.hex[:2]}/{pk.hex}-{halaman}.webp"


def checksum(berkas: IO[bytes]) -> str:
    """SHA-256 of a stream; leaves it at its beginning."""
    berkas.seek(0)
    sidik = hashlib.sha256()
    while isi := berkas.read(SEKALI):
        sidik.update(isi)
    berkas.seek(0)
    return sidik.hexdigest()


def keep(jalur: str, berkas: IO[bytes]) -> None:
    """Write under exactly this key; what a broken attempt left is replaced."""
    if default_storage.exists(jalur):
        default_storage.delete(jalur)
    disimpan = default_storage.save(jalur, File(berkas))
    if disimpan != jalur:
        default_storage.delete(disimpan)
        raise OSError(f"storage kept {disimpan} instead of {jalur}")


def open_bytes(jalur: str) -> IO[bytes]:
    berkas: IO[bytes] = default_storage.open(jalur, "rb")
    return berkas


def drop(*jalur: str) -> None:
    """Remove keys; those that are not there are as good as removed."""
    for satu in jalur:
        default_storage.delete(satu)


def pieces(pk: uuid.UUID) -> list[str]:
    """Keys of an upload's pieces in their order."""
    try:
        nama = default_storage.listdir(f"unggahan/{pk.hex}")[1]
    except FileNotFoundError:
        return []
    return [f"unggahan/{pk.hex}/{n}" for n in sorted(nama)]


def drop_pieces(pk: uuid.UUID) -> None:
    drop(*pieces(pk))
    try:
        default_storage.delete(f"unggahan/{pk.hex}")  # the folder, where there are folders
    except OSError:
        return


def read_all(jalur: list[str]) -> Iterator[bytes]:
    """The bytes of several keys one after another."""
    for satu in jalur:
        with default_storage.open(satu, "rb") as berkas:
            while isi := berkas.read(SEKALI):
                yield isi
