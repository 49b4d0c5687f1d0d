"""Reads about machines: the list, and PINs that nobody has yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from selaras.core.permissions import Actor, rows
from selaras.presensi.models import Ketukan, Mesin, Situs

PIN_TERBANYAK = 500
MASA_AKHIR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class PinTakDikenal:
    """A PIN with taps but without a person."""

    situs: Situs
    pin: str
    jumlah: int
    dari: datetime
    sampai: datetime


def list_mesin(actor: Actor) -> QuerySet[Mesin]:
    """Machines within reach."""
    return rows(actor, "mesin.view", Mesin.objects.all()).select_related("situs__unit")


def recent_taps(mesin: Mesin, *, sampai: datetime) -> Mapping[str, Any]:
    """How many taps the machine gave in the last 31 days (`jumlah`), and the last (`terakhir`)."""
    qs = Ketukan.objects.filter(mesin=mesin, waktu__lte=sampai, waktu__gt=sampai - MASA_AKHIR)
    return qs.aggregate(jumlah=Count("waktu"), terakhir=Max("waktu"))


def unknown_pins(actor: Actor, cari: str = "") -> list[PinTakDikenal]:
    """PINs with taps kept aside, most taps first; at most PIN_TERBANYAK."""
    situs = {s.pk: s for s in rows(actor, "mesin.view", Situs.objects.all())}
    qs = Ketukan.objects.filter(pegawai__isnull=True, situs_id__in=list(situs))
    if cari:
        qs = qs.filter(pin__startswith=cari)
    hitung = (
        qs.values("situs_id", "pin")
        .annotate(jumlah=Count("waktu"), dari=Min("waktu"), sampai=Max("waktu"))
        .order_by("-jumlah", "pin")[:PIN_TERBANYAK]
    )
    return [
        PinTakDikenal(situs[b["situs_id"]], b["pin"], b["jumlah"], b["dari"], b["sampai"])
        for b in hitung
    ]
