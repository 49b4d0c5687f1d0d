"""Verbs of the TPP room: the calculator (no database) and the monthly run."""

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    """Adds `selaras tpp hitung` and `selaras tpp bulan`."""
    verbs = subparsers.add_parser("tpp", help="hitung TPP").add_subparsers()
    _register_hitung(verbs)
    _register_bulan(verbs)


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


def _register_bulan(verbs: Any) -> None:
    bulan = verbs.add_parser("bulan", help="hitung dan simpan TPP sebulan")
    bulan.add_argument("--periode", required=True, help="YYYY-MM")
    bulan.add_argument("--instansi", help="kode instansi; kosong = semua")
    bulan.set_defaults(run=_run_bulan)


def _run_bulan(args: argparse.Namespace) -> int:
    from selaras.tpp.perintah import run_bulan

    return run_bulan(args)
