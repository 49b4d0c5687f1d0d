"""Home: what to do first, then today and this month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selaras.core.permissions import requires


@requires("beranda.view")
def beranda(request: HttpRequest) -> HttpResponse:
    """The home page of the person's roles."""
    return render(request, "web/beranda.html")
