"""The verbs that run an installation."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from selaras.operations.environment import data_root, ensure_database_url

HARI_INI_CONTOH = "2025-12-18"  # a working day near the end of the sample's data


def register(subparsers: Any) -> None:
    """demo, serve, worker, migrate, instansi, periksa, cadangkan, pulihkan."""
    demo = subparsers.add_parser("demo", help="coba dengan kabupaten contoh di komputer ini")
    _address(demo)
    demo.add_argument("--pegawai", type=int, help="jumlah pegawai contoh (bawaan 1.285)")
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

    _register_instansi(subparsers)

    check = subparsers.add_parser("periksa", help="cari yang salah dan katakan cara membetulkannya")
    check.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    check.add_argument("--port", type=int, default=8000, help="port yang akan dipakai")
    check.set_defaults(run=_check, needs_django=False)

    backup = subparsers.add_parser(
        "cadangkan", help="cadangkan basis data dan berkas ke satu arsip"
    )
    backup.add_argument("arsip", nargs="?", type=Path, help="berkas arsip (bawaan: di folder data)")
    backup.set_defaults(run=_backup, needs_django=False)

    restore = subparsers.add_parser("pulihkan", help="pulihkan arsip ke tempat yang kosong")
    restore.add_argument("arsip", type=Path, help="berkas arsip dari 'selaras cadangkan'")
    restore.set_defaults(run=_restore, needs_django=False)


def _register_instansi(subparsers: Any) -> None:
    instansi = subparsers.add_parser("instansi", help="pemerintah daerah yang dilayani")
    verbs = instansi.add_subparsers()
    buat = verbs.add_parser("buat", help="buat pemerintah daerah baru beserta kalendernya")
    buat.add_argument("kode", help="kode pendek, misalnya 6307")
    buat.add_argument("--nama", required=True, help='misalnya "Kabupaten Contoh"')
    buat.add_argument("--daerah", required=True, help="folder aturan daerahnya, misalnya balangan")
    buat.add_argument("--zona", required=True, choices=["WIB", "WITA", "WIT"])
    buat.set_defaults(run=_make_instansi)
    verbs.add_parser("lihat", help="sebut yang sudah ada").set_defaults(run=_list_instansi)


def _make_instansi(args: argparse.Namespace) -> int:
    from selaras.operations.instansi import run_make

    return run_make(args)


def _list_instansi(args: argparse.Namespace) -> int:
    from selaras.operations.instansi import run_list

    return run_list(args)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--alamat", default="127.0.0.1", help="alamat jaringan (bawaan 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (bawaan 8000)")


def _demo(args: argparse.Namespace) -> int:
    os.environ["SELARAS_DEMO"] = "1"  # sample logins exist and work only then
    os.environ.setdefault("SELARAS_HARI_INI", HARI_INI_CONTOH)
    os.environ["SELARAS_DATA"] = str(data_root())
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


def _check(args: argparse.Namespace) -> int:
    from selaras.operations.periksa import report, run_checks

    findings = run_checks(port=args.port)
    print(report(findings, as_json=args.json))
    return 1 if any(f.tingkat == "salah" for f in findings) else 0


def _backup(args: argparse.Namespace) -> int:
    from selaras.operations.backup import write_archive

    name = f"selaras-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    target = args.arsip or data_root() / "cadangan" / name
    manifest = write_archive(target, url=ensure_database_url(), **_private_places())
    rows = f"{sum(manifest.baris.values()):,}".replace(",", ".")
    print(f"Tersimpan: {target} ({rows} baris, {len(manifest.bagian)} bagian)")
    print("Arsip ini memuat gaji dan kunci rahasia. Simpan di tempat lain, terenkripsi.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from selaras.operations.backup import restore_archive

    data_root().mkdir(parents=True, exist_ok=True)
    manifest = restore_archive(args.arsip, url=ensure_database_url(), **_private_places())
    rows = f"{sum(manifest.baris.values()):,}".replace(",", ".")
    print(f"Dipulihkan: keadaan {manifest.dibuat_pada}, {rows} baris, cocok dengan manifesnya.")
    print("Lanjutkan dengan: ./selaras migrate")
    return 0


def _private_places() -> dict[str, Path]:
    files = os.environ.get("SELARAS_BERKAS")
    return {
        "files": Path(files) if files else data_root() / "berkas",
        "key": data_root() / "kunci_rahasia",
    }
