"""Find Chromium for the browser tests, installing the system's package where we may.

Never fails itself: without a browser the tests marked `peramban` fail, and this says why.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser named by SELARAS_CHROMIUM, else the system's."""
    if given := os.environ.get("SELARAS_CHROMIUM"):
        return given
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def main() -> None:
    """Install the Debian package when we are root and it is missing; else say what to do."""
    if find_chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Memasang Chromium dari paket sistem …", file=sys.stderr)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        if subprocess.run(install, env=quiet, stdout=sys.stderr, check=False).returncode != 0:
            subprocess.run(["apt-get", "update", "-q"], env=quiet, stdout=sys.stderr, check=False)
            subprocess.run(install, env=quiet, stdout=sys.stderr, check=False)
    if not find_chromium():
        print(
            "Chromium tidak ada dan tidak dapat dipasang dari sini, jadi uji peramban akan GAGAL. "
            "Pasang sendiri (Debian/Ubuntu: apt install chromium), atau setel SELARAS_CHROMIUM.",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
