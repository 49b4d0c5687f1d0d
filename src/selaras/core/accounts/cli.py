"""`selaras akun`: the operator's way in, where no administrator can sign in yet or any more."""

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    """buat-admin, reset."""
    akun = subparsers.add_parser("akun", help="akun: admin pertama, reset dari server")
    verbs = akun.add_subparsers()
    buat = verbs.add_parser(
        "buat-admin", help="buat admin BKPSDM (atau beri perannya kepada akun yang ada)"
    )
    buat.add_argument("nama_pengguna", help="NIP atau nama pengguna")
    buat.add_argument("--nama", default="", help="nama lengkap")
    buat.add_argument("--instansi", default="", help="kode instansi; kosong = semua instansi")
    buat.set_defaults(run=create_admin)
    reset = verbs.add_parser("reset", help="kode sekali pakai baru untuk sebuah akun")
    reset.add_argument("nama_pengguna", help="NIP atau nama pengguna")
    reset.add_argument(
        "--faktor-kedua", action="store_true", help="cabut juga kunci sandi dan autentikator"
    )
    reset.set_defaults(run=reset_account)


def create_admin(args: argparse.Namespace) -> int:
    """Make the account if need be, give the role, print the one-time code."""
    from django.core.management import CommandError

    from selaras.core.accounts.operator import make_admin
    from selaras.core.permissions.registry import units
    from selaras.core.waktu import now

    instansi_id = None
    if args.instansi:
        instansi_id = units().instansi_by_kode(args.instansi)
        if instansi_id is None:
            raise CommandError(f"Instansi dengan kode '{args.instansi}' tidak ada.")
    slip = make_admin(
        username=args.nama_pengguna, nama=args.nama, instansi_id=instansi_id, at=now()
    )
    print(f"{args.nama_pengguna} kini Admin BKPSDM.")
    if slip is not None:
        _print_code(slip.kode)
    return 0


def reset_account(args: argparse.Namespace) -> int:
    """A new one-time code from the server's console."""
    from django.core.management import CommandError

    from selaras.core.accounts import management
    from selaras.core.accounts.models import User
    from selaras.core.permissions import system_actor
    from selaras.core.waktu import now

    user = User.objects.filter(username__iexact=args.nama_pengguna).first()
    if user is None:
        raise CommandError(f"Akun '{args.nama_pengguna}' tidak ada.")
    at = now()
    operator = system_actor("Operator server", at=at, saluran="cli")
    cara = "dari konsol server"
    if args.faktor_kedua:
        count = management.remove_second_factors(actor=operator, user=user, cara=cara)
        print(f"{count} faktor kedua dicabut.")
    slip = management.reset_account(actor=operator, user=user, at=at, cara=cara)
    _print_code(slip.kode)
    return 0


def _print_code(code: str) -> None:
    print(f"Kode sekali pakai: {code}")
    print("Berlaku 30 hari dan hanya sekali; saat masuk, kata sandi baru langsung diminta.")
