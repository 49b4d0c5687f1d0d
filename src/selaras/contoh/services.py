"""Loads the sample regency into an empty database, once; finds it there the next time.

Rows go in by COPY in one transaction. What a month comes to is tpp's to compute (bulan.py).
"""

from collections.abc import Callable, Iterator

import polars as pl
from django.core.management.base import CommandError
from django.db import connection, transaction

from selaras.contoh import bingkai_orang, bingkai_presensi
from selaras.contoh.muat import muat_tabel
from selaras.contoh.rakit import rakit
from selaras.organisasi.models import Instansi

KODE = "CTH"
_KUNCI = 7_102_025  # advisory lock: two starts at once load once


def is_loaded() -> bool:
    """Whether this database holds the sample regency."""
    return Instansi.objects.filter(kode=KODE).exists()


def tabel(skala: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table of the regency with its rows, in an order that foreign keys allow."""
    d = rakit(skala)
    for nama, bingkai in (bingkai_orang.TABEL | bingkai_presensi.TABEL).items():
        yield nama, bingkai(d)


def build(skala: str = "penuh", progress: Callable[[str], None] = lambda _: None) -> int:
    """Load the regency ("penuh" or "kecil") unless it is there; how many rows went in."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI])
        if is_loaded():
            return 0
        if Instansi.objects.exists():
            raise CommandError(
                "Basis data ini sudah berisi pemerintah daerah lain. Kabupaten contoh hanya dimuat "
                "ke basis data kosong; pakai SELARAS_DATA atau DATABASE_URL lain untuk mencoba."
            )
        return muat_tabel(tabel(skala), progress)
