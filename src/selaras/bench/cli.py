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
    bulan.add_argument("--susulan", type=int, default=0, help="bulan terkunci sebelumnya")
    bulan.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    bulan.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    bulan.set_defaults(run=_run_bulan, needs_django=False)
    halaman = bench.add_parser("halaman", help="setiap halaman daftar dan beranda")
    halaman.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    halaman.add_argument("--ulang", type=int, default=12, help="berapa kali tiap halaman dibuka")
    halaman.add_argument("--hanya", default="", metavar="POLA", help="hanya halaman bernama ini")
    halaman.add_argument(
        "--semua",
        action="store_true",
        help="oleh setiap peran, dan daftar panjang sampai tengahnya",
    )
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
    ketukan = bench.add_parser("ketukan", help="ketukan ponsel lewat HTTP, serbuan pagi, hitungan")
    ketukan.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai berakun")
    ketukan.add_argument(
        "--ulang", type=int, default=3, help="berapa putaran; dilaporkan mediannya"
    )
    ketukan.add_argument("--detik", type=float, default=6, help="lama tiap ukuran")
    ketukan.add_argument(
        "--bunuh",
        type=int,
        default=0,
        metavar="DETIK",
        help="hanya ini: selama itu kill -9 server, basis data dan ponsel, lalu hitung",
    )
    ketukan.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    ketukan.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    ketukan.set_defaults(run=_run_ketukan, needs_django=False)
    tahun = bench.add_parser("tahun", help="halaman hari ini dengan ketukan sebulan dan setahun")
    tahun.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    tahun.add_argument("--bulan", type=int, default=12, help="berapa bulan ketukan")
    tahun.add_argument("--ulang", type=int, default=15, help="berapa kali tiap bacaan")
    tahun.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    tahun.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    tahun.set_defaults(run=_run_tahun, needs_django=False)
    _add_book(bench)
    _add_files(bench)
    lab = bench.add_parser("lab", help="12 bulan tersimpan di bawah hukum lain")
    lab.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    lab.add_argument("--ulang", type=int, default=1, help="berapa kali; dilaporkan yang tercepat")
    lab.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    lab.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    lab.set_defaults(run=_run_lab, needs_django=False)


def _add_files(bench: Any) -> None:
    """bench cari, bench mutu."""
    for apa, kata in (("cari", "cari pegawai selagi mengetik"),
                      ("mutu", "periksa semua berkas, daftar sebagai XLSX dan CSV")):  # fmt: skip
        simpeg = bench.add_parser(apa, help=kata)
        simpeg.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
        simpeg.add_argument("--ulang", type=int, default=7, help="berapa kali tiap pertanyaan")
        simpeg.add_argument("--json", action="store_true", help="cetak satu objek JSON")
        simpeg.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
        simpeg.set_defaults(run=_run_simpeg, needs_django=False, apa=apa)


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


def _run_ketukan(args: argparse.Namespace) -> int:
    from selaras.bench.ketukan import run

    return run(args)


def _run_tahun(args: argparse.Namespace) -> int:
    from selaras.bench.tahun import run

    return run(args)


def _add_book(bench: Any) -> None:
    buku = bench.add_parser("buku", help="Buku Profil Kepegawaian, dari kueri sampai PDF")
    buku.add_argument("--pegawai", type=int, default=50_000, help="jumlah pegawai")
    buku.add_argument("--kertas", choices=["a4", "a5"], default="a4")
    buku.add_argument("--nama", action="store_true", help="dengan jilid daftar nama")
    buku.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    buku.add_argument("--simpan", action="store_true", help="jangan hapus basis datanya")
    buku.set_defaults(run=_run_buku, needs_django=False)


def _run_buku(args: argparse.Namespace) -> int:
    from selaras.bench.buku import run

    return run(args)


def _run_simpeg(args: argparse.Namespace) -> int:
    from selaras.bench.simpeg import run

    return run(args)
