"""The page of search; what is found and how is told by web.pencarian."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from selaras.core.permissions import actor_of, requires
from selaras.web.pencarian import TERPENDEK, find

# What asks for less than the page: the list on it, the box at the head of every page.
BAGIAN = {"hasil-cari": "web/cari_hasil.html", "cari-usul": "web/cari_usul.html"}


@requires("beranda.view")
def search(request: HttpRequest) -> HttpResponse:
    """Everything within reach that holds the words; for htmx the results alone."""
    kata = " ".join(request.GET.get("q", "").split())[:100]
    hasil = find(actor_of(request), kata)
    konteks = {
        "cari_kata": kata,
        "hasil": hasil,
        "jumlah": sum(len(k.isi) for k in hasil),
        "terlalu_pendek": 0 < len(kata) < TERPENDEK,
    }
    htmx = getattr(request, "htmx", None)
    templat = BAGIAN.get(htmx.target if htmx else "", "web/cari.html")
    response = render(request, templat, konteks)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
