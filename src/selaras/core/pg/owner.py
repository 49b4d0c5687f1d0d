"""Which account runs the server. PostgreSQL refuses root, so root steps down to another account.

No account is ever created and no folder of others is ever opened up.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selaras.core.pg.errors import EXTERNAL_HINT, OwnerUnusable

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Owner:
    """The account of the server; `steps_down` when we are root and it is somebody else."""

    uid: int
    gid: int
    name: str
    steps_down: bool

    def run(
        self, command: Sequence[str | Path], **options: Any
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program as this account, from a folder that everybody may enter."""
        as_account: dict[str, Any] = {}
        if self.steps_down:
            as_account = {"user": self.uid, "group": self.gid, "extra_groups": []}
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        try:
            return subprocess.run(  # noqa: S603
                [str(part) for part in command],
                cwd="/",
                env={**clean, "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                **as_account,
                **options,
            )
        except PermissionError as error:
            if error.filename and Path(str(command[0])).name in str(error.filename):
                raise
            raise OwnerUnusable(
                f"Tidak dapat berpindah ke akun '{self.name}' untuk menjalankan PostgreSQL "
                "(lingkungan ini hanya mengenal root). " + EXTERNAL_HINT
            ) from error

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may go into the folder, parents included."""
        if not self.steps_down:
            return os.access(folder, os.X_OK)
        try:
            return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0
        except OSError:
            return False

    def give(self, path: Path) -> None:
        """Make the account own the path."""
        if self.steps_down:
            os.chown(path, self.uid, self.gid)


def choose_owner(data: Path) -> Owner:
    """The owner of existing data wins; else oneself; root takes postgres, else nobody."""
    me = os.geteuid()
    if data.exists() and (uid := data.stat().st_uid) != me:
        if me != 0:
            raise OwnerUnusable(
                f"Data {data} milik akun '{_name(uid)}', sedangkan perintah ini dijalankan oleh "
                f"'{_name(me)}'. Jalankan sebagai '{_name(uid)}' atau root, "
                "atau setel SELARAS_DATA ke folder lain."
            )
        return _account(uid, steps_down=True)
    if me != 0:
        return _account(me, steps_down=False)
    for name in CANDIDATES:
        try:
            return _account(pwd.getpwnam(name).pw_uid, steps_down=True)
        except KeyError:
            continue
    raise OwnerUnusable(
        "PostgreSQL tidak boleh berjalan sebagai root, dan akun 'postgres' maupun 'nobody' "
        "tidak ada di mesin ini. Jalankan Selaras dengan akun biasa. " + EXTERNAL_HINT
    )


def give_to_folder_owner(path: Path) -> None:
    """A file that root makes in another's folder belongs to the folder's owner."""
    if os.geteuid() == 0:
        parent = path.parent.stat()
        os.chown(path, parent.st_uid, parent.st_gid)


def _account(uid: int, *, steps_down: bool) -> Owner:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise OwnerUnusable(
            f"Akun dengan nomor {uid} tidak tercatat di /etc/passwd, sehingga PostgreSQL menolak "
            "berjalan. " + EXTERNAL_HINT
        ) from error
    return Owner(uid, entry.pw_gid, entry.pw_name, steps_down)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
