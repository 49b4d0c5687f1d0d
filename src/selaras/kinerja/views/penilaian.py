"""The assessor's pages of a month: the team's grid, one person, each rating saved as it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.format import angka, periode_id
from selaras.core.permissions import Actor, actor_of, requires
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.models import Rating
from selaras.kinerja.selectors.penilai import may_assess, rules_of, team_of
from selaras.kinerja.selectors.penilaian import Lembar, load_sheet, load_sheets
from selaras.kinerja.selectors.penilaian_bulan import assessment_months
from selaras.kinerja.selectors.penilaian_latar import background_of
from selaras.kinerja.selectors.sumber import BKN, source_of
from selaras.kinerja.services.penilaian import (
    PenilaianBentrok,
    PenilaianDitolak,
    finish_assessment,
    finish_many,
    rate_rest,
    save_fields,
)
from selaras.kinerja.views.baris_tim import assessed_rows, waiting_rows
from selaras.pegawai.models import Pegawai


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One of the three choices as pages draw it."""

    rating: Rating
    kata: str
    ikon: str


RATING = (
    Pilihan(Rating.DI_ATAS, "Di atas", ikon="arrow-up"),
    Pilihan(Rating.SESUAI, "Sesuai", ikon="equal"),
    Pilihan(Rating.DI_BAWAH, "Di bawah", ikon="arrow-down"),
)
TAHUN_WAJAR = range(2000, 2201)
BULAN_SETAHUN = 12


@requires("kinerja.assess")
def team(request: HttpRequest) -> HttpResponse:
    """The grid: everyone of the team with the month's results, to rate by exception."""
    actor = actor_of(request)
    bulan = assessment_months(actor)
    periode = bulan.chosen(request.GET.get("periode", ""))
    aturan = rules_of(periode, actor.instansi_id)
    lembar = load_sheets(team_of(actor, periode, aturan), periode, aturan)
    ada = {s: [x for x in lembar if _state(x) == s] for s in ("nilai", "selesai", "belum")}
    return render(
        request,
        "kinerja/penilaian/tim.html",
        {
            "periode": periode,
            "pilihan_bulan": [(p, periode_id(p)) for p in bulan.semua],
            "ada": ada,
            "sudah": assessed_rows(ada["selesai"], periode),
            "belum": waiting_rows(ada["belum"], periode),
            "siap": sum(x.siap for x in ada["nilai"]),
            "ringkas": _summary(ada, periode),
            "rating": RATING,
            "dari_bkn": source_of(aturan) == BKN,
            "jalur": [("Beranda", reverse("web:beranda")), ("Penilaian tim", "")],
        },
    )


