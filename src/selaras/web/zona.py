"""Tells each page in which zone its reader's clock runs: her government's."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse

from selaras.core.halaman.format import ZONA_BAWAAN, zona_pembaca
from selaras.core.permissions import actor_of
from selaras.organisasi.models import Instansi


def zone_of(request: HttpRequest) -> str:
    """The zone of the reader's government; of the only one for who belongs to none."""
    actor = actor_of(request)
    if actor.zona_instansi:
        return actor.zona_instansi
    ids = [i for i in (actor.instansi_id, *(w.instansi_id for w in actor.wewenang)) if i]
    milik = Instansi.objects.order_by("pk")
    if ids:
        milik = milik.filter(pk=ids[0])
    return milik.values_list("zona", flat=True).first() or ZONA_BAWAAN


class ZoneMiddleware:
    """Stands after the actor's; asks the database only on pages that show such a moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with zona_pembaca(cache(lambda: zone_of(request))):
            return self.get_response(request)
