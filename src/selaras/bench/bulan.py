"""`selaras bench bulan`: makes a database of its own, measures in a child process, drops it again.

The child's peak memory is then the run's own.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    with own_database(f"selaras_bench_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.ukur", str(args.pegawai),
                    str(args.ulang), str(args.contoh_naif), str(args.susulan)]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=False
        )
    if anak.returncode == 0:
        _show(json.loads(anak.stdout), as_json=args.json)
    return anak.returncode


def _show(hasil: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(hasil))
        return
    for kolom, nilai in hasil.items():
        print(f"{kolom:>20}  {nilai}")
