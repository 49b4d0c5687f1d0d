"""`selaras bench bulan`: makes a database of its own, measures in a child process, drops it again.

The child's peak memory is then the run's own.
"""

import argparse
import json
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from selaras.operations.environment import ensure_database_url


def run(args: argparse.Namespace) -> int:
    """Exit code of the measuring process."""
    utama = ensure_database_url()
    nama = f"selaras_bench_{args.pegawai}"
    url = _with_name(utama, nama)
    _create(utama, nama)
    try:
        perintah = [sys.executable, "-m", "selaras.bench.ukur", str(args.pegawai),
                    str(args.ulang), str(args.contoh_naif)]  # fmt: skip
        anak = subprocess.run(  # noqa: S603 - our own interpreter and module
            perintah, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=False
        )
        if anak.returncode == 0:
            _show(json.loads(anak.stdout), as_json=args.json)
        return anak.returncode
    finally:
        if not args.simpan:
            _drop(utama, nama)


def _with_name(url: str, nama: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{nama}"))


def _create(url: str, nama: str) -> None:
    with psycopg.connect(url, autocommit=True) as koneksi:
        ada = koneksi.execute("select 1 from pg_database where datname = %s", [nama]).fetchone()
        if not ada:
            koneksi.execute(sql.SQL("create database {}").format(sql.Identifier(nama)))


def _drop(url: str, nama: str) -> None:
    with psycopg.connect(url, autocommit=True) as koneksi:
        koneksi.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(nama)))


def _show(hasil: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(hasil))
        return
    for kolom, nilai in hasil.items():
        print(f"{kolom:>20}  {nilai}")
