"""The sheet of a month's plan: written, read and decided on one page, by who looks."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.aturan.isian import Temuan
from selaras.aturan.jadwal import Rentang
from selaras.core.bilangan import whole_number
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.workflow.inbox import access_to_decide
from selaras.kinerja.forms.lembar import new_key, uuid_of
from selaras.kinerja.forms.rencana import RencanaBarisForm, read_rencana
from selaras.kinerja.models import RencanaBaris, RencanaBulan
from selaras.kinerja.selectors.pejabat import assessor_of, rules_for
from selaras.kinerja.selectors.rencana import (
    Tautan,
    catalogue_for,
    changes,
    current_rows,
    findings,
    link_value,
    links_of,
    plans_with_names,
    rows_at,
    sources_to_copy,
)
from selaras.kinerja.services.lembar import LembarBerubah, LembarTertutup
from selaras.kinerja.services.rencana import (
    begin_rencana,
    copy_into,
    decide_rencana,
    save_rencana,
)
from selaras.kinerja.services.skp import TidakDapatMenyusun
from selaras.kinerja.views.rencana import dasar
from selaras.kinerja.views.rencana.langkah import Lembar, take_step

PERTAMA = "__K__"


@require_POST
@requires("rencana.own")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one's plan of a month; with `salin` it starts with last month's rows."""
    actor = actor_of(request)
    pegawai = dasar.myself(actor)
    periode = request.POST.get("periode", "")
    if pegawai is None or not re.fullmatch(r"\d{4}(0[1-9]|1[0-2])", periode, re.ASCII):
        raise Http404("Bulan itu tidak ada.")
    kunci = uuid_of(request.POST.get("kunci", "")) or uuid4()
    try:
        rencana = begin_rencana(actor=actor, pegawai=pegawai, periode=int(periode), kunci=kunci)
        if request.POST.get("salin") and rencana.status == "draf":
            _copy_latest(request, actor, rencana)
    except TidakDapatMenyusun as error:
        messages.error(request, str(error))
        return redirect("kinerja:rencana_saya")
    return redirect("kinerja:rencana", rencana.pk)


def _copy_latest(request: HttpRequest, actor: Actor, rencana: RencanaBulan) -> None:
    """The rows of one's own latest month."""
    sumber = next((s for s in sources_to_copy(rencana) if s.judul == "Rencana saya"), None)
    if sumber:
        banyak = copy_into(actor=actor, rencana=rencana, dari=sumber.baris)
        messages.success(request, f"{banyak} baris disalin. Sesuaikan, lalu ajukan.")


@requires("rencana.view")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The month's plan: its writer edits it while it is open, her superior decides."""
    actor = actor_of(request)
    rencana = access_to_decide(plans_with_names(), pk, actor, "rencana.view")
    milik = actor.person_id == rencana.pegawai_id
    baris = _rows(request, rencana)
    tautan = links_of(rencana.pegawai_id, rencana.periode)
    konteks = _context(request, actor, rencana, baris, tautan, milik=milik)
    if milik and rencana.status in dasar.TERBUKA:
        konteks |= _editing(request, baris, tautan, konteks["temuan"])
        return render(request, "kinerja/rencana/bulan_ubah.html", konteks)
    return render(request, "kinerja/rencana/bulan.html", konteks)


def _rows(request: HttpRequest, rencana: RencanaBulan) -> list[RencanaBaris]:
    """The current rows, or those of an earlier version that the URL asks for."""
    versi = whole_number(request.GET.get("versi"))
    if versi and versi < rencana.versi and rencana.status == "disetujui":
        return rows_at(rencana, versi)
    return current_rows(rencana)


def _context(
    request: HttpRequest,
    actor: Actor,
    rencana: RencanaBulan,
    baris: Sequence[RencanaBaris],
    tautan: Tautan,
    *,
    milik: bool,
) -> dict[str, Any]:
    hari = min(dasar.today(actor), Rentang.bulan(rencana.periode).akhir)
    penilai = assessor_of(rencana.pegawai, hari)
    langkah = dasar.steps_for(rencana, actor)
    beda, dari = changes(rencana, current_rows(rencana))
    terbuka = milik and rencana.status in dasar.TERBUKA
    return {
        "rencana": rencana,
        "baris": baris,
        "milik": milik,
        "penilai": penilai,
        "kalimat": dasar.state_sentence(rencana, penilai, milik_sendiri=milik),
        "memutus": [s for s in langkah if not s.own],
        "sendiri": [s for s in langkah if s.own and s.name not in {"submit", "revise"}],
        "bisa_adendum": any(s.name == "revise" for s in langkah) and milik,
        "beda": beda if rencana.status != "disetujui" else [],
        "beda_dari": dari if rencana.status != "disetujui" else "",
        "riwayat": dasar.timeline(rencana),
        "temuan": findings(baris, tautan) if terbuka else [],
        "periksa": "periksa" in request.GET,
        "tautan": tautan,
        "versi_lama": list(range(1, rencana.versi)),
        "wajib_ekspektasi": rules_for(
            rencana.pegawai, Rentang.bulan(rencana.periode).awal
        ).ekspektasi_wajib,
        "jalur": dasar.crumbs((periode_id(rencana.periode), "")),
    }


