"""What a page of statistics speaks of: which government or unit within reach, as of which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from selaras.core.permissions import Actor, actor_of, rows
from selaras.hukum import NotInForce
from selaras.organisasi.models import AGENCIES, Instansi, UnitKerja
from selaras.pegawai.views.waktu import day_of


@dataclass(frozen=True, slots=True)
class Cakupan:
    """The chosen scope, and what could be chosen. unit None = the whole government."""

    actor: Actor
    instansi: Instansi
    unit: UnitKerja | None
    pada: date
    pilihan: list[tuple[int, str]]
    boleh_semua: bool

    @property
    def nama(self) -> str:
        return self.unit.nama if self.unit else self.instansi.nama


class BelumAdaUnit(Http404):
    """Nothing to count: the government has no unit on that day."""


def with_law(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A day on which the law that a count needs was not yet written is said, not a fault."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotInForce as galat:
            konteks = {"pesan": str(galat), "pada": day_of(request), "alamat": request.path,
                       "jalur": [("Beranda", "/"), ("Statistik pegawai", "/statistik/"),
                                 ("Belum ada aturannya", "")]}  # fmt: skip
            return render(request, "simpeg/statistik/tanpa_hukum.html", konteks)
        except BelumAdaUnit:
            konteks = {"jalur": [("Beranda", "/"), ("Statistik pegawai", "")]}
            return render(request, "simpeg/statistik/tanpa_unit.html", konteks)

    return inner


def scope(request: HttpRequest, aksi: str) -> Cakupan:
    """?unit= within the reach of the action, ?pada= any day; outside it is 404."""
    actor, pada = actor_of(request), day_of(request)
    semua: Any = rows(actor, aksi, UnitKerja.objects.all())
    skpd = list(semua.filter(AGENCIES).pada(pada).order_by("kode"))
    penuh = actor.reach(aksi)
    diminta = request.GET.get("unit", "")
    unit: UnitKerja | None = None
    if diminta.isdecimal():
        unit = semua.filter(pk=int(diminta)).first()
    if diminta and unit is None:
        raise Http404("unit di luar jangkauan")
    pertama = unit or (skpd[0] if skpd else semua.order_by("path").first())
    if pertama is None and penuh.instansi:
        raise BelumAdaUnit
    if pertama is None:
        raise Http404("tidak ada unit dalam jangkauan")
    boleh_semua = penuh.everywhere or pertama.instansi_id in penuh.instansi
    if unit is None and not boleh_semua:
        unit = pertama
    instansi = Instansi.objects.get(pk=pertama.instansi_id)
    return Cakupan(actor, instansi, unit, pada, [(u.pk, u.nama) for u in skpd], boleh_semua)
