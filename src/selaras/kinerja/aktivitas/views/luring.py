"""Entries typed without a signal: the shell that a phone keeps, and the door they come in by later.

Each entry carries its own key and is taken once whatever the retries; one that is refused harms no
other and goes back with its findings.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.limit import body_limit
from selaras.core.permissions import public, requires
from selaras.hukum import NotInForce
from selaras.kinerja.aktivitas.services.catat import AktivitasDitolak, HasilCatat, record_entries
from selaras.kinerja.aktivitas.views.hari import beside, draft_key, form_for, tell, typed_entry
from selaras.kinerja.aktivitas.views.siapa import TERAWAL, Subjek, subject_of
from selaras.presensi.selectors import KalenderKosong

TERBANYAK = 50
RUAS = ("uraian", "menit", "lama", "mulai", "kegiatan", "volume", "keterangan", "tautan")


@require_safe
@public("kerangka kosong: tanpa nama dan tanpa data siapa pun")
@cache_control(public=True, max_age=300)
def show_offline(request: HttpRequest) -> HttpResponse:
    """The form without a signal; drawn for nobody, so that a phone may keep it."""
    del request
    return HttpResponse(render_to_string("aktivitas/luring.html", {"tampilan": settings.TAMPILAN}))


@require_POST
@body_limit(256 * 1024)
@requires("aktivitas.own")
def receive_offline(request: HttpRequest) -> HttpResponse:
    """Take what waited on the phone; every entry gets its own answer."""
    isi = _read(request)
    subjek = subject_of(request)
    if isi.get("pegawai") != subjek.pegawai.pk:
        return JsonResponse({"galat": "akun_lain"}, status=409)
    tampil = bool(isi.get("tampil"))
    hasil = [_take(request, subjek, satu, tampil=tampil) for satu in isi["aktivitas"]]
    tanggal = _day(isi["aktivitas"][-1]) if isi["aktivitas"] else None
    return JsonResponse({"hasil": hasil, "url": subjek.url(tanggal)})


def _take(
    request: HttpRequest, subjek: Subjek, satu: Mapping[str, Any], *, tampil: bool
) -> dict[str, Any]:
    tanggal = _day(satu)
    if tanggal is None:
        return _refused(satu, {"tanggal": ["Tanggalnya tidak terbaca."]})
    form = form_for(subjek, tanggal, {n: str(satu.get(n) or "") for n in RUAS})
    if not form.is_valid():
        return _refused(satu, form.errors)
    try:
        hasil: HasilCatat = record_entries(
            actor=subjek.actor, pegawai=subjek.pegawai, tanggal=tanggal,
            isi=[typed_entry(subjek, form)], kunci=UUID(satu["kunci"]), at=subjek.actor.at,
        )  # fmt: skip
    except AktivitasDitolak as error:
        beside(form, error)
        return _refused(satu, form.errors)
    except (KalenderKosong, NotInForce) as error:
        return _refused(satu, {"tanggal": [str(error)]})
    except PermissionDenied as error:
        return _refused(satu, {"": [str(error)]})
    if tampil:
        hapus_draf(subjek.actor.user_id, draft_key(subjek, tanggal), at=subjek.actor.at)
        tell(request, hasil.pesan, hasil.peringatan)
    return {"kunci": satu["kunci"], "status": "diterima", "pesan": hasil.pesan}


def _refused(satu: Mapping[str, Any], galat: Mapping[str, Any]) -> dict[str, Any]:
    baris = [
        {"ruas": "" if ruas == "__all__" else ruas, "pesan": str(pesan)}
        for ruas, semua in galat.items()
        for pesan in semua
    ]
    return {"kunci": satu["kunci"], "status": "ditolak", "galat": baris}


def _day(satu: Mapping[str, Any]) -> date | None:
    try:
        tanggal = parse_date(str(satu.get("tanggal") or ""))
    except ValueError:
        return None
    return tanggal if tanggal and tanggal >= TERAWAL else None


def _read(request: HttpRequest) -> dict[str, Any]:
    """The body, or 400: entries are a list of objects, each with its key."""
    try:
        isi = json.loads(request.body)
        semua = isi["aktivitas"]
        if not isinstance(semua, list) or len(semua) > TERBANYAK:
            raise ValueError
        for satu in semua:
            satu["kunci"] = str(UUID(satu["kunci"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SuspiciousOperation("kiriman aktivitas tidak dapat dibaca") from error
    return dict(isi)
