"""Leads machines past what only browsers need: sessions, cookies, host names, redirects to HTTPS.

Machines call the server by whatever address was typed into them, over plain HTTP, and say nothing
of hosts or cookies; perangkat.adms.gerbang decides who may come in.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

AWAL = ("/iclock/", "/m/")


class MachineDoorMiddleware:
    """Stands before everything but the request's reference."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(AWAL):
            return self.get_response(request)
        try:
            cocok = resolve(request.path_info)
        except Resolver404:
            return HttpResponse("ERROR: tidak ada", status=404, content_type="text/plain")
        request.resolver_match = cocok
        jawab: HttpResponse = cocok.func(request, *cocok.args, **cocok.kwargs)
        return jawab
