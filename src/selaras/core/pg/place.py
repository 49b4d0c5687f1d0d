"""Where the server's files stand: data, socket, programs, locks.

Normally inside the data root. When root runs us below a private folder (0700, root's home say), the
server's account could not get there; then the files stand under /var/lib/selaras and a note in the
data root says where. Nobody's folder is ever opened up for it.
"""

import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from selaras.core.pg.errors import EmbeddedServerError, StartFailed, WrongMajor
from selaras.core.pg.owner import Owner, give_to_folder_owner

NOTE = "pg.lokasi"
ELSEWHERE = Path("/var/lib/selaras")
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
SUN_PATH_MAX = 103  # bytes; 107 on Linux, 103 on the strictest


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one server."""

    base: Path
    major: int

    @property
    def data(self) -> Path:
        """PGDATA, named after the major version that wrote it."""
        return self.base / f"pg{self.major}"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.data / "log" / "server.log"


def find_base(root: Path) -> Path:
    """The folder used so far, else the data root itself. Only reads."""
    note = root / NOTE
    return Path(note.read_text().strip()) if note.exists() else root


def prepare_base(root: Path, owner: Owner) -> Path:
    """The folder to use, decided once: the data root when the account can enter it."""
    base = find_base(root)
    if base != root or owner.can_enter(root):
        return base
    try:
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        base = ELSEWHERE / secrets.token_hex(6)
        base.mkdir(mode=0o700)
    except OSError as error:
        raise EmbeddedServerError(
            f"Akun '{owner.name}' tidak dapat masuk ke {root} dan {ELSEWHERE} tidak dapat dibuat "
            f"({error.strerror}). Setel SELARAS_DATA ke folder yang dapat dimasuki semua akun, "
            "misalnya /srv/selaras."
        ) from error
    owner.give(base)
    note = root / NOTE
    note.write_text(f"{base}\n")
    give_to_folder_owner(note)
    return base


def refuse_other_major(base: Path, major: int) -> None:
    """Data written by another major version are left alone, and the caller is told."""
    here = base / f"pg{major}" / "PG_VERSION"
    found = {path.parent.name[2:] for path in base.glob("pg[0-9]*/PG_VERSION")}
    if here.exists() and (written := here.read_text().strip()) != str(major):
        found = {written}
    elif here.exists() or not found:
        return
    old = max(found, key=int)
    raise WrongMajor(
        f"Data di {base} ditulis oleh PostgreSQL {old}, sedangkan paket yang terpasang "
        f"PostgreSQL {major}. Tidak ada yang diubah. Pasang kembali paket PostgreSQL {old}, "
        "jalankan './selaras cadangkan', baru naik versi dan jalankan './selaras pulihkan' "
        "(lihat docs/produksi.md, bagian naik versi)."
    )


def socket_folder(place: Place, owner: Owner) -> Path:
    """A folder only the server's account may enter, short enough for a socket's address."""
    wanted = place.base / "soket"
    if _fits(wanted):
        return _private(wanted, owner)
    note = place.base / "soket.lokasi"
    if note.exists():
        kept = Path(note.read_text().strip())
        if kept.is_dir() and _is_private(kept, owner):
            return kept
    short = Path(tempfile.mkdtemp(prefix="selaras-", dir="/tmp"))
    if not _fits(short):
        raise StartFailed(f"Alamat soket {short} terlalu panjang untuk sistem ini.")
    owner.give(short)
    note.write_text(f"{short}\n")
    return short


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f"{SOCKET_NAME}.lock")) <= SUN_PATH_MAX


def _private(folder: Path, owner: Owner) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    owner.give(folder)
    if not _is_private(folder, owner):
        folder.chmod(0o700)
    return folder


def _is_private(folder: Path, owner: Owner) -> bool:
    found = folder.lstat()
    return found.st_uid == owner.uid and stat.S_IMODE(found.st_mode) == 0o700
