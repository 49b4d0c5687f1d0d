"""Addresses of files: uploads in pieces (JSON for the script), the file itself, its previews."""

import json
import uuid
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from selaras.core.files import storage, uploads
from selaras.core.files.errors import BelumUrut, BerkasDitolak
from selaras.core.files.limit import body_limit
from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.policies import may_see, withheld
from selaras.core.files.preview import preview_bytes
from selaras.core.files.purposes import purpose
from selaras.core.halaman.format import ukuran
from selaras.core.permissions.decorators import actor_of, signed_in

SENDIRI = "unggahan sendiri; keperluannya yang menentukan siapa boleh membaca"
PER_BERKAS = "kebijakan ruang yang melampirkan menjawab per berkas, 404 di luarnya"
KECIL = 64 * 1024
ANGKA_TERPANJANG = 18  # digits that the database's numbers hold


@require_POST
@body_limit(KECIL)
@signed_in(SENDIRI)
def begin(request: HttpRequest) -> HttpResponse:
    """Open an upload, or say at once that the file is too large."""
    isi = _json(request)
    if purpose(str(isi.get("keperluan"))) is None:
        raise SuspiciousOperation("keperluan berkas tidak dikenal")
    try:
        unggahan = uploads.begin(
            actor=actor_of(request),
            keperluan=str(isi["keperluan"]),
            nama=str(isi.get("nama", "")),
            ukuran=_whole(isi.get("ukuran", 0)),
        )
    except BerkasDitolak as error:
        return JsonResponse({"pesan": str(error)}, status=422)
    return JsonResponse(
        {**_progress(unggahan), "potongan": uploads.POTONGAN,
         "url": reverse("berkas:unggahan", args=[unggahan.pk]),
         "selesai": reverse("berkas:selesai", args=[unggahan.pk])}, status=201,
    )  # fmt: skip


@body_limit(uploads.POTONGAN + KECIL)
@signed_in(SENDIRI)
def piece(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """GET: how far it came. PUT: the next piece. DELETE: forget it."""
    unggahan = uploads.upload_of(actor_of(request), pk)
    if request.method == "DELETE":
        uploads.cancel(unggahan)
        return HttpResponse(status=204)
    if request.method == "PUT":
        mulai = _whole(request.headers.get("Upload-Offset", ""))
        try:
            unggahan = uploads.put_piece(unggahan=unggahan, mulai=mulai, isi=request.body)
        except BelumUrut as error:
            return JsonResponse({"diterima": error.diterima}, status=409)
    elif request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    return JsonResponse(_progress(unggahan))


@require_POST
@body_limit(KECIL)
@signed_in(SENDIRI)
def finish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Join, compare checksums, look at the content; answers with the file's row of the form."""
    actor = actor_of(request)
    unggahan = uploads.upload_of(actor, pk)
    try:
        berkas = uploads.finish(
            actor=actor, unggahan=unggahan, sha256=str(_json(request).get("sha256") or "")
        )
    except BelumUrut as error:
        return JsonResponse({"diterima": error.diterima}, status=409)
    except BerkasDitolak as error:
        return JsonResponse({"pesan": str(error)}, status=422)
    return JsonResponse(_described(berkas), status=201)


@require_safe
@signed_in(PER_BERKAS)
def state(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a form shows of a file: a restored draft names it by its id only."""
    return JsonResponse(_described(_visible(request, pk)))


@require_safe
@signed_in(PER_BERKAS)
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file. Only PDF and pictures may open in the browser; all else is saved."""
    berkas = _visible(request, pk)
    if sebab := withheld(actor_of(request), berkas):
        return _refused(request, sebab)
    try:
        isi = storage.open_bytes(berkas.jalur)
    except FileNotFoundError as error:
        raise Http404("isi berkas tidak ada di penyimpanan") from error
    lampiran = not berkas.is_terpratinjau or "unduh" in request.GET
    jawab = FileResponse(
        isi, as_attachment=lampiran, filename=berkas.nama, content_type=berkas.jenis
    )
    return _private(jawab)


@require_safe
@signed_in(PER_BERKAS)
def preview(request: HttpRequest, pk: uuid.UUID, halaman: int) -> HttpResponseBase:
    """A page as a small picture."""
    berkas = _visible(request, pk)
    if withheld(actor_of(request), berkas) or (isi := preview_bytes(berkas, halaman)) is None:
        raise Http404("berkas ini tidak punya pratinjau")
    return _private(HttpResponse(isi, content_type="image/webp"), detik=3600)


def _visible(request: HttpRequest, pk: uuid.UUID) -> Berkas:
    berkas = Berkas.objects.filter(pk=pk).first()
    if berkas is None or not may_see(actor_of(request), berkas):
        raise Http404("berkas tidak ditemukan")
    return berkas


def _private(jawab: Any, detik: int = 0) -> HttpResponseBase:
    """Kept by nobody on the way, never guessed at, never run as part of this site."""
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_cache_control(jawab, private=True, max_age=detik)
    answer: HttpResponseBase = jawab
    return answer


def _refused(request: HttpRequest, sebab: str) -> HttpResponse:
    return render(request, "berkas/ditahan.html", {"sebab": sebab}, status=409)


def _progress(unggahan: Unggahan) -> dict[str, Any]:
    return {"id": str(unggahan.pk), "diterima": unggahan.diterima, "ukuran": unggahan.ukuran}


def _described(berkas: Berkas) -> dict[str, Any]:
    return {
        "id": str(berkas.pk),
        "nama": berkas.nama,
        "ukuran": ukuran(berkas.ukuran),
        "url": reverse("berkas:buka", args=[berkas.pk]),
        "pratinjau": reverse("berkas:pratinjau", args=[berkas.pk, 0])
        if berkas.is_terpratinjau
        else "",
    }


def _whole(nilai: object) -> int:
    """A number of bytes, from a header or from JSON."""
    teks = str(nilai)
    if not (teks.isascii() and teks.isdecimal() and len(teks) <= ANGKA_TERPANJANG):
        raise SuspiciousOperation("ukuran atau letak bukan bilangan bulat")
    return int(teks)


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        isi = json.loads(request.body or b"{}")
    except ValueError as error:
        raise SuspiciousOperation("bukan JSON") from error
    if not isinstance(isi, dict):
        raise SuspiciousOperation("bukan objek JSON")
    return isi
