"""The frame's own small pages: the accent colour, the whole menu on a phone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from selaras.core.permissions import public, requires
from selaras.web import tema


@public("gaya halaman masuk pun memakainya")
@cache_control(public=True, max_age=86_400 * 365, immutable=True)
def theme(request: HttpRequest) -> HttpResponse:
    """The accent colour as a style sheet; the address carries it, so it is never stale."""
    del request
    return HttpResponse(tema.css(settings.TAMPILAN["warna"]), content_type="text/css")


@requires("beranda.view")
def all_places(request: HttpRequest) -> HttpResponse:
    """Every place of the menu on one page: the fifth place of the phone."""
    return render(request, "web/lainnya.html")
