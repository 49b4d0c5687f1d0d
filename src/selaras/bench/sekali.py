"""One page opened again and again: queries, time as a clock and as the processors count it.

On a busy machine only the last two compare: this process's own seconds and those of its database
backend (read from /proc where the server runs here; its parallel helpers are not in it).
"""

import statistics
import time
from pathlib import Path
from typing import Any

from selaras.core.sebentar import forget_everything

KOLOM = ("halaman", "peran", "kueri", "median_ms", "p95_ms", "awal_ms", "cpu_ms", "cpu_db_ms",
         "bita")  # fmt: skip
NANO = 1_000_000  # of a millisecond
AWAL = 5  # requests without what is remembered


def client_of(nama: str) -> Any:
    """A browser in which a sample login is signed in."""
    from django.test import Client

    from selaras.core.accounts.models import User

    klien = Client()
    klien.force_login(User.objects.get(username=nama))
    return klien


def time_page(klien: Any, alamat: str, ulang: int) -> dict[str, Any]:
    """Queries of one request, then milliseconds of `ulang` more.

    `awal_ms`: the median where nothing that answers share for a moment is remembered.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    forget_everything()
    with CaptureQueriesContext(connection) as kueri:
        jawaban = klien.get(alamat)
    jumlah = len(kueri)  # now: the next request empties the log
    waktu, cpu, cpu_db = [], [], []
    for _ in range(ulang):
        basis, sini, mulai = _backend_ns(), time.thread_time_ns(), time.perf_counter()
        klien.get(alamat)
        waktu.append((time.perf_counter() - mulai) * 1000)
        cpu.append((time.thread_time_ns() - sini) / NANO)
        cpu_db.append((_backend_ns() - basis) / NANO)
    waktu.sort()
    awal = []
    for _ in range(AWAL):
        forget_everything()
        mulai = time.perf_counter()
        klien.get(alamat)
        awal.append((time.perf_counter() - mulai) * 1000)
    return {
        "kueri": jumlah,
        "median_ms": round(statistics.median(waktu), 1),
        "p95_ms": round(waktu[min(len(waktu) - 1, round(len(waktu) * 0.95))], 1),
        "awal_ms": round(statistics.median(awal), 1),
        "cpu_ms": round(statistics.median(cpu), 1),
        "cpu_db_ms": round(statistics.median(cpu_db), 1),
        "bita": len(jawaban.content),
    }


def _backend_ns() -> int:
    """Nanoseconds that the connection's backend has run; 0 where it runs elsewhere."""
    from django.db import connection

    satu = connection.connection
    berkas = Path("/proc", str(satu.info.backend_pid if satu else 0), "schedstat")
    try:
        return int(berkas.read_text().split()[0])
    except (OSError, ValueError):
        return 0


def text_table(baris: list[dict[str, Any]]) -> str:
    """Rows as a table of fixed width."""
    lebar = {k: max(len(k), *(len(str(b[k])) for b in baris)) for k in KOLOM}
    judul: dict[str, Any] = {k: k for k in KOLOM}
    return "\n".join("  ".join(str(b[k]).ljust(lebar[k]) for k in KOLOM) for b in [judul, *baris])
