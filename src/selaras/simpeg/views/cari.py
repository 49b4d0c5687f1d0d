"""The search box that answers while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.core.permissions import actor_of, requires
from selaras.simpeg.jenis import UMUM
from selaras.simpeg.selectors.cari import find


@require_safe
@requires(UMUM)
def search(request: HttpRequest) -> HttpResponse:
    """A page with the box; only the answers for htmx."""
    actor, q = actor_of(request), request.GET.get("q", "").strip()[:100]
    temuan = find(actor, q, actor.day()) if q else None
    htmx = getattr(request, "htmx", None)
    templat = "simpeg/cari_isi.html" if htmx else "simpeg/cari.html"
    jalur = [("Beranda", "/"), ("Cari pegawai", "")]
    return render(request, templat, {"q": q, "temuan": temuan, "jalur": jalur})
