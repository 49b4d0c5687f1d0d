"""Mandates: the list of those given and held, a new one, ending one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.decorators import actor_of, requires
from selaras.core.permissions.registry import PersonLabel, persons
from selaras.core.workflow.forms import MandatForm
from selaras.core.workflow.mandate import (
    ACTION,
    end_mandate,
    give_mandate,
    may_give,
    visible_mandates,
)
from selaras.core.workflow.models import Delegasi
from selaras.core.workflow.registry import workflow_titles

COLLEAGUES = 400


@require_safe
@requires("persetujuan.view")
def list_mandates(request: HttpRequest) -> HttpResponse:
    """Mandates that concern the actor, those in force first."""
    actor = actor_of(request)
    today = actor.day()
    rows = [_row(m, actor, today) for m in visible_mandates(actor)[:200]]
    rows.sort(key=lambda r: (r["urut"], r["m"].dari_nama))
    berlaku = sum(r["keadaan"] == "berlaku" for r in rows)
    konteks = {
        "baris": rows,
        "boleh": bool(actor.reach(ACTION)),
        "ringkas": f"{berlaku} mandat sedang berlaku." if rows else "",
        "jalur": _trail("Mandat"),
    }
    return render(request, "persetujuan/mandat.html", konteks)


@requires("persetujuan.delegate")
def add_mandate(request: HttpRequest) -> HttpResponse:
    """Give a mandate: one's own, or in the name of somebody of one's units."""
    actor = actor_of(request)
    today = actor.day()
    own = _self(actor, today)
    form = MandatForm(
        request.POST or None, hari=today, sendiri=None if _officer(actor) else own,
        initial={"mulai": today, "tanggal_surat": today, "dari": own.nip if own else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        dari, kepada, isi = form.parts()
        try:
            row = give_mandate(actor=actor, dari=dari, kepada=kepada, isi=isi)
        except ValidationError as error:
            form.add_error(None, error)
        except PermissionDenied as error:
            form.add_error("dari" if "dari" in form.fields else None, str(error))
        else:
            messages.success(
                request, f"{row.kepada_nama} kini memutus a.n. {row.dari_nama.rstrip('.')}."
            )
            return redirect("persetujuan:mandat")
    rekan = persons().colleagues(own.id, today, limit=COLLEAGUES) if own else []
    konteks = {"form": form, "rekan": rekan, "jalur": _trail("Mandat baru", inner=True)}
    status = 422 if form.errors else 200
    return render(request, "persetujuan/mandat_baru.html", konteks, status=status)


@require_POST
@requires("persetujuan.delegate")
def remove_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate today."""
    actor = actor_of(request)
    row = visible_mandates(actor).filter(pk=pk).first()
    if row is None or not may_give(actor, row.dari_id):
        raise Http404("mandat tidak ditemukan")
    end_mandate(actor=actor, mandate=row)
    messages.success(request, f"Mandat {row.kepada_nama} berakhir hari ini.")
    return redirect("persetujuan:mandat")


def _row(mandate: Delegasi, actor: Actor, today: date) -> dict[str, Any]:
    span = mandate.berlaku
    titles = workflow_titles()
    if span.isempty or span.upper <= today:
        keadaan, urut = "berakhir", 2
    elif span.lower > today:
        keadaan, urut = "belum", 1
    else:
        keadaan, urut = "berlaku", 0
    return {
        "m": mandate,
        "mulai": None if span.isempty else span.lower,
        "sampai": None if span.isempty else date.fromordinal(span.upper.toordinal() - 1),
        "keadaan": keadaan,
        "urut": urut,
        "jenis": ", ".join(titles.get(a, a) for a in mandate.alur) or "Semua jenis",
        "boleh_akhiri": urut < 2
        and (mandate.dari_id == actor.person_id or _officer(actor)),
        "saya": mandate.kepada_id == actor.person_id,
    }  # fmt: skip


def _officer(actor: Actor) -> bool:
    reach = actor.reach(ACTION)
    return bool(reach.everywhere or reach.instansi or reach.paths)


def _self(actor: Actor, today: date) -> PersonLabel | None:
    if actor.person_id is None:
        return None
    return persons().labels([actor.person_id], today).get(actor.person_id)


def _trail(title: str, *, inner: bool = False) -> list[tuple[str, str]]:
    start = [("Beranda", "/"), ("Persetujuan", reverse("persetujuan:kotak"))]
    return [*start, *([("Mandat", reverse("persetujuan:mandat"))] if inner else []), (title, "")]
