"""One run per government at a time: a lock that the database drops when its holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from selaras.tpp.models import HitunganBulan

_KELAS = 0x545050  # first half of the advisory lock; the second is the government's id


class SedangDihitung(Exception):
    """Somebody else's run is going on; the message says whose."""


@contextmanager
def run_lock(instansi_id: int, periode: int) -> Iterator[None]:
    """Hold the government's run, or refuse with a clear message."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [_KELAS, instansi_id % 2**31])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise SedangDihitung(_siapa(instansi_id, periode))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s, %s)", [_KELAS, instansi_id % 2**31])


def _siapa(instansi_id: int, periode: int) -> str:
    berjalan = (
        HitunganBulan.objects.filter(instansi_id=instansi_id, status=HitunganBulan.Status.BERJALAN)
        .select_related("oleh")
        .first()
    )
    bulan = berjalan.periode if berjalan else periode
    oleh = f", diminta {berjalan.oleh}" if berjalan and berjalan.oleh else ""
    return f"Bulan {bulan} sedang dihitung{oleh}. Tunggu sampai selesai, lalu coba lagi."
