"""One person: who she is, her histories as of a day, and what may be shown only with a trace."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.audit.services import record_read
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.atasan import superior_of
from selaras.pegawai.selectors.daftar import with_position
from selaras.pegawai.selectors.rinci import histories, masked, pay
from selaras.pegawai.views.daftar import status_words
from selaras.pegawai.views.waktu import day_of


@require_safe
@requires("pegawai.view")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A person as of a day, with the histories behind it."""
    actor, hari = actor_of(request), day_of(request)
    p = access(with_position(Pegawai.objects.all(), hari), pk, actor, "pegawai.view", at=hari)
    berkas = histories(p, actor, hari)
    konteks = {
        "p": p,
        "status_kata": status_words(p),
        "hari": hari,
        "b": berkas,
        "atasan": superior_of(p, hari),
        "nik_tertutup": masked(p.nik) if p.nik else "",
        "jalur": [("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")), (p.nama, "")],
    }
    return render(request, "pegawai/satu.html", konteks)


@require_safe
@requires("pegawai.view_nik")
def show_nik(request: HttpRequest, pk: int) -> HttpResponse:
    """The NIK and contacts in full; the person can see who looked."""
    actor = actor_of(request)
    p = access(Pegawai, pk, actor, "pegawai.view_nik")
    _trace(actor, p, "pegawai.view_nik", "NIK dan kontak dibuka")
    return _opened(request, p, "pegawai/nik.html", "NIK dan kontak", {})


@require_safe
@requires("gaji.view")
def show_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Tax class, account and salaries; the person can see who looked.

    An account number is whole only for its owner and for who enters it.
    """
    actor = actor_of(request)
    p = access(Pegawai, pk, actor, "gaji.view")
    _trace(actor, p, "gaji.view", "Gaji, pajak dan rekening dibuka")
    utuh = actor.person_id == p.pk or can(actor, "gaji.import", p)
    pajak, rekening, gaji = pay(p, utuh=utuh)
    isi = {"b": {"pajak": pajak, "rekening": rekening, "gaji": gaji}}
    return _opened(request, p, "pegawai/gaji_dibuka.html", "Gaji, pajak dan rekening", isi)


def _trace(actor: Actor, p: Pegawai, aksi: str, kata: str) -> None:
    record_read(actor=actor, aksi=aksi, objek=p, person_ids=[p.pk], keterangan=kata)


def _opened(
    request: HttpRequest, p: Pegawai, bagian: str, judul: str, isi: dict[str, Any]
) -> HttpResponse:
    """The part alone where it takes the place of its button, a page of its own without scripts."""
    konteks = {
        "p": p,
        "bagian": bagian,
        "judul": judul,
        "jalur": [("Beranda", "/"), (p.nama, reverse("pegawai:satu", args=[p.pk])), (judul, "")],
        **isi,
    }
    htmx = getattr(request, "htmx", None)
    return render(request, bagian if htmx else "pegawai/dibuka.html", konteks)
