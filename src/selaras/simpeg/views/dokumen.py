"""The scans of a person's file: what is there, what is missing, a way to add it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import limits_of
from selaras.core.files.services import take_berkas
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.permissions.policy import asked_once
from selaras.pegawai.models import Pegawai
from selaras.simpeg.forms import DokumenForm
from selaras.simpeg.jenis import UMUM
from selaras.simpeg.models import DokumenPegawai
from selaras.simpeg.policies import KEPERLUAN, action_of
from selaras.simpeg.selectors.berkas import completeness
from selaras.simpeg.services.baris import UBAH, Bukti, attach
from selaras.simpeg.views.berkas import frame, may_edit


@requires(UMUM)
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """All scans of the file that the actor may see; officers add to them."""
    actor = actor_of(request)
    p = access(Pegawai, pk, actor, UMUM)
    galat: list[str] = []
    berkas: list[Berkas] = []
    draf = f"simpeg/{p.pk}/dokumen"
    form = DokumenForm(request.POST or None, pegawai=p, hari=actor.day(),
                       initial={"jenis": request.GET.get("jenis", "")})  # fmt: skip
    if request.method == "POST":
        access(Pegawai, pk, actor, UBAH)
        berkas, galat = take_berkas(request, "pindaian", keperluan=KEPERLUAN)
        if not berkas and not galat:
            galat.append("Pilih berkas yang akan disimpan.")
        if form.is_valid() and not galat:
            _keep(actor, p, form.cleaned_data, berkas)
            hapus_draf(actor.user_id, draf, at=actor.at)
            messages.success(request, f"{len(berkas)} dokumen tersimpan.")
            return redirect("simpeg:dokumen", pk=p.pk)
    konteks = {
        **frame(p, actor, "dokumen", "Dokumen"),
        "boleh_ubah": may_edit(p, actor),
        "sendiri": actor.person_id == p.pk,
        "dokumen": _visible(p, actor),
        "lengkap": completeness(p.pk),
        "form": form,
        "draf": draf,
        "terlampir": berkas,
        "batas": limits_of(KEPERLUAN, actor),
        "galat": " ".join(galat),
    }
    return render(request, "simpeg/dokumen.html", konteks, status=422 if form.is_bound else 200)


def _keep(actor: Actor, p: Pegawai, isi: dict[str, Any], berkas: list[Berkas]) -> None:
    for b in berkas:
        bukti = Bukti(isi["jenis"], b, isi["nomor"].strip(), isi["tanggal"])
        attach(actor=actor, pegawai=p, bukti=bukti, at=actor.at)


def _visible(p: Pegawai, actor: Actor) -> list[DokumenPegawai]:
    """Documents whose action the actor has for this person; equal reaches are asked once."""
    boleh = asked_once(actor, p)
    semua = DokumenPegawai.objects.filter(pegawai=p).select_related("berkas")
    return [d for d in semua if boleh(action_of(d))]
