"""Feedback pages: what was said of one, what one said, what was asked of one as a team's leader."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.drafts.services import hapus_draf
from selaras.core.halaman.formulir import form_page
from selaras.core.permissions import Actor, actor_of, requires
from selaras.core.permissions.registry import persons
from selaras.kinerja.forms.penilaian import MasukanForm, MintaMasukanForm, UmpanForm
from selaras.kinerja.models import MasukanKetuaTim, UmpanBalik
from selaras.kinerja.selectors.penilai import may_assess, period_word, rules_of
from selaras.kinerja.selectors.riwayat import asked_of, rules_today, words_about, words_given
from selaras.kinerja.services.umpan import (
    UmpanDitolak,
    answer_as_leader,
    ask_team_leader,
    give_feedback,
    moderate,
)
from selaras.pegawai.models import Pegawai

REKAN = 300  # offered while one types; anybody else is named by NIP


@requires("kinerja.feedback")
def feedback(request: HttpRequest) -> HttpResponse:
    """One's own page: received, given, and a form to give."""
    actor = actor_of(request)
    form = UmpanForm(request.POST or None, orang=_colleagues(actor), initial={"kunci": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            umpan = give_feedback(actor=actor, **form.cleaned_data)
        except UmpanDitolak as error:
            form.add_error(None, str(error))
        else:
            hapus_draf(actor.user_id, "umpan-balik", at=actor.at)
            tunda = "" if umpan.terbit_pada else " Atasannya membacanya dahulu."
            messages.success(request, f"Umpan balik untuk {umpan.tentang.nama} tersimpan.{tunda}")
            return redirect("kinerja:umpan")
    aturan = rules_today(actor)
    return render(
        request,
        "kinerja/penilaian/umpan.html",
        {
            "form": form,
            "rekan": persons().colleagues(actor.person_id or 0, actor.day(), limit=REKAN),
            "diterima": words_about(actor.person_id or 0, actor, aturan),
            "diberi": words_given(actor.person_id or 0)[:50],
            "cara_nama": aturan.pilihan("kinerja.umpan_balik_nama"),
            "tertunda": aturan.pilihan("kinerja.umpan_balik_moderasi") != "langsung",
            "jalur": [("Beranda", reverse("web:beranda")), ("Umpan balik", "")],
        },
        status=422 if form.errors else 200,
    )


@requires("kinerja.view")
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said of somebody, for her assessor: read, let through, hide."""
    actor = actor_of(request)
    pegawai = _led(actor, pk)
    return render(
        request,
        "kinerja/penilaian/umpan_tentang.html",
        {
            "pegawai": pegawai,
            "kata_list": words_about(pk, actor, rules_today(actor)),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Penilaian tim", reverse("kinerja:penilaian")),
                (f"Umpan balik {pegawai.nama}", ""),
            ],
        },
    )


@require_POST
@requires("kinerja.view")
def moderate_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide with a reason, or let through."""
    actor = actor_of(request)
    umpan = get_object_or_404(UmpanBalik.objects.select_related("tentang"), pk=pk)
    _led(actor, umpan.tentang_id)
    sembunyi = request.POST.get("tindakan") == "sembunyikan"
    alasan = request.POST.get("alasan", "") if sembunyi else ""
    if sembunyi and not alasan.strip():
        messages.error(request, "Tulis alasannya menyembunyikan.")
    else:
        moderate(actor=actor, umpan=umpan, alasan=alasan)
        messages.success(request, "Disembunyikan." if sembunyi else "Sekarang terlihat.")
    return redirect("kinerja:umpan_tentang", umpan.tentang_id)


@requires("kinerja.feedback")
def asked(request: HttpRequest) -> HttpResponse:
    """What teams' leaders were asked: one's own list."""
    actor = actor_of(request)
    rows = list(asked_of(actor.person_id or 0)[:100])
    return render(
        request,
        "kinerja/penilaian/masukan.html",
        {
            "terbuka": [m for m in rows if m.diisi_pada is None],
            "terjawab": [m for m in rows if m.diisi_pada is not None],
            "jalur": [("Beranda", reverse("web:beranda")), ("Masukan ketua tim", "")],
        },
    )


@requires("kinerja.feedback")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader's answer."""
    actor = actor_of(request)
    masukan = get_object_or_404(
        MasukanKetuaTim.objects.select_related("pegawai"), pk=pk, ketua_id=actor.person_id
    )
    awal = {"isi": masukan.isi, "rating": masukan.rating or ""}
    form = MasukanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            answer_as_leader(actor=actor, masukan=masukan, **form.cleaned_data)
        except UmpanDitolak as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Masukan tentang {masukan.pegawai.nama} tersimpan.")
            return redirect("kinerja:masukan")
    return form_page(
        request,
        {
            "judul": f"Masukan tentang {masukan.pegawai.nama}",
            "ringkas": f"Tim {masukan.tim}, {period_word(masukan.periode)}. Masukan Anda dibaca "
            "penilainya sebagai bahan pertimbangan.",
            "form": form,
            "batal": reverse("kinerja:masukan"),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Masukan ketua tim", reverse("kinerja:masukan")),
                (masukan.pegawai.nama, ""),
            ],
        },
    )


@requires("kinerja.feedback")
def ask(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """Ask a team's leader for input on a person."""
    actor = actor_of(request)
    pegawai = get_object_or_404(Pegawai, pk=pk)
    if pk != actor.person_id and not _may(actor, pegawai, periode):
        raise Http404("Masukan diminta oleh pegawainya atau penilainya.")
    form = MintaMasukanForm(request.POST or None, orang=_colleagues(actor))
    if request.method == "POST" and form.is_valid():
        try:
            ask_team_leader(actor=actor, pegawai=pegawai, periode=periode, **form.cleaned_data)
        except UmpanDitolak as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{form.cleaned_data['ketua'].nama} diminta memberi masukan.")
            if pk == actor.person_id:
                return redirect("kinerja:saya")
            return redirect("kinerja:nilai", periode, pk)
    return form_page(
        request,
        {
            "judul": f"Minta masukan ketua tim tentang {pegawai.nama}",
            "ringkas": f"{period_word(periode)}. Untuk yang juga bekerja dalam tim di unit lain.",
            "form": form,
            "tombol": "Minta masukan",
            "jalur": [("Beranda", reverse("web:beranda")), ("Minta masukan ketua tim", "")],
        },
    )


def _colleagues(actor: Actor) -> QuerySet[Pegawai]:
    return Pegawai.objects.filter(instansi_id=actor.instansi_id or 0).exclude(
        pk=actor.person_id or 0
    )


def _led(actor: Actor, pk: int) -> Pegawai:
    pegawai = get_object_or_404(Pegawai, pk=pk)
    if not _may(actor, pegawai, actor.month()):
        raise Http404("Umpan balik dibaca oleh atasan orang itu.")
    return pegawai


def _may(actor: Actor, pegawai: Pegawai, periode: int) -> bool:
    if not 1 <= periode % 100 <= 12 or not 2000 <= periode // 100 <= 2200:
        raise Http404("Bulan itu tidak ada.")
    return (
        may_assess(actor, pegawai.pk, periode, rules_of(periode, pegawai.instansi_id)) is not None
    )
