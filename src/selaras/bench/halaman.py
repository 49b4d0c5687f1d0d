"""`selaras bench halaman`: every list and home page, signed in, against N people.

Makes a database of its own and measures in a child process, as bench bulan does. A database
kept by --simpan is measured again without loading.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database
from selaras.bench.sekali import text_table

# Near the end of the month that is loaded: in a month without data a list is empty, and quick. Not
# its last day, which east of the server is over before midnight.
HARI = {"SELARAS_DEMO": "1", "SELARAS_HARI_INI": "2025-10-30"}


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    with own_database(f"selaras_bench_halaman_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.jelajah", str(args.pegawai),
                    str(args.ulang), args.hanya, "1" if args.semua else ""]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url, **HARI},
            stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
    if anak.returncode == 0:
        baris = json.loads(anak.stdout)
        print(json.dumps(baris) if args.json else text_table(baris))
    return anak.returncode
