"""The inbox: the list with a preview, one decision, many at once with a sample first, undo."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.bilangan import whole_number
from selaras.core.halaman.format import angka
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.decorators import actor_of, requires
from selaras.core.permissions.registry import persons
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.deciding import MOST, approve_rows, decide, take_back
from selaras.core.workflow.engine import available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.inbox import (
    described,
    document_of,
    inbox,
    just_decided,
    kinds_in,
)
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.words import history_lines

PER_HALAMAN = 50
CONTOH = 5
JALUR = [("Beranda", "/"), ("Persetujuan", "")]
FILTERS = ("jenis", "q", "lewat")


@require_safe
@requires("persetujuan.view")
def show(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the actor; `pilih` = the row shown at the right."""
    actor = actor_of(request)
    held = list(mandates(actor, actor.at))
    everything = inbox(actor, held)
    kinds = kinds_in(everything, actor.day())
    jumlah = sum(kind.jumlah for kind in kinds)
    paginator = Paginator(_narrowed(request, everything), PER_HALAMAN)
    if not (request.GET.get("q") or request.GET.get("lewat")):  # known already
        jenis = request.GET.get("jenis")
        paginator.count = sum(k.jumlah for k in kinds if not jenis or k.alur == jenis)
    page: Page[Menunggu] = paginator.get_page(request.GET.get("hal"))
    rows = described(list(page), actor, held)
    chosen = request.GET.get("pilih", "")
    konteks: dict[str, Any] = {
        "baris": rows,
        "halaman": page,
        "jenis": kinds,
        "jumlah": jumlah,
        "saringan": {name: request.GET.get(name, "") for name in FILTERS},
        "disaring": any(request.GET.get(name) for name in FILTERS),
        "kueri": _query(request),
        "pilih": next((b for b in rows if str(b.m.pk) == chosen), None),
        "baru": just_decided(actor),
        "mandat": held,
        "tanpa_catatan": sum(1 for b in rows if not b.m.perhatian and b.bisa_setuju),
        "ringkas": _summary(jumlah, sum(kind.lewat for kind in kinds)),
        "jalur": JALUR,
    }
    return render(request, "persetujuan/kotak.html", konteks)


@require_safe
@requires("persetujuan.view")
def show_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One row with everything to decide it: a part beside the list, a page by itself."""
    actor = actor_of(request)
    held = list(mandates(actor, actor.at))
    row = inbox(actor, held).filter(pk=pk).first()
    if row is None:
        return render(request, "persetujuan/hilang.html", {"jalur": JALUR}, status=404)
    return render(request, "persetujuan/satu.html", _one(request, row, actor, held))


@require_POST
@requires("persetujuan.view")
def take_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide one row; afterwards the next one stands there."""
    actor = actor_of(request)
    rows = list(_narrowed(request, inbox(actor)).values_list("pk", flat=True)[:MOST])
    row = inbox(actor).filter(pk=pk).first()
    if row is None:
        if Menunggu.objects.filter(pk=pk).exists():
            raise Http404("usulan tidak ditemukan")
        messages.warning(request, "Usulan itu sudah diputus atau ditarik; tidak ada yang berubah.")
        return redirect(_address(request))
    try:
        langkah = decide(
            row,
            request.POST.get("transisi", ""),
            actor=actor,
            reason=_reason(request),
            versi=_number(request.POST.get("versi", "")),
        )
    except LangkahDitolak as why:
        messages.error(request, str(why))
        return redirect(_address(request, pilih=pk))
    messages.success(request, langkah.pesan)
    return redirect(
        _address(request, pilih=_next(rows, pk) if request.POST.get("lanjut") else None)
    )


