"""Pages of the yearly (and quarterly) judgement: the team's list, one person as a whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from selaras.core.halaman.format import angka, tanggal
from selaras.core.permissions import Actor, actor_of, requires
from selaras.kinerja.selectors.berkala import (
    TAHUNAN,
    TRIWULAN,
    deadline_of,
    load_whole,
    load_wholes,
    work_of,
)
from selaras.kinerja.selectors.penilai import may_assess, period_word, rules_of, team_of
from selaras.kinerja.selectors.penilaian import Lembar
from selaras.kinerja.services.penilaian import (
    PenilaianBentrok,
    PenilaianDitolak,
    finish_assessment,
    save_fields,
)
from selaras.kinerja.views.penilaian import RATING, TAHUN_WAJAR, draft_fields
from selaras.pegawai.models import Pegawai

TRIWULAN_AKHIR = (3, 6, 9, 12)


@requires("kinerja.assess")
def wholes(request: HttpRequest) -> HttpResponse:
    """The team's yearly judgements: who is done, until when."""
    actor = actor_of(request)
    kini = timezone.localdate(actor.at)
    bawaan = kini.year if kini.month == TRIWULAN_AKHIR[-1] else kini.year - 1
    diminta = request.GET.get("tahun", "")
    tahun = int(diminta) if diminta.isdigit() and int(diminta) in TAHUN_WAJAR else bawaan
    periode = tahun * 100
    aturan = rules_of(periode, actor.instansi_id)
    lembar = load_wholes(dict(team_of(actor, periode, aturan)), periode, aturan, TAHUNAN, kini)
    selesai = sum(x.selesai for x in lembar)
    batas = deadline_of(TAHUNAN, periode, aturan)
    kata = f"Tahun {tahun}: {angka(selesai)} dari {angka(len(lembar))} orang sudah dinilai; "
    return render(
        request,
        "kinerja/penilaian/tahunan.html",
        {
            "tahun": tahun,
            "pilihan_tahun": range(kini.year, kini.year - 6, -1),
            "lembar_list": lembar,
            "ringkas": f"{kata}paling lambat {tanggal(batas)}." if lembar else "",
            "lewat": kini > batas,
            "jalur": [("Beranda", reverse("web:beranda")), ("Penilaian tahunan", "")],
        },
    )


@requires("kinerja.view")
def whole(request: HttpRequest, jenis: str, periode: int, pk: int) -> HttpResponse:
    """One person's period as a whole: its months and its work beside the judgement."""
    return render(
        request, "kinerja/penilaian/utuh.html", _context(_sheet(request, jenis, periode, pk))
    )


@require_POST
@requires("kinerja.view")
def save_whole(request: HttpRequest, jenis: str, periode: int, pk: int) -> HttpResponse:
    """Store what was chosen, as on the month's page."""
    _sheet(request, jenis, periode, pk)
    actor = actor_of(request)
    pesan, status = "", 200
    try:
        lembar = save_fields(
            actor=actor, pegawai_id=pk, periode=periode, isi=draft_fields(request.POST),
            cap=request.POST.get("cap"), jenis=jenis,
        )  # fmt: skip
    except (PenilaianDitolak, PermissionDenied) as error:
        lembar = _sheet(request, jenis, periode, pk)
        pesan, status = str(error), 409 if isinstance(error, PenilaianBentrok) else 422
    if not getattr(request, "htmx", False):
        (messages.error if pesan else messages.success)(
            request, pesan or "Draf penilaian tersimpan."
        )
        return redirect("kinerja:nilai_utuh", jenis, periode, pk)
    konteks = {**_context(lembar), "galat": pesan, "tersimpan": None if pesan else actor.at}
    return render(request, "kinerja/penilaian/panel.html", konteks, status=status)


@require_POST
@requires("kinerja.view")
def finish_whole(request: HttpRequest, jenis: str, periode: int, pk: int) -> HttpResponse:
    """Finish it; what was typed goes in first."""
    _sheet(request, jenis, periode, pk)
    actor = actor_of(request)
    try:
        isi, cap = draft_fields(request.POST), request.POST.get("cap")
        if isi:
            cap = save_fields(
                actor=actor, pegawai_id=pk, periode=periode, isi=isi, cap=cap, jenis=jenis
            ).cap
        lembar = finish_assessment(
            actor=actor, pegawai_id=pk, periode=periode, cap=cap, jenis=jenis
        )
    except PenilaianDitolak as error:
        messages.error(request, str(error))
        return redirect("kinerja:nilai_utuh", jenis, periode, pk)
    messages.success(
        request, f"{lembar.pegawai.nama} {period_word(periode)}: {lembar.predikat_kata}."
    )
    return redirect(f"{reverse('kinerja:nilai_tahunan')}?tahun={periode // 100}")


def _sheet(request: HttpRequest, jenis: str, periode: int, pk: int) -> Lembar:
    tahun, bulan = divmod(periode, 100)
    cocok = bulan == 0 if jenis == TAHUNAN else bulan in TRIWULAN_AKHIR
    if jenis not in {TAHUNAN, TRIWULAN} or not cocok or tahun not in TAHUN_WAJAR:
        raise Http404("Periode itu tidak ada.")
    actor: Actor = actor_of(request)
    instansi = Pegawai.objects.filter(pk=pk).values_list("instansi_id", flat=True).first()
    aturan = rules_of(periode, instansi)
    penilai = may_assess(actor, pk, periode, aturan) if instansi else None
    hari_ini = timezone.localdate(actor.at)
    lembar = (
        load_whole(pk, periode, penilai, aturan, jenis=jenis, hari_ini=hari_ini)
        if penilai
        else None
    )
    if lembar is None:
        raise Http404("Anda bukan penilai pegawai itu pada periode tersebut.")
    return lembar


def _context(lembar: Lembar) -> dict[str, Any]:
    alamat = [lembar.jenis, lembar.periode, lembar.pegawai.pk]
    return {
        "lembar": lembar,
        "periode": lembar.periode,
        "kata_periode": period_word(lembar.periode),
        "rating": RATING,
        "kerja": work_of(lembar),
        "batas": deadline_of(lembar.jenis, lembar.periode, lembar.aturan),
        "url_simpan": reverse("kinerja:nilai_utuh_simpan", args=alamat),
        "url_selesai": reverse("kinerja:nilai_utuh_selesai", args=alamat),
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            (
                "Penilaian tahunan",
                f"{reverse('kinerja:nilai_tahunan')}?tahun={lembar.periode // 100}",
            ),
            (lembar.pegawai.nama, ""),
        ],
    }
