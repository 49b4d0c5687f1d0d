"""The page that is one form, in one shape for all rooms."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DITOLAK = 422  # what was sent cannot be taken: the page tells why, scripts and tests see it


def form_page(request: HttpRequest, konteks: Mapping[str, Any]) -> HttpResponse:
    """`konteks` names form, judul and jalur; where wanted ringkas, tombol, batal, enctype."""
    status = DITOLAK if konteks["form"].errors else 200
    return render(request, "kit/halaman_formulir.html", dict(konteks), status=status)
