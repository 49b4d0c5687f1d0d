"""kill -9 of web workers, of PostgreSQL and of the phones in mid-rush: nothing lost or doubled.

The short form of `./selaras bench ketukan --bunuh 60`, with a server and a database of its own.
"""

import json
import os
import subprocess
import sys

SEBENTAR = 12  # seconds of killing


def test_every_acknowledged_tap_is_there_exactly_once() -> None:
    lingkungan = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    anak = subprocess.run(
        [sys.executable, "-m", "selaras.bench.bunuh", "40", str(SEBENTAR)],
        env=lingkungan, stdout=subprocess.PIPE, timeout=1200, check=True,
    )  # fmt: skip
    hasil = json.loads(anak.stdout)
    assert sum(hasil["dibunuh"].values()) >= 2
    assert hasil["diakui"] > 20
    assert (hasil["hilang"], hasil["ganda"], hasil["tanpa_bukti"]) == (0, 0, 0)
    assert hasil["belum_diakui"] == 0
