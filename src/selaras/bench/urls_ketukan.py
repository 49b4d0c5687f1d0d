"""The site's addresses and two pages beside them: what a plain authenticated page costs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from selaras.core.permissions import access, actor_of, requires
from selaras.pegawai.models import Pegawai


@requires("pegawai.view")
def one_row(request: HttpRequest) -> HttpResponse:
    """One row by policy and ORM into a template: the measure that a tap is compared with."""
    return render(request, "bench/satu_baris.html", {"p": _own(request)})


@requires("pegawai.view")
def framed_row(request: HttpRequest) -> HttpResponse:
    """The same inside the frame that every page has."""
    return render(request, "bench/berkerangka.html", {"p": _own(request)})


def _own(request: HttpRequest) -> Pegawai:
    actor = actor_of(request)
    return access(Pegawai, actor.person_id or 0, actor, "pegawai.view")


urlpatterns = [
    path("ukur/satu/", one_row),
    path("ukur/berkerangka/", framed_row),
    path("", include("selaras.urls")),
]
