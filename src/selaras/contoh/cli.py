"""`selaras contoh`: load the sample regency, of any size, and tell what is peculiar about it."""

import argparse
import sys
from importlib.resources import files
from typing import Any

import yaml


def register(subparsers: Any) -> None:
    """The verb `contoh`."""
    contoh = subparsers.add_parser("contoh", help="muat kabupaten contoh ke basis data kosong")
    contoh.add_argument(
        "--pegawai", type=int, default=0, help="jumlah pegawai; di atas 1.353 = satu bulan saja"
    )
    contoh.add_argument(
        "--tanpa-hitung", action="store_true", help="muat datanya saja, bulannya belum dihitung"
    )
    contoh.set_defaults(run=load)
    verbs = contoh.add_subparsers()
    keanehan = verbs.add_parser("keanehan", help="daftar keanehan data contoh dan ujinya")
    keanehan.set_defaults(run=list_peculiarities, needs_django=False)


def load(args: argparse.Namespace) -> int:
    """Load it, unless it is there."""
    from selaras.contoh import services

    def lapor(teks: str) -> None:
        print(teks, file=sys.stderr, flush=True)

    if args.tanpa_hitung:
        services.load_only(lapor, args.pegawai)
        return 0
    for masuk in services.ensure_demo(lapor, args.pegawai):
        print(f"{masuk.peran:<32} {masuk.nama_pengguna:<12} {masuk.sandi}  ({masuk.nama})")
    return 0


def list_peculiarities(args: argparse.Namespace) -> int:
    """Print keanehan.yaml as a list."""
    berkas = files("selaras.contoh").joinpath("keanehan.yaml").read_text(encoding="utf-8")
    for k in yaml.safe_load(berkas):
        print(f"{k['jumlah']:>7}  {k['id']:<26} {k['uraian']}")
    return 0
