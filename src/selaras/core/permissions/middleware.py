"""Puts the actor on each request, built at first use so that static pages cost no query."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now


def client_address(request: HttpRequest) -> str:
    """The visitor's address; only as many forwarding hops are believed as the site has proxies."""
    hops = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = [h.strip() for h in request.headers.get("X-Forwarded-For", "").split(",") if h.strip()]
    if hops and len(chain) >= hops:
        return chain[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


class ActorMiddleware:
    """Sets request.actor; stands after the authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: load_actor(request.user, at=now(), alamat=client_address(request))
        )
        return self.get_response(request)
