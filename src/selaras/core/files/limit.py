"""Refuses bodies that are too large by their announced length, before a byte of them is read.

@body_limit(50 * MIB)        on a view; others get settings.KIRIMAN_MAKS_BITA
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

AnyView = TypeVar("AnyView", bound=Callable[..., Any])
MIB = 1024 * 1024


def body_limit(bita: int) -> Callable[[AnyView], AnyView]:
    """How large a request to this view may be."""

    def mark(view: AnyView) -> AnyView:
        view.maks_bita = bita  # type: ignore[attr-defined]
        return view

    return mark


class BodyLimitMiddleware:
    """Stands last: the forgery check, which reads forms, comes after every middleware's entry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        panjang = _length(request)
        if panjang > MIB and panjang > (batas := _limit(request)):
            return _refuse(request, panjang, batas)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    teks = request.META.get("CONTENT_LENGTH") or "0"
    return int(teks) if re.fullmatch("[0-9]{1,18}", str(teks)) else 0


def _limit(request: HttpRequest) -> int:
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return 0
    while view is not None:
        if (bita := getattr(view, "maks_bita", None)) is not None:
            return int(bita)
        view = getattr(view, "__wrapped__", None)
    return int(settings.KIRIMAN_MAKS_BITA)


def _refuse(request: HttpRequest, panjang: int, batas: int) -> HttpResponse:
    pesan = (
        f"Kiriman ini {panjang // MIB} MB, paling besar {max(batas // MIB, 1)} MB. "
        "Tidak ada yang disimpan dari kiriman ini."
    )
    if "text/html" in request.headers.get("Accept", ""):
        return render(request, "berkas/terlalu_besar.html", {"pesan": pesan}, status=413)
    return JsonResponse({"pesan": pesan}, status=413)
