"""The nominative list, saved filters, and the list as a file made in the background."""

from urllib.parse import parse_qs

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import actor_of, requires
from selaras.pegawai.views.waktu import day_of
from selaras.simpeg.ekspor import FORMAT
from selaras.simpeg.jenis import UMUM
from selaras.simpeg.models import SaringanTersimpan
from selaras.simpeg.nominatif import EKSPOR, build
from selaras.simpeg.selectors.nominatif import attach_facts
from selaras.simpeg.services.saringan import (
    SaringanDitolak,
    clean_query,
    delete_filter,
    save_filter,
)

UNDUH = "pegawai.export"


@require_safe
@requires(UMUM)
def list_people(request: HttpRequest) -> HttpResponseBase:
    """Everybody within reach, narrowed by anything."""
    actor = actor_of(request)
    daftar = build(request, actor)
    attach_facts(daftar.halaman.object_list, day_of(request))
    tersimpan = SaringanTersimpan.objects.filter(user_id=actor.user_id or 0)
    return daftar.respond(
        "simpeg/nominatif.html", judul="Daftar nominatif",
        jalur=[("Beranda", "/"), ("Daftar nominatif", "")], tersimpan=tersimpan,
        kueri=clean_query(request.GET.urlencode()), format=FORMAT.items(),
        boleh_unduh=bool(actor.reach(UNDUH)),
    )  # fmt: skip


@require_POST
@requires(UMUM)
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Name the present filter."""
    kueri = clean_query(request.POST.get("kueri", ""))
    try:
        saringan = save_filter(
            actor=actor_of(request), nama=request.POST.get("nama", ""), kueri=kueri
        )
    except SaringanDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Saringan “{saringan.nama}” tersimpan.")
    return redirect(f"{reverse('simpeg:nominatif')}?{kueri}")


@require_POST
@requires(UMUM)
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one's own filter away."""
    if not delete_filter(actor=actor_of(request), pk=pk):
        raise Http404("saringan ini tidak ada")
    messages.success(request, "Saringan dihapus.")
    return redirect("simpeg:nominatif")


@require_POST
@requires(UNDUH)
def export(request: HttpRequest) -> HttpResponse:
    """Start making the file; the job's page shows how far it is and has the file."""
    actor = actor_of(request)
    format = request.POST.get("format", "")
    if format not in FORMAT:
        raise Http404("bentuk berkas ini tidak ada")
    kueri = clean_query(request.POST.get("kueri", ""))
    if "pada" not in parse_qs(kueri):  # the day of asking, not that of the work
        kueri = clean_query(f"{kueri}&pada={actor.day().isoformat()}")
    try:
        pekerjaan = start(
            EKSPOR, judul=f"Daftar nominatif ({FORMAT[format]})", actor=actor,
            masukan={"kueri": kueri, "format": format, "tampak": "tampak" in request.POST},
            kunci=f"{EKSPOR}:{actor.user_id}",
        )  # fmt: skip
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
        messages.info(request, "Berkas sebelumnya masih disusun; tunggu sampai selesai.")
    return redirect(pekerjaan)
