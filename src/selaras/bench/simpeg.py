"""`selaras bench cari` and `bench mutu`: search, and the check of all files with its lists.

Each makes a database of its own and measures in a child process, as bench bulan does.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    with own_database(f"selaras_bench_simpeg_{args.pegawai}", keep=args.simpan) as url:
        perintah = [sys.executable, "-m", "selaras.bench.ukur_simpeg", args.apa,
                    str(args.pegawai), str(args.ulang)]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url, "SELARAS_DEMO": ""},
            stdout=subprocess.PIPE, check=False,
        )  # fmt: skip
    if anak.returncode:
        return anak.returncode
    hasil = json.loads(anak.stdout)
    teks = "\n".join(f"{nama}: {nilai}" for nama, nilai in hasil.items())
    print(json.dumps(hasil) if args.json else teks)
    return 0
