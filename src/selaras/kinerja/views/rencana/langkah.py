"""A step on the sheet of a plan, the year's or a month's: a decision, or the writer's own step.

Which plan it is, how its sheet is read and kept and who decides what stay with its own page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from selaras.core.drafts.services import hapus_draf
from selaras.core.permissions import Actor, actor_of
from selaras.core.workflow.engine import Langkah
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.forms.skp import KeputusanForm
from selaras.kinerja.selectors.pejabat import assessor_of
from selaras.kinerja.services.lembar import Kiriman, LembarBerubah, LembarTertutup
from selaras.kinerja.views.rencana import dasar


@dataclass(frozen=True, slots=True)
class Lembar:
    """A plan and what its page does with it. `draf`: what keys the words of a decision."""

    dokumen: Any
    url: str
    draf: str
    read: Callable[[], Kiriman]
    save: Callable[[Kiriman], object]
    decide: Callable[..., Langkah]


def take_step(request: HttpRequest, lembar: Lembar) -> HttpResponse:
    """The writer's own steps keep the sheet first, whatever follows; a decision does not."""
    milik = actor_of(request).person_id == lembar.dokumen.pegawai_id
    if milik and "layar" in request.POST:
        return _own_step(request, lembar)
    return _decision(request, lembar, milik=milik)


def _decision(request: HttpRequest, lembar: Lembar, *, milik: bool) -> HttpResponse:
    actor, form = actor_of(request), KeputusanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Keputusan itu tidak terbaca. Muat ulang, lalu putuskan lagi.")
        return redirect(lembar.url)
    langkah, versi = form.cleaned_data["tindakan"], form.cleaned_data["versi_alur"]
    if milik and langkah not in {s.name for s in dasar.steps_for(lembar.dokumen, actor)}:
        raise PermissionDenied("Anda tidak dapat memutus usulan sendiri.")
    putus = partial(lembar.decide, per_baris={} if milik else form.per_baris, versi=versi)
    if hasil := _take(request, putus, langkah, form.cleaned_data["alasan"]):
        hapus_draf(actor.user_id, f"{lembar.draf}-{lembar.dokumen.pk}-{versi}", at=actor.at)
        messages.success(request, hasil.pesan)
    return redirect(lembar.url)


def _own_step(request: HttpRequest, lembar: Lembar) -> HttpResponse:
    kiriman = lembar.read()
    if not _keep(request, lembar, kiriman):
        return redirect(lembar.url)
    for g in kiriman.galat:
        messages.error(request, f"{g.kolom}: {g.pesan}")
    if tambah := request.POST.get("tambah", ""):
        return redirect(f"{lembar.url}?tambah={quote(tambah)}#isi-rencana")
    langkah = request.POST.get("tindakan", "")
    if kiriman.galat:
        return redirect(lembar.url)
    if not langkah:
        messages.success(request, "Rencana tersimpan sebagai draf.")
        return redirect(lembar.url)
    lembar.dokumen.refresh_from_db()
    hasil = _take(request, lembar.decide, langkah, request.POST.get("alasan", ""))
    if hasil is None:
        return redirect(f"{lembar.url}?periksa=1#temuan")
    sent = langkah == "submit"
    messages.success(request, _to_whom(lembar, actor_of(request)) if sent else hasil.pesan)
    return redirect(lembar.url)


def _keep(request: HttpRequest, lembar: Lembar, kiriman: Kiriman) -> bool:
    """Whether what was typed is kept; else the reader is told why not."""
    try:
        lembar.save(kiriman)
    except LembarTertutup as error:
        messages.error(request, str(error))
        return False
    except LembarBerubah:
        messages.error(
            request,
            "Rencana ini diubah dari layar lain, jadi belum diajukan. Yang terakhir tersimpan ada "
            "di bawah ini.",
        )
        return False
    return True


def _take(
    request: HttpRequest, putus: Callable[..., Langkah], langkah: str, alasan: str
) -> Langkah | None:
    """What the engine did; None = it refused, and the reader has its reason."""
    try:
        return putus(actor=actor_of(request), langkah=langkah, alasan=alasan)
    except LookupError as error:
        raise Http404("Langkah itu tidak ada.") from error
    except LangkahDitolak as error:
        dasar.tell_refusal(request, error)
        return None


def _to_whom(lembar: Lembar, actor: Actor) -> str:
    penilai = assessor_of(lembar.dokumen.pegawai, dasar.today(actor))
    if penilai.pegawai:
        return f"Diajukan kepada {penilai.pegawai.nama_lengkap.rstrip('.')}."
    return f"Diajukan. {penilai.kata}"