@requires("persetujuan.view")
def approve_many(request: HttpRequest) -> HttpResponse:
    """Those without a remark, or those ticked: a sample to look at first, then all of them."""
    actor = actor_of(request)
    if request.method == "POST" and request.POST.get("isi"):
        hasil = approve_rows(_seen(request.POST["isi"]), actor=actor)
        if hasil.jadi:
            messages.success(request, f"{angka(hasil.jadi)} usulan disetujui.")
        for judul, why in hasil.lewat[:5]:
            messages.warning(request, f"{judul}: {why}")
        return redirect(_address(request))
    held = list(mandates(actor, actor.at))
    ticked = [n for t in request.GET.getlist("pilih") if (n := _number(t)) is not None]
    rows = _narrowed(request, inbox(actor, held))
    rows = rows.filter(pk__in=ticked) if ticked else rows.filter(perhatian="")
    chosen = [b for b in described(list(rows[:MOST]), actor, held) if b.bisa_setuju]
    step = max(1, len(chosen) // CONTOH)
    konteks = {
        "jumlah": len(chosen),
        "contoh": chosen[::step][:CONTOH],
        "dipilih": bool(ticked),
        "isi": ",".join(f"{b.m.pk}.{b.m.versi}" for b in chosen),
        "kueri": _query(request),
        "orang": len({b.m.subjek_id for b in chosen}),
        "jalur": [JALUR[0], ("Persetujuan", reverse("persetujuan:kotak")), ("Setujui banyak", "")],
    }
    return render(request, "persetujuan/banyak.html", konteks)


@require_POST
@requires("persetujuan.view")
def take_back_decision(request: HttpRequest) -> HttpResponse:
    """Take back what was just decided, all of the same action."""
    entri = _number(request.POST.get("entri", ""))
    if entri is None:
        raise Http404("keputusan tidak dikenal")
    done, refused = take_back(entri, actor=actor_of(request))
    if done:
        messages.success(request, f"{angka(done)} keputusan diurungkan; usulannya menunggu lagi.")
    for why in refused:
        messages.error(request, why)
    return redirect(_address(request))


def _one(request: HttpRequest, row: Menunggu, actor: Actor, held: Any) -> dict[str, Any]:
    reg, document = document_of(row)
    (baris,) = described([row], actor, held)
    steps = (
        [] if document is None else [s for s in available(document, actor) if s.own == row.pribadi]
    )
    return {
        "b": baris,
        "data": list(row.data.items()),
        "langkah": [s for s in steps if not s.reason_required],
        "beralasan": [s for s in steps if s.reason_required],
        "catatan_siap": reg.remarks,
        "riwayat": [] if document is None else history_lines(history(document)),
        "pratinjau": reg.preview(row.objek_id) if reg.preview and document is not None else "",
        "kueri": _query(request),
        "jalur": [JALUR[0], ("Persetujuan", reverse("persetujuan:kotak")), (baris.nama, "")],
    }


def _narrowed(request: HttpRequest, rows: QuerySet[Menunggu]) -> QuerySet[Menunggu]:
    get = request.GET
    if jenis := get.get("jenis", ""):
        rows = rows.filter(alur=jenis)
    if q := get.get("q", "").replace("\x00", "").strip()[:100]:
        named = persons().queryset().filter(nama__icontains=q).values("pk")
        words = Q(judul__icontains=q) | Q(ringkas__icontains=q)
        rows = rows.filter(words | Q(subjek_id__in=named))
    if get.get("lewat"):
        rows = rows.filter(batas__lte=actor_of(request).day())
    return rows


def _summary(jumlah: int, lewat: int) -> str:
    if not jumlah:
        return ""
    batas = f", {angka(lewat)} melewati batas" if lewat else ", belum ada yang melewati batas"
    return f"{angka(jumlah)} usulan menunggu keputusan Anda{batas}."


def _query(request: HttpRequest) -> str:
    """The filters, to be carried along."""
    return urlencode({k: v for k in FILTERS if (v := request.GET.get(k))})


def _address(request: HttpRequest, pilih: int | None = None) -> str:
    query = {k: v for k in FILTERS if (v := request.GET.get(k))}
    if pilih is not None:
        query["pilih"] = str(pilih)
    url = reverse("persetujuan:kotak")
    return f"{url}?{urlencode(query)}" if query else url


def _reason(request: HttpRequest) -> str:
    ready = [t for t in request.POST.getlist("siap") if t]
    own = request.POST.get("alasan", "").replace("\x00", "").strip()[:2000]
    return " ".join([*ready, own]).strip()


def _next(pks: list[int], pk: int) -> int | None:
    """The row after this one, else the one before."""
    if pk not in pks:
        return pks[0] if pks else None
    i = pks.index(pk)
    rest = pks[i + 1 :] or pks[:i]
    return rest[0] if rest else None


def _seen(text: str) -> dict[int, int]:
    """'12.3,13.1' -> {12: 3, 13: 1}; what is no pair is left out."""
    seen = {}
    for part in text.split(",")[:MOST]:
        pk, _, versi = part.partition(".")
        if (a := _number(pk)) is not None and (b := _number(versi)) is not None:
            seen[a] = b
    return seen


def _number(text: str) -> int | None:
    return whole_number(text, 17)
