"""`selaras bench ketukan`: taps from phones over HTTP against the real server and database.

Makes a database of its own and measures in a child process, as bench bulan does.
"""

import argparse
import json
import os
import subprocess
import sys

from selaras.bench.basis import own_database

BACA = ("ketukan_per_s", "p50_ms", "p99_ms", "rasio_halaman", "antrean_50", "galat", "hilang",
        "ganda")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    if args.bunuh:
        return _kill(args)
    nama = f"selaras_bench_ketukan_{args.pegawai}"
    with own_database(nama, keep=args.simpan) as url:
        perintah = [
            *(sys.executable, "-m", "selaras.bench.ukur_ketukan", str(args.pegawai)),
            *(str(args.ulang), str(args.detik)),
        ]
        lingkungan = {
            **os.environ, "DATABASE_URL": url, "SELARAS_DEMO": "",
            "DJANGO_SETTINGS_MODULE": "selaras.bench.settings_ketukan",
        }  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env=lingkungan, stdout=subprocess.PIPE, check=False
        )
    if anak.returncode == 0:
        _show(json.loads(anak.stdout), as_json=args.json)
    return anak.returncode


def _kill(args: argparse.Namespace) -> int:
    """Only the kills, against a server and a database of their own."""
    perintah = [sys.executable, "-m", "selaras.bench.bunuh", str(min(args.pegawai, 2000)),
                str(args.bunuh)]  # fmt: skip
    anak = subprocess.run(perintah, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if anak.returncode == 0:
        hasil = json.loads(anak.stdout)
        print(json.dumps(hasil) if args.json else "\n".join(f"{k}: {v}" for k, v in hasil.items()))
        return 1 if hasil["hilang"] or hasil["ganda"] or hasil["belum_diakui"] else 0
    return anak.returncode


def _show(hasil: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(hasil))
        return
    for nama in BACA:
        print(f"{nama}: {hasil.pop(nama)}")
    for nama, nilai in hasil.items():
        print(f"  {nama}: {nilai}")
