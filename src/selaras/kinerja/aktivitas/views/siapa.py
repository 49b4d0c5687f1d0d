"""Whose day a page is about: one's own, or with ?untuk= somebody's whom an officer enters for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date

from selaras.core.bilangan import whole_number
from selaras.core.permissions import Actor, access, actor_of
from selaras.hukum import NotInForce
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors import KalenderKosong

TERAWAL = date(2010, 1, 1)
View = Callable[[HttpRequest], HttpResponseBase]


def calendar_needed(view: View) -> View:
    """Where a year's calendar or a rule is missing the page says so instead of failing."""

    @wraps(view)
    def told(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except (KalenderKosong, NotInForce) as error:
            return render(request, "aktivitas/galat.html", {"kata": str(error)})

    return told


@dataclass(frozen=True, slots=True)
class Subjek:
    """The person of the page and who is looking."""

    actor: Actor
    pegawai: Pegawai
    untuk: bool  # an officer for somebody else

    def url(self, tanggal: date | None = None, nama: str = "aktivitas:hari") -> str:
        """The page of a day of hers."""
        isi: dict[str, str] = {}
        if tanggal is not None:
            isi["tanggal"] = tanggal.isoformat()
        if self.untuk:
            isi["untuk"] = str(self.pegawai.pk)
        return reverse(nama) + (f"?{urlencode(isi)}" if isi else "")


def subject_of(request: HttpRequest) -> Subjek:
    """The person whom the request is about, within reach."""
    actor = actor_of(request)
    orang = Pegawai.objects.select_related("instansi")
    untuk = request.POST.get("untuk") or request.GET.get("untuk") or ""
    if untuk and untuk != str(actor.person_id):
        if (pk := whole_number(untuk)) is None:
            raise Http404("Pegawai tidak ditemukan")
        return Subjek(actor, access(orang, pk, actor, "aktivitas.record"), untuk=True)
    if actor.person_id is None:
        raise PermissionDenied("Akun ini tidak terhubung dengan pegawai.")
    return Subjek(actor, orang.get(pk=actor.person_id), untuk=False)


def day_asked(request: HttpRequest, actor: Actor) -> date:
    """The day in the address, else today."""
    diminta = request.POST.get("tanggal") or request.GET.get("tanggal") or ""
    try:
        tanggal = parse_date(diminta)
    except ValueError:
        tanggal = None
    hari_ini = actor.day()
    if tanggal is None or tanggal < TERAWAL or tanggal.year > hari_ini.year + 1:
        return hari_ini
    return tanggal
