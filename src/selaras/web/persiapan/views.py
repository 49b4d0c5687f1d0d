"""The page of a new year: groups of checks, what is missing first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.permissions import actor_of, requires
from selaras.web.persiapan.selectors import governments, year_checks

TAHUN_TERBACA = range(2018, 2101)


@requires("persiapan.view")
def show_checks(request: HttpRequest) -> HttpResponse:
    """?tahun= chooses; default: next year from October on, else this one."""
    actor = actor_of(request)
    milik = governments(actor)
    if not milik:
        raise Http404("tidak ada pemerintah daerah dalam wewenang Anda")
    bawaan = actor.at.year + (actor.at.month >= 10)
    teks = request.GET.get("tahun", "")
    tahun = int(teks) if teks.isdecimal() and len(teks) == 4 else bawaan
    tahun = tahun if tahun in TAHUN_TERBACA else bawaan
    kelompok = year_checks(actor, milik[0], tahun)
    semua = [b for k in kelompok for b in k.butir]
    konteks = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Persiapan tahun", "")],
        "tahun": tahun,
        "pilihan": [actor.at.year, actor.at.year + 1],
        "kelompok": kelompok,
        "siap": sum(b.siap for b in semua),
        "jumlah": len(semua),
    }
    return render(request, "web/persiapan/tahun.html", konteks)
