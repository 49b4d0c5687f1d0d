"""One address per form: read its draft, save it, throw it away. Always one's own."""

import json
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selaras.core.drafts.models import Draf
from selaras.core.drafts.services import (
    BITA_TERBANYAK,
    DrafBerubah,
    find_draf,
    hapus_draf,
    save_draf,
)
from selaras.core.files.limit import body_limit
from selaras.core.halaman.format import jam_zona, tanggal_pendek
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.decorators import actor_of, signed_in


@require_http_methods(["GET", "PUT", "DELETE"])
@never_cache
@body_limit(BITA_TERBANYAK)
@signed_in("draf sendiri; kuncinya dicari bersama pemiliknya")
def draft(request: HttpRequest, kunci: str) -> HttpResponse:
    """GET also renews the form's token: signing in again makes the page's own one stale."""
    actor = actor_of(request)
    user_id = cast(int, actor.user_id)
    if request.method == "DELETE":
        hapus_draf(user_id, kunci, at=actor.at)
    elif request.method == "PUT":
        isi = _read(request)
        try:
            draf = save_draf(
                user_id=user_id,
                kunci=kunci,
                isi=isi["isi"],
                versi=isi["versi"],
                at=actor.at,
            )
        except DrafBerubah as error:
            return JsonResponse(_state(error.draf, actor), status=409)
        return JsonResponse({"versi": draf.versi, "jam": _when(draf, actor)})
    return JsonResponse({**_state(find_draf(user_id, kunci), actor), "token": get_token(request)})


def _state(draf: Draf | None, actor: Actor) -> dict[str, Any]:
    if draf is None:
        return {"versi": 0, "isi": None, "jam": ""}
    return {"versi": draf.versi, "isi": draf.isi, "jam": _when(draf, actor)}


def _when(draf: Draf, actor: Actor) -> str:
    """10.42 today; 3 Des 10.42 before."""
    jam = jam_zona(draf.diubah_pada)
    lama = (actor.at - draf.diubah_pada).total_seconds() > 12 * 3600
    return f"{tanggal_pendek(localdate(draf.diubah_pada))} {jam}" if lama else jam


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        isi = json.loads(request.body)
        pasangan, versi = isi["isi"], int(isi.get("versi") or 0)
        if not all(isinstance(p, list) and len(p) == 2 for p in pasangan):
            raise ValueError
        teks = "".join(str(kata) for p in pasangan for kata in p)
        teks.encode()  # half a character is none
        if "\x00" in teks:  # PostgreSQL keeps no such character
            raise ValueError
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise SuspiciousOperation("draf tidak dapat dibaca") from error
    return {"isi": pasangan, "versi": versi}
