"""Our fields beside Kepmendagri 17/2000 and SIASN, gaps shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.core.permissions import requires
from selaras.simpeg.standar import standards


@require_safe
@requires("riwayat.verify")
def show_standards(request: HttpRequest) -> HttpResponse:
    """Every element of both standards and where it stands here."""
    konteks = {
        "standar": standards(),
        "hanya_kurang": request.GET.get("kurang") == "1",
        "jalur": [("Beranda", "/"), ("Kesesuaian standar data", "")],
    }
    return render(request, "simpeg/standar.html", konteks)
