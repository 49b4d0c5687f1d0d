"""A government's first hour: its row, the kinds of absence, the calendar. Only for the operator."""

import argparse
from dataclasses import dataclass
from datetime import datetime

from django.core.management import CommandError
from django.db import transaction

from selaras.core.permissions import system_actor
from selaras.cuti.services import ensure_jenis
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, Zona
from selaras.organisasi.services import create_instansi
from selaras.presensi.services import seed_calendar


@dataclass(frozen=True, slots=True)
class Baru:
    """What was made, to be told."""

    instansi: Instansi
    libur: int  # holidays added; 0 where an earlier government brought them


@transaction.atomic
def make_instansi(*, kode: str, nama: str, daerah: str, zona: str, at: datetime) -> Baru:
    """The government and what every month needs beside its own data. Refuses a code in use."""
    if Instansi.objects.filter(kode=kode).exists():
        raise CommandError(f"Instansi berkode '{kode}' sudah ada.")
    wilayah = Law.load().daerah
    if daerah not in wilayah:
        raise CommandError(
            f"Aturan daerah '{daerah}' tidak ada. Yang ada: {', '.join(sorted(wilayah))}. "
            "Daerah baru: salin folder templat di src/selaras/hukum/parameter/daerah, isi, lalu "
            "./selaras hukum periksa."
        )
    ensure_jenis()
    libur, _ = seed_calendar(at=at)
    instansi = create_instansi(
        actor=system_actor("Operator server", at=at, saluran="cli"),
        kode=kode, nama=nama, daerah=daerah, zona=zona,
    )  # fmt: skip
    return Baru(instansi, libur)


def run_make(args: argparse.Namespace) -> int:
    """Make it and say what comes next."""
    from selaras.core.waktu import now

    baru = make_instansi(
        kode=args.kode, nama=args.nama, daerah=args.daerah, zona=Zona[args.zona], at=now()
    )
    print(f"{baru.instansi.nama} dibuat (kode {baru.instansi.kode}, aturan {args.daerah}).")
    if baru.libur:
        print(
            f"{baru.libur} hari libur nasional dan cuti bersama diisi dari pustaka; periksa dulu."
        )
    print(f"Lanjutkan dengan: ./selaras akun buat-admin NIP --instansi {baru.instansi.kode}")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Code, name, rule and zone of each."""
    del args
    semua = list(Instansi.objects.order_by("kode"))
    for i in semua:
        print(f"{i.kode}  {i.nama}  (aturan {i.daerah}, {i.get_zona_display()})")
    if not semua:
        print("Belum ada instansi. Buat dengan: ./selaras instansi buat --help")
    return 0
