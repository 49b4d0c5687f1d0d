"""Data of a benchmark: the sample regency, enlarged, in a database of its own."""

import sys
import time
from typing import Any

from django.core.management import call_command
from django.db import connection

_HASIL = ("tpp_instrumenpenilaian", "tpp_hitunganunit", "tpp_tidakterhitung", "tpp_hitunganbulan",
          "presensi_lembarpresensi", "periode_periodeunit")  # fmt: skip


def prepare(pegawai: int, periode: int) -> tuple[Any, int]:
    """The government and the number of taps of the month; loads what is missing."""
    from selaras.contoh.services import build
    from selaras.organisasi.models import Instansi

    mulai = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    build("sebulan", pegawai=pegawai)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        cursor.execute(f"select count(*) from presensi_ketukan_{int(periode)}")  # noqa: S608
        ketukan = cursor.fetchone()[0]
    sys.stderr.write(f"data siap dalam {time.perf_counter() - mulai:.0f} s\n")
    return Instansi.objects.get(), ketukan


def clear_results() -> None:
    """As before the first run."""
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(_HASIL)} restart identity cascade")
