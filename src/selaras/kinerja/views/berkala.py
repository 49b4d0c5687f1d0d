"""Pages of the yearly (and quarterly) judgement: the team's list, one person as a whole."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.format import angka, tanggal
from selaras.core.permissions import Actor, actor_of, requires
from selaras.hukum import Aturan
from selaras.kinerja.selectors.berkala import (
    TAHUNAN,
    TRIWULAN,
    by_quarter,
    deadline_of,
    load_whole,
    load_wholes,
    quarters_to_judge,
    work_of,
    year_to_judge,
)
from selaras.kinerja.selectors.penilai import (
    Penilai,
    acting_for,
    may_assess,
    period_word,
    rules_in,
    rules_of,
    team_by_plan,
    team_of,
)
from selaras.kinerja.selectors.penilaian import Lembar
from selaras.kinerja.services.penilaian import (
    PenilaianBentrok,
    PenilaianDitolak,
    finish_assessment,
    save_fields,
)
from selaras.kinerja.views.baris_tim import whole_rows
from selaras.kinerja.views.penilaian import RATING, TAHUN_WAJAR, draft_fields
from selaras.pegawai.models import Pegawai

TRIWULAN_AKHIR = (3, 6, 9, 12)
JUDUL: dict[str, str] = {TAHUNAN: "Penilaian tahunan", TRIWULAN: "Penilaian triwulan"}


@requires("kinerja.assess")
def wholes(request: HttpRequest) -> HttpResponse:
    """The team's yearly judgements: who is done, until when."""
    actor = actor_of(request)
    kini = actor.day()
    aturan = rules_of(kini.year * 100, actor.instansi_id)
    bawaan = year_to_judge(kini, aturan)
    diminta = request.GET.get("tahun", "")
    tahun = int(diminta) if diminta in map(str, TAHUN_WAJAR) else bawaan
    pilihan = [(t, t) for t in range(kini.year, kini.year - 6, -1)]
    aturan = rules_in(tahun * 100, aturan.daerah)
    return _team_page(request, TAHUNAN, tahun * 100, aturan, nama="tahun", pilihan=pilihan)


@requires("kinerja.assess")
def quarters(request: HttpRequest) -> HttpResponse:
    """The team's quarter: who is due, who is done. Where months are judged, the way there."""
    actor = actor_of(request)
    buka = quarters_to_judge(actor.day())
    diminta = request.GET.get("triwulan", "")
    periode = next((p for p in buka if str(p) == diminta), buka[0])
    pilihan = [(p, quarter_word(p)) for p in buka]
    aturan = rules_of(periode, actor.instansi_id)
    return _team_page(request, TRIWULAN, periode, aturan, nama="triwulan", pilihan=pilihan)


def _team_page(
    request: HttpRequest, jenis: str, periode: int, aturan: Aturan, *, nama: str,
    pilihan: Sequence[Any],
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    kini = actor.day()
    dipakai = jenis == TAHUNAN or by_quarter(aturan)
    orang: dict[int, Penilai | None] = {}
    if dipakai:
        siapa = acting_for(actor)
        orang |= team_by_plan(actor, periode, aturan, siapa)
        orang |= team_of(actor, periode, aturan, siapa)
    lembar = load_wholes(orang, periode, aturan, jenis, kini) if orang else []
    selesai = sum(x.selesai for x in lembar)
    batas = deadline_of(jenis, periode, aturan)
    masa = f"Tahun {periode // 100}" if jenis == TAHUNAN else quarter_word(periode)
    kata = f"{masa}: {angka(selesai)} dari {angka(len(lembar))} orang sudah dinilai; "
    return render(
        request,
        "kinerja/penilaian/tahunan.html",
        {
            "jenis": jenis,
            "judul": JUDUL[jenis],
            "nama_pilih": nama,
            "kini": periode // 100 if jenis == TAHUNAN else periode,
            "pilihan": pilihan,
            "dipakai": dipakai,
            "baris": whole_rows(lembar, jenis, periode),
            "ringkas": f"{kata}paling lambat {tanggal(batas)}." if lembar else "",
            "lewat": kini > batas and selesai < len(lembar),
            "jalur": [("Beranda", reverse("web:beranda")), (JUDUL[jenis], "")],
        },
    )


def quarter_word(periode: int) -> str:
    """Triwulan III 2025."""
    tahun, bulan = divmod(periode, 100)
    return f"Triwulan {('I', 'II', 'III', 'IV')[bulan // 3 - 1]} {tahun}"


def _word(jenis: str, periode: int) -> str:
    return quarter_word(periode) if jenis == TRIWULAN else period_word(periode)


def _list_url(jenis: str, periode: int) -> str:
    if jenis == TAHUNAN:
        return f"{reverse('kinerja:nilai_tahunan')}?tahun={periode // 100}"
    return f"{reverse('kinerja:nilai_triwulan')}?triwulan={periode}"


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
        request, f"{lembar.pegawai.nama} {_word(jenis, periode)}: {lembar.predikat_kata}."
    )
    return redirect(_list_url(jenis, periode))


def _sheet(request: HttpRequest, jenis: str, periode: int, pk: int) -> Lembar:
    tahun, bulan = divmod(periode, 100)
    cocok = bulan == 0 if jenis == TAHUNAN else bulan in TRIWULAN_AKHIR
    if jenis not in {TAHUNAN, TRIWULAN} or not cocok or tahun not in TAHUN_WAJAR:
        raise Http404("Periode itu tidak ada.")
    actor: Actor = actor_of(request)
    instansi = Pegawai.objects.filter(pk=pk).values_list("instansi_id", flat=True).first()
    aturan = rules_of(periode, instansi)
    penilai = may_assess(actor, pk, periode, aturan) if instansi else None
    hari_ini = actor.day()
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
        "kata_periode": _word(lembar.jenis, lembar.periode),
        "rating": RATING,
        "kerja": work_of(lembar),
        "batas": deadline_of(lembar.jenis, lembar.periode, lembar.aturan),
        "url_simpan": reverse("kinerja:nilai_utuh_simpan", args=alamat),
        "url_selesai": reverse("kinerja:nilai_utuh_selesai", args=alamat),
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            (JUDUL[lembar.jenis], _list_url(lembar.jenis, lembar.periode)),
            (lembar.pegawai.nama, ""),
        ],
    }
