"""Verbs of the TPP room: the calculator (no database) and the monthly run."""

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    """Adds `selaras tpp hitung` and `selaras tpp bulan`."""
    verbs = subparsers.add_parser("tpp", help="hitung TPP").add_subparsers()
    _register_hitung(verbs)


def _register_hitung(verbs: Any) -> None:
    hitung = verbs.add_parser("hitung", help="hitung TPP dari berkas CSV, tanpa basis data")
    hitung.add_argument("--aturan", required=True, help="daerah/<nama>/<edisi>")
    hitung.add_argument("--bulan", help="YYYY-MM; YYYY-14 THR, YYYY-15 gaji ke-13")
    hitung.add_argument("--masukan", required=True, help="berkas CSV")
    hitung.add_argument("--keluaran", required=True, help="berkas CSV hasil")
    hitung.add_argument("--rinci", help="berkas CSV rincian per komponen")
    hitung.set_defaults(run=_run_hitung, needs_django=False)


def _run_hitung(args: argparse.Namespace) -> int:
    from selaras.tpp.kalkulator.jalan import run_hitung  # Polars only when it is needed

    return run_hitung(args)
