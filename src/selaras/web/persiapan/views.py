"""The page of a new year: groups of checks; those of people join once the page stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.permissions import actor_of, requires
from selaras.web.persiapan.selectors import governments, house_checks, people_checks

TAHUN_TERBACA = range(2018, 2101)


@requires("persiapan.view")
def show_checks(request: HttpRequest) -> HttpResponse:
    """?tahun= chooses; default: next year from October on, else this one.

    Everybody's histories are looked at by ?hitung=1, which the page asks for itself.
    """
    actor = actor_of(request)
    milik = governments(actor)
    if not milik:
        raise Http404("tidak ada pemerintah daerah dalam wewenang Anda")
    hari = actor.day()
    bawaan = hari.year + (hari.month >= 10)
    teks = request.GET.get("tahun", "")
    tahun = int(teks) if teks.isdecimal() and len(teks) == 4 else bawaan
    tahun = tahun if tahun in TAHUN_TERBACA else bawaan
    kelompok = house_checks(milik[0], tahun)
    if lengkap := request.GET.get("hitung") == "1":
        kelompok += people_checks(actor, milik[0], tahun)
    semua = [b for k in kelompok for b in k.butir]
    konteks = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Persiapan tahun", "")],
        "tahun": tahun,
        "pilihan": [hari.year, hari.year + 1],
        "kelompok": kelompok,
        "lengkap": lengkap,
        "siap": sum(b.siap for b in semua),
        "jumlah": len(semua),
    }
    sebagian = lengkap and getattr(request, "htmx", None)
    templat = "web/persiapan/isi.html" if sebagian else "web/persiapan/tahun.html"
    return render(request, templat, konteks)
