"""Error pages: what happened, what to do, and a number that leads to the log."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from selaras.core.logs import current_reference

log = logging.getLogger("selaras.galat")

KATA = {
    400: (
        "Permintaan tidak dapat dibaca",
        "Alamat atau isian yang dikirim tidak lengkap. Kembali ke halaman sebelumnya dan ulangi.",
    ),
    403: (
        "Anda belum berwenang membuka halaman ini",
        "Hak akses diberikan oleh pengelola kepegawaian unit Anda. Bila tugas Anda memerlukannya, "
        "minta kepadanya.",
    ),
    404: (
        "Halaman atau data tidak ditemukan",
        "Alamatnya mungkin salah ketik, datanya sudah berpindah, atau di luar wilayah kerja Anda.",
    ),
    405: (
        "Alamat ini hanya menerima kiriman",
        "Ia tidak dapat dibuka atau dimuat ulang. Kembali ke halaman sebelumnya, lalu kirim lagi "
        "bila perlu; yang sudah terkirim tidak perlu diulang.",
    ),
    500: (
        "Ada yang tidak beres di sistem",
        "Ini bukan kesalahan Anda dan sudah tercatat. Isian yang belum tersimpan perlu diulang.",
    ),
}

KEDALUWARSA = (
    "Formulir sudah kedaluwarsa",
    "Halamannya terlalu lama terbuka, atau Anda sudah masuk lagi di jendela lain. Kembali ke "
    "halaman sebelumnya, muat ulang, lalu kirim sekali lagi.",
)
BERKERANGKA = frozenset({403, 404, 405})  # the rest may come from the frame itself


def _page(
    request: HttpRequest, kode: int, alasan: str = "", kata: tuple[str, str] | None = None
) -> HttpResponse:
    rujukan = current_reference()
    log.log(
        logging.ERROR if kode >= 500 else logging.INFO,
        "galat %s %s %s",
        kode, request.method, request.path, extra={"rujukan": rujukan},
    )  # fmt: skip
    judul, kalimat = kata or KATA[kode]
    konteks = {"kode": kode, "judul": judul, "kata": kalimat, "alasan": alasan, "rujukan": rujukan}
    isi = _framed(request, konteks) if kode in BERKERANGKA else ""
    if not isi:
        isi = render_to_string("web/galat.html", {**konteks, "tampilan": settings.TAMPILAN})
    return HttpResponse(isi, status=kode)


class MethodMiddleware:
    """Says in words what a browser would show as an empty page: an address that is only sent to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jawab = self.get_response(request)
        if jawab.status_code != 405 or request.method != "GET" or jawab.content:
            return jawab
        halaman = _page(request, 405)
        halaman["Allow"] = jawab.get("Allow", "POST")
        return halaman


# As the driver says it, and as the database does of what is kept as JSON.
_NUL = ("NUL (0x00)", "\\u0000 cannot be converted")


class NulMiddleware:
    """A NUL is no letter that the database keeps: what carries one is unreadable, not our error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _page(request, 400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Bodies are not read before their view does; the driver then refuses the letter."""
        if isinstance(exception, DataError) and any(n in str(exception) for n in _NUL):
            return _page(request, 400)
        return None


def _framed(request: HttpRequest, konteks: dict[str, Any]) -> str:
    """The page with the person's own menu around it; "" where there is none to draw."""
    user = getattr(request, "user", None)
    if user is None or getattr(request, "htmx", False):
        return ""
    try:
        if not user.is_authenticated:
            return ""
        return render_to_string("web/galat_kerangka.html", konteks, request=request)
    except Exception:  # whatever the frame stumbles over must not hide the first error
        log.exception("kerangka halaman galat gagal", extra={"rujukan": konteks["rujukan"]})
        return ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason is ours (PermissionDenied's text), so it may be shown."""
    return _page(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or sent from another site."""
    del reason
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"galat": "csrf"}, status=403)  # the program fetches a new token
    return _page(request, 403, kata=KEDALUWARSA)
