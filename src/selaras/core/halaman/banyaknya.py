"""How many rows a list has and what their columns come to, remembered for half a minute.

Counting 50,000 rows takes longer than reading a page of them, and who sorts or leafs through a list
asks for the same each time. What is short and quick is counted anew, and so is what has to be
exact: places counted from the end, and all that she sees who has just changed something herself.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from selaras.core.sebentar import Sebentar

BANYAK = "_banyak"
PANJANG = 10_000  # rows from which nobody misses one that came a moment ago
LAMBAT_S = 0.02  # so long a count is worth remembering, however few it found
LAMA_S = 30
KUKI = "selaras_baru_mengubah"
_ingatan = Sebentar[Mapping[Any, Any]](LAMA_S)
K = TypeVar("K")


def count_rows(rows: QuerySet[Any], *, tepat: bool = False) -> int:
    """The number of rows."""
    return int(totals(rows, {}, tepat=tepat)[BANYAK])


def totals(
    rows: QuerySet[Any], dihitung: Mapping[str, Any], *, tentang: Hashable = "", tepat: bool = False
) -> Mapping[str, Any]:
    """The number of rows, under BANYAK, and the aggregates `dihitung`, by name."""
    return remembered(
        rows, lambda: _ask(rows, dihitung), tentang=(tentang, tuple(dihitung)), tepat=tepat
    )


def remembered(
    rows: QuerySet[Any], ask: Callable[[], Mapping[str, Any]], *, tentang: Hashable, tepat: bool
) -> Mapping[str, Any]:
    """What `ask` counts among the rows.

    Known by the rows' whole statement, so that nobody is told of what only another may see, and by
    `tentang`, which says what is counted.
    """
    try:
        kalimat, nilai = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return ask()
    return _remembered((tentang, kalimat, repr(nilai)), ask, tepat=tepat)


def counts_of(
    tentang: Hashable, ask: Callable[[], Mapping[K, int]], *, tepat: bool
) -> dict[K, int]:
    """Counts that are the same for everybody, such as people by agency on a day.

    `tentang` says what is counted and of when, since there are no rows to know it by.
    """
    return dict(_remembered(("", tentang), ask, tepat=tepat))


def _remembered(
    kunci: Hashable, ask: Callable[[], Mapping[Any, Any]], *, tepat: bool
) -> Mapping[Any, Any]:
    if not tepat and (ingat := _ingatan.get(kunci)):
        return ingat
    mulai = time.perf_counter()
    hasil = ask()
    if hasil.get(BANYAK, 0) >= PANJANG or time.perf_counter() - mulai >= LAMBAT_S:
        _ingatan.put(kunci, hasil)
    return hasil


def _ask(rows: QuerySet[Any], dihitung: Mapping[str, Any]) -> Mapping[str, Any]:
    if not dihitung:
        return {BANYAK: rows.count()}
    hasil: Mapping[str, Any] = rows.aggregate(**{BANYAK: Count("*")}, **dihitung)
    return hasil


def just_changed(request: HttpRequest) -> bool:
    """Whether this browser sent a change within what is remembered."""
    return KUKI in request.COOKIES


class ChangedMiddleware:
    """Lets whoever has just changed something see it counted; once the mark is gone, all that is
    remembered is younger than the change."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        masuk = settings.SESSION_COOKIE_NAME in request.COOKIES
        if masuk and request.method not in ("GET", "HEAD", "OPTIONS", "TRACE"):
            response.set_cookie(
                KUKI, "1", max_age=LAMA_S + 1, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response
