"""Static files: gathered, hashed and compressed again only when a source has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

import selaras
from selaras.operations.frontend import install_frontend

MARK = ".sumber"


def fingerprint() -> str:
    """A checksum over path, size and time of every source file; contents are not read."""
    digest = hashlib.sha256(selaras.__name__.encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda item: str(item[0])):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> bool:
    """Gather the files when needed; whether it was."""
    install_frontend()
    mark = Path(settings.STATIC_ROOT) / MARK
    wanted = fingerprint()
    if mark.exists() and mark.read_text() == wanted:
        return False
    try:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    except OSError as error:
        raise CommandError(
            f"Berkas tampilan tidak dapat dikumpulkan ke {settings.STATIC_ROOT}: {error.strerror}."
        ) from error
    mark.write_text(wanted)
    return True
