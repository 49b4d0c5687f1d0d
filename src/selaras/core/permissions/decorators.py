"""Every view says who may open it: @requires("action"), @signed_in(why) or @public(why).

A view that says nothing fails the test that walks the URLs (tests/izin).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.template.response import SimpleTemplateResponse
from django.utils.decorators import method_decorator
from django.views import View as ClassView

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import action as declared
from selaras.core.permissions.readonly import readonly

AnyView = TypeVar("AnyView", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, as the middleware built it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def requires(name: str, *, writes_on_get: str = "") -> Callable[[AnyView], AnyView]:
    """Only for those who hold the action somewhere; which rows is asked inside, by `access`.

    Not signed in: to the sign-in page. First sign-in: to the new password. Not allowed: 403.
    A GET may not write; `writes_on_get` says why this one may.
    """
    title = declared(name).judul

    def refuse(request: HttpRequest) -> HttpResponse | None:
        if away := _must_go(request):
            return away
        if not actor_of(request).reach(name):
            raise PermissionDenied(f"Halaman ini untuk yang berwenang: {title.lower()}.")
        return None

    return _gate(refuse, ("requires", name), guard_writes=not writes_on_get)


def signed_in(
    why: str, *, even_before_new_password: bool = False, as_json: bool = False
) -> Callable[[AnyView], AnyView]:
    """For anyone with an account; `why` says why no action guards it.

    `as_json`: a program calls it, so a refusal is a code and a word, not another page.
    """

    def refuse(request: HttpRequest) -> HttpResponse | None:
        if as_json:
            return _refuse_json(request)
        return _must_go(request, even_before_new_password=even_before_new_password)

    return _gate(refuse, ("signed_in", why), guard_writes=False)


def public(why: str) -> Callable[[AnyView], AnyView]:
    """For everybody, signed in or not; `why` says why."""

    def refuse(request: HttpRequest) -> HttpResponse | None:
        del request
        return None

    return _gate(refuse, ("public", why), guard_writes=False)


def gate_of(view: Callable[..., Any]) -> tuple[str, str] | None:
    """What a view says of itself: ("requires", action), ("signed_in", why), ("public", why)."""
    gate: tuple[str, str] | None = getattr(view, "selaras_gate", None)
    return gate


def _must_go(
    request: HttpRequest, *, even_before_new_password: bool = False
) -> HttpResponse | None:
    user = request.user
    if not user.is_authenticated:
        login = resolve_url("account_login")
        query = urlencode({"next": _page(request)}, safe="/")
        return _redirect(request, redirect(f"{login}?{query}"))
    if user.wajib_ganti_sandi and not even_before_new_password:
        return _redirect(request, redirect("account_change_password"))
    return None


def _refuse_json(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return JsonResponse({"galat": "masuk"}, status=401)
    if request.user.wajib_ganti_sandi:
        return JsonResponse({"galat": "ganti_sandi"}, status=403)
    return None


def _page(request: HttpRequest) -> str:
    """Where to go on after signing in: the page, not the part of it that htmx asked for."""
    halaman = urlsplit(request.headers.get("HX-Current-URL", ""))
    if halaman.netloc != request.get_host():
        return request.get_full_path()
    return f"{halaman.path}?{halaman.query}" if halaman.query else halaman.path


def _redirect(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """htmx follows a redirect inside the fragment; it must move the whole page instead.

    What asks behind somebody's back while she writes (header X-Latar) gets nothing: her own next
    step tells her.
    """
    if request.headers.get("HX-Request") == "true":
        if "X-Latar" in request.headers:
            return HttpResponse(status=204)
        url = response["Location"]
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
    return response


def _gate(
    refuse: Callable[[HttpRequest], HttpResponse | None],
    mark: tuple[str, str],
    *,
    guard_writes: bool,
) -> Callable[[AnyView], AnyView]:
    def decorate(view: AnyView) -> AnyView:
        if isinstance(view, type) and issubclass(view, ClassView):
            gate_class: Callable[[Any], Any] = method_decorator(decorate, name="dispatch")
            return cast(AnyView, gate_class(view))

        answer: Callable[..., Any] = view

        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (refusal := refuse(request)) is not None:
                return refusal
            if guard_writes and request.method in SAFE_METHODS:
                with readonly():
                    return _rendered(answer(request, *args, **kwargs))
            response: HttpResponse = answer(request, *args, **kwargs)
            return response

        gated.selaras_gate = mark  # type: ignore[attr-defined]
        return cast(AnyView, gated)

    return decorate


def _rendered(response: Any) -> HttpResponse:
    """Render a lazy response while the guard still stands."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    answer: HttpResponse = response
    return answer
