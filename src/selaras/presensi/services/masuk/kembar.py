"""Marks taps at one very point on one day by several people: all of them, not the last alone.

Only a sign is added, for people to look at. What has counted goes on counting.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F

from selaras.aturan.lokasi import Tanda, Titik
from selaras.presensi.models import BuktiKetukan


def mark_companions(titik: Iterable[tuple[Titik, date]], zona: ZoneInfo) -> int:
    """Give every tap at these points on these local days the sign; how many did not have it."""
    baru = 0
    for satu, hari in set(titik):
        awal = datetime.combine(hari, time(), zona).astimezone(UTC)
        baru += (
            BuktiKetukan.objects.filter(
                lintang_e6=satu.lintang_e6, bujur_e6=satu.bujur_e6, waktu__gte=awal,
                waktu__lt=awal + timedelta(days=1),
            )
            .annotate(bit=F("tanda").bitand(int(Tanda.DUPLIKAT_KOORDINAT)))
            .filter(bit=0)
            .update(tanda=F("tanda").bitor(int(Tanda.DUPLIKAT_KOORDINAT)))
        )  # fmt: skip
    return baru
