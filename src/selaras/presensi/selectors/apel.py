"""Missed roll calls of a person, as they were known at an instant."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from selaras.aturan.jadwal import Rentang
from selaras.presensi.models import TidakApel


def missed_apel(pegawai_id: int, rentang: Rentang, *, at: datetime) -> Sequence[TidakApel]:
    """Those of the span that stood at `at`, in order: a run before a correction saw the older."""
    masih = Q(dibatalkan_pada=None) | Q(dibatalkan_pada__gt=at)
    return list(
        TidakApel.objects.filter(
            masih, pegawai_id=pegawai_id, dicatat_pada__lte=at,
            tanggal__range=(rentang.awal, rentang.akhir),
        ).order_by("tanggal")
    )  # fmt: skip
