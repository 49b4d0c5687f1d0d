"""One person: who she is, her histories as of a day, and what may be shown only with a trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.audit.services import record_read
from selaras.core.permissions import access, actor_of, requires
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.atasan import superior_of
from selaras.pegawai.selectors.daftar import with_position
from selaras.pegawai.selectors.rinci import histories, masked
from selaras.pegawai.views.daftar import status_words
from selaras.pegawai.views.waktu import day_of


@require_safe
@requires("pegawai.view")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A person as of a day, with the histories behind it."""
    actor, hari = actor_of(request), day_of(request)
    p = access(with_position(Pegawai.objects.all(), hari), pk, actor, "pegawai.view", at=hari)
    berkas = histories(p, actor, hari)
    konteks = {
        "p": p,
        "status_kata": status_words(p),
        "hari": hari,
        "b": berkas,
        "atasan": superior_of(p, hari),
        "nik_tertutup": masked(p.nik) if p.nik else "",
        "jalur": [("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")), (p.nama, "")],
    }
    return render(request, "pegawai/satu.html", konteks)


@require_safe
@requires("pegawai.view_nik")
def show_nik(request: HttpRequest, pk: int) -> HttpResponse:
    """The NIK and contacts in full; the person can see who looked."""
    actor = actor_of(request)
    p = access(Pegawai, pk, actor, "pegawai.view_nik")
    record_read(actor=actor, aksi="pegawai.view_nik", objek=p, person_ids=[p.pk],
                keterangan="NIK dan kontak dibuka")  # fmt: skip
    return render(request, "pegawai/nik.html", {"p": p})
