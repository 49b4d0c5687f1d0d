"""`selaras bench tahun`: today's reads with a month of taps and with a year of a province.

Makes a database of its own and measures in a child process, as bench bulan does.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process; 1 where a read became slower or changed its plan."""
    with own_database(f"selaras_bench_tahun_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.ukur_tahun", str(args.pegawai),
                    str(args.bulan), str(args.ulang)]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url, "SELARAS_DEMO": ""},
            stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
    if anak.returncode:
        return anak.returncode
    hasil = json.loads(anak.stdout)
    print(json.dumps(hasil) if args.json else _text(hasil))
    return 0 if hasil["rencana_sama"] and hasil["rasio_terbesar"] <= 1.2 else 1


def _text(hasil: dict[str, object]) -> str:
    return "\n".join(f"{nama}: {nilai}" for nama, nilai in hasil.items())