@requires("kinerja.view")
def one(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """One person's month: plan and report side by side, ratings, behaviour, the decision."""
    lembar = _sheet(actor_of(request), periode, pk)
    return render(request, "kinerja/penilaian/satu.html", _context(lembar))


@require_POST
@requires("kinerja.view")
def save(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """Store what was chosen; htmx gets the decision's panel, a plain form the page again."""
    actor = actor_of(request)
    _sheet(actor, periode, pk)
    pesan, status = "", 200
    try:
        lembar = save_fields(
            actor=actor, pegawai_id=pk, periode=periode, isi=draft_fields(request.POST),
            cap=request.POST.get("cap"),
        )  # fmt: skip
    except (PenilaianDitolak, PermissionDenied) as error:
        lembar = _sheet(actor, periode, pk)
        pesan, status = str(error), 409 if isinstance(error, PenilaianBentrok) else 422
    if not getattr(request, "htmx", False):
        if pesan:
            messages.error(request, pesan)
        else:
            messages.success(request, "Draf penilaian tersimpan.")
        return redirect(_address(request, periode, pk))
    template = "panel" if request.POST.get("tampilan") != "kisi" else "kisi_keadaan"
    konteks = {**_context(lembar), "galat": pesan, "tersimpan": actor.at if not pesan else None}
    return render(request, f"kinerja/penilaian/{template}.html", konteks, status=status)


@require_POST
@requires("kinerja.view")
def finish(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """Finish one: what was typed goes in first, so that nothing on the page is lost."""
    actor = actor_of(request)
    _sheet(actor, periode, pk)
    try:
        isi = draft_fields(request.POST)
        cap = request.POST.get("cap")
        if isi:
            cap = save_fields(actor=actor, pegawai_id=pk, periode=periode, isi=isi, cap=cap).cap
        lembar = finish_assessment(
            actor=actor, pegawai_id=pk, periode=periode, cap=cap, susulan="susulan" in request.POST
        )
    except (PenilaianDitolak, LangkahDitolak) as error:
        messages.error(request, str(error))
        return redirect("kinerja:nilai", periode, pk)
    messages.success(
        request, f"{lembar.pegawai.nama}: {lembar.predikat_kata}. Hasilnya sudah dapat ia lihat."
    )
    return redirect(f"{reverse('kinerja:penilaian')}?periode={periode}")


@require_POST
@requires("kinerja.view")
def send_back(request: HttpRequest, periode: int, pk: int) -> HttpResponse:
    """Return the report with a remark; its ratings wait as they are."""
    actor = actor_of(request)
    lembar = _sheet(actor, periode, pk)
    try:
        if lembar.realisasi is None:
            raise PenilaianDitolak("Realisasinya belum ada.")
        apply(lembar.realisasi, "return", actor=actor, reason=request.POST.get("alasan", ""))
        messages.success(request, f"Realisasi {lembar.pegawai.nama} dikembalikan.")
    except (PenilaianDitolak, LangkahDitolak) as error:
        messages.error(request, str(error))
        return redirect("kinerja:nilai", periode, pk)
    return redirect(f"{reverse('kinerja:penilaian')}?periode={periode}")


@require_POST
@requires("kinerja.assess")
def rate_all(request: HttpRequest, periode: int) -> HttpResponse:
    """Everything not rated yet becomes "sesuai ekspektasi"; then the few are changed."""
    _real_month(periode)
    try:
        banyak = rate_rest(actor=actor_of(request), periode=periode)
        messages.success(
            request,
            f"Yang belum dinilai pada {angka(banyak)} orang diberi sesuai ekspektasi. "
            "Ubah yang lain, lalu selesaikan."
            if banyak
            else "Tidak ada lagi yang belum dinilai.",
        )
    except PenilaianDitolak as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('kinerja:penilaian')}?periode={periode}")


@require_POST
@requires("kinerja.assess")
def finish_all(request: HttpRequest, periode: int) -> HttpResponse:
    """Finish everyone who is ready; the others are named with what is missing."""
    _real_month(periode)
    hasil = finish_many(actor=actor_of(request), periode=periode)
    if hasil.jadi:
        messages.success(request, f"{angka(hasil.jadi)} penilaian selesai.")
    for nama, sebab in hasil.lewat:
        messages.error(request, f"{nama}: {sebab}")
    if not hasil.jadi and not hasil.lewat:
        messages.info(request, "Belum ada yang siap diselesaikan.")
    return redirect(f"{reverse('kinerja:penilaian')}?periode={periode}")


def _sheet(actor: Actor, periode: int, pk: int) -> Lembar:
    """The person's sheet for her assessor of that month; to others it does not exist."""
    _real_month(periode)
    instansi = Pegawai.objects.filter(pk=pk).values_list("instansi_id", flat=True).first()
    aturan = rules_of(periode, instansi)
    penilai = may_assess(actor, pk, periode, aturan) if instansi else None
    lembar = load_sheet(pk, periode, penilai, aturan) if penilai else None
    if lembar is None:
        raise Http404("Anda bukan penilai pegawai itu pada bulan tersebut.")
    return lembar


def _real_month(periode: int) -> None:
    if periode // 100 not in TAHUN_WAJAR or not 1 <= periode % 100 <= BULAN_SETAHUN:
        raise Http404("Bulan itu tidak ada.")


def _context(lembar: Lembar) -> dict[str, Any]:
    latar = background_of(lembar.pegawai.pk, lembar.periode)
    return {
        "lembar": lembar,
        "periode": lembar.periode,
        "rating": RATING,
        "latar": latar,
        "url_simpan": reverse("kinerja:nilai_simpan", args=[lembar.periode, lembar.pegawai.pk]),
        "url_selesai": reverse("kinerja:nilai_selesai", args=[lembar.periode, lembar.pegawai.pk]),
        "baris": [(b, latar.per_baris.get(b.rencana_baris_id)) for b in lembar.baris],
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Penilaian tim", f"{reverse('kinerja:penilaian')}?periode={lembar.periode}"),
            (lembar.pegawai.nama, ""),
        ],
    }


def draft_fields(data: Mapping[str, Any]) -> dict[str, str]:
    """The draft's fields among what was sent."""
    awalan = ("baris-", "baris_umpan-", "perilaku-", "perilaku_umpan-")
    tetap = ("hasil", "perilaku", "perilaku_semua", "alasan", "umpan")
    return {k: str(v) for k, v in data.items() if k in tetap or k.startswith(awalan)}


def _address(request: HttpRequest, periode: int, pk: int) -> str:
    if request.POST.get("tampilan") == "kisi":
        return f"{reverse('kinerja:penilaian')}?periode={periode}"
    return reverse("kinerja:nilai", args=[periode, pk])


def _state(lembar: Lembar) -> str:
    if lembar.selesai:
        return "selesai"
    return "nilai" if lembar.dapat_dinilai else "belum"


def _summary(ada: Mapping[str, list[Lembar]], periode: int) -> str:
    semua = sum(len(x) for x in ada.values())
    if not semua:
        return ""
    kata = f"{periode_id(periode)}: {angka(len(ada['selesai']))} dari {angka(semua)} orang dinilai"
    if ada["nilai"]:
        kata += f", {angka(len(ada['nilai']))} menunggu penilaian Anda"
    if ada["belum"]:
        kata += f", {angka(len(ada['belum']))} belum mengajukan realisasi"
    return f"{kata}."
