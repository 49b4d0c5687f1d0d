"""Objections: handing one in, the list, the answer by the assessor's superior."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.purposes import limits_of
from selaras.core.files.services import simpan_berkas
from selaras.core.permissions import actor_of, requires, rows
from selaras.core.workflow.engine import apply, available
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.inbox import access_to_decide, inbox
from selaras.kinerja.forms.penilaian import KeberatanForm, PutusanForm
from selaras.kinerja.models import Keberatan, Penilaian
from selaras.kinerja.policies import KEPERLUAN_KEBERATAN
from selaras.kinerja.services.keberatan import (
    KeberatanDitolak,
    Putusan,
    accept,
    objection_until,
    reject,
    submit_objection,
    why_no_objection,
)


@requires("kinerja.object")
def objections(request: HttpRequest) -> HttpResponse:
    """One's own objections and those that wait for one's answer."""
    actor = actor_of(request)
    menunggu = inbox(actor).filter(alur="keberatan").order_by()
    qs = Keberatan.objects.select_related("penilaian", "pegawai").order_by("-pk")
    return render(
        request,
        "kinerja/penilaian/keberatan_daftar.html",
        {
            "sendiri": qs.filter(pegawai_id=actor.person_id or 0)[:50],
            "untuk_saya": qs.filter(pk__in=menunggu.values("objek_id"))[:100],
            "jalur": [("Beranda", reverse("web:beranda")), ("Keberatan penilaian", "")],
        },
    )


@requires("kinerja.object")
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, as long as the term runs."""
    actor = actor_of(request)
    qs = Penilaian.objects.filter(pegawai_id=actor.person_id or 0).select_related("pegawai")
    penilaian = qs.filter(pk=pk, selesai_pada__isnull=False).first()
    if penilaian is None:
        raise Http404("Penilaian itu bukan penilaian Anda.")
    form = KeberatanForm(request.POST or None, initial={"kunci": uuid4()})
    galat_berkas = ""
    if request.method == "POST" and form.is_valid():
        try:
            berkas = None
            if upload := request.FILES.get("berkas"):
                berkas = simpan_berkas(actor, upload, keperluan=KEPERLUAN_KEBERATAN)
            keberatan = submit_objection(
                actor=actor, penilaian=penilaian, berkas=berkas, **form.cleaned_data
            )
        except BerkasDitolak as error:
            galat_berkas = str(error)
        except (KeberatanDitolak, LangkahDitolak) as error:
            form.add_error(None, str(error))
        else:
            hapus_draf(actor.user_id, f"keberatan-{pk}", at=actor.at)
            messages.success(request, "Keberatan diajukan kepada atasan penilai Anda.")
            return redirect("kinerja:keberatan_satu", keberatan.pk)
    return render(
        request,
        "kinerja/penilaian/keberatan_ajukan.html",
        {
            "penilaian": penilaian,
            "form": form,
            "sebab": why_no_objection(penilaian, actor),
            "batas": objection_until(penilaian),
            "galat_berkas": galat_berkas,
            "batas_berkas": limits_of(KEPERLUAN_KEBERATAN, actor),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Kinerja saya", reverse("kinerja:saya")),
                ("Keberatan", ""),
            ],
        },
        status=422 if form.errors or galat_berkas else 200,
    )


@requires("kinerja.view")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection with its assessment; the assessor's superior answers here."""
    actor = actor_of(request)
    keberatan = _visible(request, pk)
    langkah = {s.name for s in available(keberatan, actor)}
    penilaian = keberatan.penilaian
    return render(
        request,
        "kinerja/penilaian/keberatan.html",
        {
            "keberatan": keberatan,
            "penilaian": penilaian,
            "boleh_putus": "reject" in langkah,
            "boleh_cabut": "withdraw" in langkah,
            "form": PutusanForm(initial={"hasil": penilaian.hasil, "perilaku": penilaian.perilaku}),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Keberatan penilaian", reverse("kinerja:keberatan")),
                (keberatan.pegawai.nama, ""),
            ],
        },
    )


@require_POST
@requires("kinerja.view")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept with other ratings, refuse, or (its writer) take back."""
    actor = actor_of(request)
    keberatan = _visible(request, pk)
    tindakan = request.POST.get("tindakan", "")
    form = PutusanForm(request.POST)
    try:
        if tindakan == "cabut":
            apply(keberatan, "withdraw", actor=actor)
        elif tindakan == "tolak":
            reject(actor=actor, keberatan=keberatan, alasan=request.POST.get("alasan", ""))
        elif tindakan == "terima" and form.is_valid():
            accept(actor=actor, keberatan=keberatan, putusan=Putusan(**form.cleaned_data))
        else:
            raise KeberatanDitolak("Pilih rating baru dan tulis pertimbangannya.")
    except (KeberatanDitolak, LangkahDitolak) as error:
        messages.error(request, str(error))
    else:
        keberatan.refresh_from_db()
        messages.success(request, f"Keberatan {keberatan.status}.")
    return redirect("kinerja:keberatan_satu", pk)


def _visible(request: HttpRequest, pk: int) -> Keberatan:
    """One's own, one that waits for one (also by mandate), or one within reach."""
    actor = actor_of(request)
    qs = Keberatan.objects.select_related("penilaian__pegawai", "penilaian__penilai", "pegawai",
                                          "berkas")  # fmt: skip
    milik = qs.filter(pk=pk).filter(
        Q(pegawai_id=actor.person_id or 0) | Q(penilaian__penilai_id=actor.person_id or 0)
        | Q(diputus_oleh_id=actor.user_id)
        | Q(pk__in=rows(actor, "kinerja.decide", Keberatan.objects.all()).values("pk"))
    ).first()  # fmt: skip
    return milik or access_to_decide(qs, pk, actor, "kinerja.view")
