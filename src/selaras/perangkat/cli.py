"""`selaras presensi baca`, `presensi mesin` and `impor attlog`: machines' files from the shell."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from selaras.core.sebab import file_reason

RUSAK, BUKAN = 3, 2


def register(subparsers: Any) -> None:
    """Add the leaves to the verbs `presensi` and `impor`."""
    presensi = subparsers.add_parser("presensi", help="presensi dari berkas mesin").add_subparsers()
    baca = presensi.add_parser("baca", help="isi sebuah berkas mesin presensi (attlog)")
    baca.add_argument("berkas", type=Path)
    baca.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    baca.add_argument("--urutan", default="", help="urutan kolom mesin, mis. pin,waktu,status")
    baca.set_defaults(run=read_file, needs_django=False)

    mesin = presensi.add_parser("mesin", help="daftarkan dan setujui sebuah mesin")
    mesin.add_argument("sn", help="nomor seri")
    mesin.add_argument("--situs", required=True, help="nama situs; dibuat bila belum ada")
    mesin.add_argument("--zona", required=True, choices=["WIB", "WITA", "WIT"])
    mesin.add_argument("--instansi", default="", help="kode instansi bila lebih dari satu")
    mesin.set_defaults(run=register_machine)

    impor = subparsers.add_parser("impor", help="impor berkas").add_subparsers()
    attlog = impor.add_parser("attlog", help="simpan ketukan dari berkas mesin presensi")
    attlog.add_argument("berkas", type=Path)
    attlog.add_argument("--mesin", required=True, metavar="SN", help="nomor seri mesinnya")
    attlog.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    attlog.set_defaults(run=import_file)


def read_file(args: argparse.Namespace) -> int:
    """Say what a file holds, without any database."""
    from selaras.perangkat.attlog import BukanAttlog, count_attlog

    try:
        isi = count_attlog(args.berkas, urutan=args.urutan)
    except BukanAttlog as galat:
        return _refuse(str(galat))
    except OSError as galat:
        return _refuse(f"Berkas {args.berkas} tidak dapat dibuka: {file_reason(galat)}.")
    ringkasan = isi.ringkasan()
    if args.json:
        print(json.dumps(ringkasan, ensure_ascii=False, indent=2))
    else:
        _print_summary(ringkasan)
    return RUSAK if isi.rusak else 0


def import_file(args: argparse.Namespace) -> int:
    """Store a file's taps for a machine that is known and approved."""
    from dataclasses import asdict

    from django.utils import timezone

    from selaras.core.permissions import system_actor
    from selaras.perangkat.attlog import BukanAttlog
    from selaras.perangkat.services import MesinBelumDisetujui, import_attlog
    from selaras.presensi.models import Mesin

    mesin = Mesin.objects.select_related("situs__instansi").filter(sn=args.mesin).first()
    if mesin is None:
        return _refuse(
            f"Mesin {args.mesin} belum terdaftar. Daftarkan dengan: "
            f"selaras presensi mesin {args.mesin} --situs NAMA --zona WIB|WITA|WIT"
        )
    at = timezone.now()
    try:
        hasil = import_attlog(
            path=args.berkas,
            mesin=mesin,
            actor=system_actor("impor attlog", at=at, saluran="cli"),
            at=at,
        )
    except (BukanAttlog, MesinBelumDisetujui) as galat:
        return _refuse(str(galat))
    except OSError as galat:
        return _refuse(f"Berkas {args.berkas} tidak dapat dibuka: {file_reason(galat)}.")
    isi = asdict(hasil)
    isi["hari_tersentuh"] = len(isi.pop("tersentuh"))
    if args.json:
        print(json.dumps(isi, ensure_ascii=False))
    else:
        print(
            f"{hasil.diterima} ketukan dibaca: {hasil.baru} baru, {hasil.rangkap} sudah ada; "
            f"{hasil.tak_dikenal} dari PIN yang belum dikenal, {hasil.karantina} dikarantina."
        )
    return RUSAK if hasil.karantina else 0


def register_machine(args: argparse.Namespace) -> int:
    """Register a machine as approved: who runs this command vouches for it."""
    from django.utils import timezone

    from selaras.core.permissions import system_actor
    from selaras.organisasi.models import Instansi, Zona
    from selaras.presensi.models import Mesin
    from selaras.presensi.services import ensure_situs, register_mesin

    instansi = list(
        Instansi.objects.filter(**({"kode": args.instansi} if args.instansi else {}))[:2]
    )
    if len(instansi) != 1:
        return _refuse("Instansinya tidak jelas: sebutkan dengan --instansi KODE.")
    if Mesin.objects.filter(sn=args.sn).exists():
        return _refuse(f"Mesin {args.sn} sudah terdaftar.")
    at = timezone.now()
    mesin = register_mesin(
        situs=ensure_situs(instansi=instansi[0], nama=args.situs),
        sn=args.sn,
        zona=Zona[args.zona],
        actor=system_actor("presensi mesin", at=at, saluran="cli"),
        at=at,
        disetujui=True,
    )
    print(f"Mesin {mesin.sn} terdaftar di {mesin.situs} dan disetujui.")
    return 0


def _print_summary(isi: dict[str, Any]) -> None:
    print(f"{isi['baris']} baris, {isi['ketukan']} ketukan dari {isi['pin']} PIN")
    print(f"{isi['dari']} sampai {isi['sampai']}")
    for rusak in isi["contoh_rusak"]:
        print(f"baris {rusak['baris']} rusak: {rusak['alasan']}")
    if isi["rusak"] > len(isi["contoh_rusak"]):
        print(f"... dan {isi['rusak'] - len(isi['contoh_rusak'])} baris rusak lagi")


def _refuse(pesan: str) -> int:
    print(f"selaras: {pesan}", file=sys.stderr)
    return BUKAN
