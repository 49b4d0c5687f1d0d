"""`selaras bench kinerja`: twelve months of activities of N people, pages, bulk approval, sums.

Makes a database of its own and measures in a child process, as bench bulan does.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database
from selaras.bench.sekali import text_table

HARI = {"SELARAS_DEMO": "1", "SELARAS_HARI_INI": "2025-12-18"}  # the day after the last entry


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    with own_database(f"selaras_bench_kinerja_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.ukur_kinerja", str(args.pegawai),
                    str(args.bulan), str(args.ulang)]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url, **HARI},
            stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
    if anak.returncode == 0:
        _show(json.loads(anak.stdout), as_json=args.json)
    return anak.returncode


def _show(hasil: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(hasil))
        return
    halaman = hasil.pop("halaman")
    for nama, nilai in hasil.items():
        print(f"{nama}: {nilai}")
    assert isinstance(halaman, list)  # noqa: S101 - narrowed
    print(text_table(halaman))