def _editing(
    request: HttpRequest, baris: Sequence[RencanaBaris], tautan: Tautan, temuan: Sequence[Temuan]
) -> dict[str, Any]:
    tampak = temuan if "periksa" in request.GET else []
    rows = []
    for b in baris:
        kunci, nilai = str(b.kunci), link_value(b)
        pilihan = list(tautan.pilihan)
        if nilai and nilai not in {kode for kode, _ in pilihan}:
            pilihan.append((nilai, str(b.hasil_kerja or b.kegiatan_tugas)))
        awal = {"uraian": b.uraian, "kuantitas": b.kuantitas, "satuan": b.satuan, "tautan": nilai}
        form = RencanaBarisForm(kunci=kunci, initial=awal, pilihan_tautan=pilihan)
        rows.append(
            {
                "form": form,
                "temuan": dasar.first_findings(tampak, kunci),
                "catatan": b.catatan_atasan,
            }
        )
    if "tambah" in request.GET or not rows:
        form = RencanaBarisForm(kunci=new_key(), pilihan_tautan=tautan.pilihan)
        rows.append({"form": form, "temuan": [], "catatan": ""})
    kosong = RencanaBarisForm(kunci=PERTAMA, pilihan_tautan=tautan.pilihan)
    return {
        "baris_rencana": rows,
        "kosong_baris": {"form": kosong, "temuan": [], "catatan": ""},
        "layar": dasar.new_page_id(),
    }


def _choices(rencana: RencanaBulan) -> list[tuple[str, str]]:
    """Links that a row may have: those of the plan that holds, and those it already has."""
    pilihan = list(links_of(rencana.pegawai_id, rencana.periode).pilihan)
    punya = {link_value(b) for b in current_rows(rencana)} - {""} - {k for k, _ in pilihan}
    return [*pilihan, *((kode, kode) for kode in punya)]


@require_POST
@requires("rencana.own")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far; called by the page while one types."""
    actor = actor_of(request)
    rencana = access(plans_with_names(), pk, actor, "rencana.own")
    kiriman = read_rencana(request.POST, pilihan_tautan=_choices(rencana))
    try:
        kini = save_rencana(actor=actor, rencana_id=pk, kiriman=kiriman)
    except (LembarTertutup, LembarBerubah) as error:
        return dasar.not_saved(error, rencana.pegawai.zona)
    tautan = links_of(kini.pegawai_id, kini.periode)
    return dasar.saved(kini, kiriman, actor, findings(current_rows(kini), tautan))


@require_POST
@requires("rencana.view")
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """A step of the workflow; the writer's own keep the sheet first."""
    actor = actor_of(request)
    rencana = access_to_decide(plans_with_names(), pk, actor, "rencana.view")
    return take_step(
        request,
        Lembar(
            rencana,
            reverse("kinerja:rencana", args=[pk]),
            "rencana-putus",
            read=lambda: read_rencana(request.POST, pilihan_tautan=_choices(rencana)),
            save=lambda kiriman: save_rencana(actor=actor, rencana_id=pk, kiriman=kiriman),
            decide=partial(decide_rencana, rencana=rencana),
        ),
    )


@requires("rencana.own")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick rows of earlier months, of colleagues in the same post, of the catalogue."""
    actor = actor_of(request)
    rencana = access(plans_with_names(), pk, actor, "rencana.own")
    sumber = sources_to_copy(rencana)
    katalog = list(catalogue_for(rencana.pegawai, Rentang.bulan(rencana.periode).akhir)[:200])
    if request.method == "POST":
        dipilih = set(request.POST.getlist("baris"))
        dari: list[Any] = [b for s in sumber for b in s.baris if f"b{b.pk}" in dipilih]
        dari += [k for k in katalog if f"k{k.pk}" in dipilih]
        try:
            banyak = copy_into(actor=actor, rencana=rencana, dari=dari)
            messages.success(request, f"{banyak} baris ditambahkan. Sesuaikan, lalu ajukan.")
        except LembarTertutup as error:
            messages.error(request, str(error))
        return redirect("kinerja:rencana", pk)
    konteks = {
        "rencana": rencana,
        "sumber": sumber,
        "katalog": katalog,
        "jalur": dasar.crumbs(
            (periode_id(rencana.periode), reverse("kinerja:rencana", args=[pk])), ("Salin", "")
        ),
    }
    return render(request, "kinerja/rencana/bulan_salin.html", konteks)


@requires("rencana.view")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan beside the inbox: its rows and what changed."""
    actor = actor_of(request)
    rencana = access_to_decide(plans_with_names(), pk, actor, "rencana.view")
    baris = current_rows(rencana)
    beda, dari = changes(rencana, baris)
    konteks = {"rencana": rencana, "baris": baris, "beda": beda, "beda_dari": dari}
    return render(request, "kinerja/rencana/bulan_pratinjau.html", konteks)
