"""The verb `selaras bench`: each benchmark is a leaf in a module of its own."""

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    """bench bulan, bench halaman, bench lab."""
    bench = subparsers.add_parser("bench", help="ukur kecepatan").add_subparsers()
    bulan = bench.add_parser("bulan", help="sebulan dari ketukan sampai instrumen")
    bulan.add_argument("--pegawai", type=int, required=True, help="jumlah pegawai")
    bulan.add_argument("--ulang", type=int, default=3, help="berapa kali; dilaporkan mediannya")
    bulan.add_argument("--contoh-naif", type=int, default=60, help="pegawai untuk cara naif")
    bulan.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    bulan.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    bulan.set_defaults(run=_run_bulan, needs_django=False)
    halaman = bench.add_parser("halaman", help="setiap halaman daftar dan beranda")
    halaman.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    halaman.add_argument("--ulang", type=int, default=12, help="berapa kali tiap halaman dibuka")
    halaman.add_argument("--json", action="store_true", help="cetak satu daftar JSON")
    halaman.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    halaman.set_defaults(run=_run_halaman, needs_django=False)
    kinerja = bench.add_parser("kinerja", help="setahun aktivitas: halaman, persetujuan, jumlah")
    kinerja.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    kinerja.add_argument("--bulan", type=int, default=12, help="berapa bulan aktivitas")
    kinerja.add_argument("--ulang", type=int, default=12, help="berapa kali tiap halaman dibuka")
    kinerja.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    kinerja.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    kinerja.set_defaults(run=_run_kinerja, needs_django=False)
    lab = bench.add_parser("lab", help="12 bulan tersimpan di bawah hukum lain")
    lab.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    lab.add_argument("--ulang", type=int, default=1, help="berapa kali; dilaporkan yang tercepat")
    lab.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    lab.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    lab.set_defaults(run=_run_lab, needs_django=False)


def _run_bulan(args: argparse.Namespace) -> int:
    from selaras.bench.bulan import run

    return run(args)


def _run_halaman(args: argparse.Namespace) -> int:
    from selaras.bench.halaman import run

    return run(args)


def _run_lab(args: argparse.Namespace) -> int:
    from selaras.bench.lab import run

    return run(args)


def _run_kinerja(args: argparse.Namespace) -> int:
    from selaras.bench.kinerja import run

    return run(args)
