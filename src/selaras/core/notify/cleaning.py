"""Removes notices that everybody has long forgotten, a portion at a time."""

from datetime import datetime, timedelta

from django.db import transaction

from selaras.core.notify.models import Kiriman, Pemberitahuan
from selaras.core.notify.settings import keep_days

SEKALI = 5_000
TAK_DIBACA_KALI = 2  # one that was never read is kept twice as long


def remove_old(*, at: datetime) -> int:
    """Remove notices read and older than SELARAS_PEMBERITAHUAN_HARI, unread ones twice as old.

    Those with a delivery on its way stay. 0 days = everything is kept. How many went.
    """
    hari = keep_days()
    if hari <= 0:
        return 0
    batas = at - timedelta(days=hari)
    jumlah = 0
    for lama in (
        Pemberitahuan.objects.filter(dibuat_pada__lt=batas, dibaca_pada__isnull=False),
        Pemberitahuan.objects.filter(dibuat_pada__lt=at - timedelta(days=hari * TAK_DIBACA_KALI)),
    ):
        siap = lama.exclude(kiriman__status=Kiriman.Status.ANTRE).order_by("pk")
        while ids := list(siap.values_list("pk", flat=True)[:SEKALI]):
            with transaction.atomic():
                Kiriman.objects.filter(pemberitahuan_id__in=ids).delete()
                jumlah += Pemberitahuan.objects.filter(pk__in=ids).delete()[0]
    return jumlah
