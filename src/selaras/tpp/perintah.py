"""The command `selaras tpp bulan`: the month's job, run here and shown line by line."""

import argparse
import re
import sys

from django.core.management import CommandError
from django.utils import timezone

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import AlreadyRunning, run_now
from selaras.core.permissions import system_actor
from selaras.organisasi.models import Instansi
from selaras.tpp.tasks import HITUNG_BULAN, job_key


def run_bulan(args: argparse.Namespace) -> int:
    """Exit 0 when every government was computed, 1 when one was not."""
    periode = parse_periode(args.periode)
    instansi = Instansi.objects.order_by("kode")
    if args.instansi:
        instansi = instansi.filter(kode=args.instansi)
    if not instansi:
        ada = ", ".join(Instansi.objects.values_list("kode", flat=True)) or "belum ada"
        raise CommandError(f"Instansi '{args.instansi or ''}' tidak ada. Yang ada: {ada}.")
    return max(_compute(i, periode) for i in instansi)


def parse_periode(teks: str) -> int:
    """2025-10 -> 202510."""
    cocok = re.fullmatch(r"(\d{4})-(\d{2})", teks)
    if not cocok:
        raise CommandError(f"--periode '{teks}': tulis YYYY-MM, mis. 2025-10.")
    return int(cocok[1]) * 100 + int(cocok[2])


def _compute(instansi: Instansi, periode: int) -> int:
    actor = system_actor("perintah tpp bulan", at=timezone.now(), saluran="cli")
    try:
        pekerjaan = run_now(
            HITUNG_BULAN,
            judul=f"Menghitung TPP {instansi} {periode}",
            actor=actor,
            masukan={"instansi_id": instansi.pk, "periode": periode},
            kunci=job_key(instansi.pk, periode),
            watch=_show,
        )
    except AlreadyRunning as error:
        raise CommandError(str(error)) from error
    _clear()
    if pekerjaan.status != Pekerjaan.Status.SELESAI:
        sys.stderr.write(f"{instansi}: {pekerjaan.pesan}\n")
        return 1
    hasil = pekerjaan.hasil
    sys.stdout.write(
        f"{instansi} {periode}: {hasil['pegawai']} pegawai terhitung, "
        f"{hasil['tidak_terhitung']} tidak terhitung, {hasil['unit_terkunci']} SKPD terkunci "
        f"dilewati, bruto Rp{hasil['bruto']:,}".replace(",", ".")
        + f"\nhash {hasil['hash']}\n"
    )
    return 0


def _show(context: JobContext) -> None:
    """Progress on one line of a terminal; silent in a pipe."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{context.selesai}/{context.total or '?'} {context.pesan}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
