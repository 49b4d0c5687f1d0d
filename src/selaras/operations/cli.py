"""The verbs that run an installation."""

import argparse
import os
from typing import Any

from selaras.operations.environment import prepare_django


def register(subparsers: Any) -> None:
    """demo, serve, worker, migrate."""
    demo = subparsers.add_parser("demo", help="coba dengan kabupaten contoh di komputer ini")
    _address(demo)
    demo.add_argument(
        "--pegawai", type=int, default=None, help="jumlah pegawai contoh (bawaan 1.285)"
    )
    demo.set_defaults(run=_demo, needs_django=False)  # it sets SELARAS_DEMO before the settings

    serve = subparsers.add_parser("serve", help="layani pengguna (produksi)")
    _address(serve)
    serve.add_argument("--proses", type=int, default=2, help="proses server web (bawaan 2)")
    serve.add_argument("--utas", type=int, default=4, help="utas tiap proses (bawaan 4)")
    serve.add_argument(
        "--tanpa-pekerja", action="store_true", help="tanpa pekerja latar di mesin ini"
    )
    serve.set_defaults(run=_serve)

    worker = subparsers.add_parser("worker", help="kerjakan pekerjaan latar")
    worker.add_argument("--sekaligus", type=int, default=2, help="pekerjaan bersamaan (bawaan 2)")
    worker.add_argument(
        "--sampai-kosong", action="store_true", help="berhenti bila antrean sudah kosong"
    )
    worker.set_defaults(run=_worker)

    migrate = subparsers.add_parser("migrate", help="sesuaikan susunan basis data")
    migrate.set_defaults(run=_migrate)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--alamat", default="127.0.0.1", help="alamat jaringan (bawaan 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (bawaan 8000)")


def _demo(args: argparse.Namespace) -> int:
    os.environ["SELARAS_DEMO"] = "1"  # sample logins exist and work only then
    prepare_django()
    from selaras.operations.demo import run_demo

    return run_demo(address=args.alamat, port=args.port, pegawai=args.pegawai)


def _serve(args: argparse.Namespace) -> int:
    from selaras.operations.serving import run_server

    return run_server(
        address=args.alamat,
        port=args.port,
        processes=args.proses,
        threads=args.utas,
        with_worker=not args.tanpa_pekerja,
    )


def _worker(args: argparse.Namespace) -> int:
    from selaras.operations.worker import run_worker

    return run_worker(concurrency=args.sekaligus, until_empty=args.sampai_kosong)


def _migrate(args: argparse.Namespace) -> int:
    from selaras.operations.database import migrate

    migrate(verbose=True)
    return 0
