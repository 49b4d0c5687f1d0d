"""Pages of notices: the list behind the bell, counts for the frame, channels, failed deliveries."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka
from selaras.core.halaman.kolom import Kolom
from selaras.core.notify.catalog import Saluran, kind
from selaras.core.notify.channels import GagalKirim
from selaras.core.notify.channels.push import require_known
from selaras.core.notify.delivery import retry
from selaras.core.notify.models import Kiriman, LanggananPush, Pemberitahuan
from selaras.core.notify.selectors import (
    channels,
    choices_of,
    deliveries,
    notices_of,
    unread_count,
)
from selaras.core.notify.services import choose_channels, mark_read
from selaras.core.notify.settings import vapid
from selaras.core.permissions.decorators import actor_of, requires
from selaras.core.permissions.registry import persons
from selaras.core.workflow.inbox import waiting_count

PER_HALAMAN = 30
INBOX = "persetujuan"  # the place of its figure in a menu


@require_safe
@requires("akun.own")
def list_notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, the newest first; unread ones stand out."""
    actor = actor_of(request)
    rows = notices_of(actor)
    if request.GET.get("belum"):
        rows = rows.filter(dibaca_pada=None)
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("hal"))
    unread = unread_count(actor)
    konteks = {
        "halaman": page,
        "baris": [(p, kind(p.jenis)) for p in page],
        "belum": unread,
        "hanya_belum": bool(request.GET.get("belum")),
        "ringkas": f"{angka(unread)} belum dibaca." if unread else "",
        "jalur": [("Beranda", "/"), ("Pemberitahuan", "")],
    }
    return render(request, "pemberitahuan/daftar.html", konteks)


@require_POST
@requires("akun.own")
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one and go where it leads."""
    actor = actor_of(request)
    row: Pemberitahuan | None = notices_of(actor).filter(pk=pk).first()
    if row is None:
        raise Http404("pemberitahuan tidak ditemukan")
    mark_read(row.person_id, at=actor.at, pk=row.pk)
    safe = url_has_allowed_host_and_scheme(row.url, allowed_hosts=None)
    return redirect(row.url if row.url and safe else "pemberitahuan:daftar")


@require_POST
@requires("akun.own")
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    actor = actor_of(request)
    if actor.person_id is not None:
        mark_read(actor.person_id, at=actor.at)
    return redirect("pemberitahuan:daftar")


@require_safe
@requires("akun.own")
def counts(request: HttpRequest) -> HttpResponse:
    """The figures at the bell and the inbox; asked for after the page stands.

    A page names the places in its menu (`tempat`): it may be older than who asks may do now.
    """
    actor = actor_of(request)
    konteks = {"lonceng": unread_count(actor), "berkotak": INBOX in request.GET.getlist("tempat")}
    if konteks["berkotak"]:
        konteks["menunggu"] = waiting_count(actor)
    return render(request, "pemberitahuan/jumlah.html", konteks)


@requires("akun.own")
def choose(request: HttpRequest) -> HttpResponse:
    """Which channels for which kind; the application itself always tells."""
    actor = actor_of(request)
    if request.method == "POST" and actor.person_id is not None:
        chosen = {
            p.jenis.name: [s for s in Saluran if f"{p.jenis.name}.{s}" in request.POST]
            for p in choices_of(actor)
        }
        choose_channels(actor.person_id, chosen)
        messages.success(request, "Pilihan pemberitahuan disimpan.")
        return redirect("saluran:pilihan")
    person = actor.person_id
    contact = persons().contacts([person]).get(person) if person is not None else None
    keys = vapid()
    konteks = {
        "pilihan": choices_of(actor),
        "saluran": channels(),
        "kontak": contact,
        "vapid": keys.publik if keys else "",
        "peramban": LanggananPush.objects.filter(user_id=actor.user_id or 0),
        "jalur": [("Beranda", "/"), ("Akun saya", reverse("akun:saya")), ("Pemberitahuan", "")],
    }
    return render(request, "pemberitahuan/pilihan.html", konteks)


@require_POST
@requires("akun.own")
def subscribe(request: HttpRequest) -> HttpResponse:
    """A browser agrees to be woken: {"endpoint", "keys": {"p256dh", "auth"}}."""
    actor = actor_of(request)
    try:
        body = json.loads(request.body)
        endpoint, keys = str(body["endpoint"])[:600], body["keys"]
        p256dh, auth = str(keys["p256dh"])[:120], str(keys["auth"])[:40]
        require_known(endpoint)
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"pesan": "Langganan peramban ini tidak terbaca."}, status=400)
    except GagalKirim as why:
        return JsonResponse({"pesan": str(why)}, status=400)
    if actor.person_id is None or actor.user_id is None:
        return JsonResponse({"pesan": "Akun ini belum terhubung ke pegawai."}, status=400)
    LanggananPush.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "user_id": actor.user_id,
            "person_id": actor.person_id,
            "p256dh": p256dh,
            "auth": auth,
            "peramban": _browser(request),
            "dibuat_pada": actor.at,
        },
    )
    return JsonResponse({"pesan": "Peramban ini akan memberi tahu Anda."})


@require_POST
@requires("akun.own")
def unsubscribe(request: HttpRequest, pk: int) -> HttpResponse:
    """This browser is left alone from now on."""
    LanggananPush.objects.filter(pk=pk, user_id=actor_of(request).user_id or 0).delete()
    messages.success(request, "Peramban itu tidak lagi diberi tahu.")
    return redirect("saluran:pilihan")


@require_safe
@requires("kiriman.view")
def list_deliveries(request: HttpRequest) -> HttpResponseBase:
    """What left the application, by which channel, and what did not arrive and why."""
    actor = actor_of(request)
    return Daftar(
        request,
        deliveries(actor).annotate(
            kepada=persons().name_expression("pemberitahuan__person_id")
        ),
        nama="kiriman",
        berkas="kiriman",
        kolom=[
            Kolom("judul", "Pemberitahuan", nilai="pemberitahuan.judul"),
            Kolom("kepada", "Kepada"),
            Kolom("saluran", "Saluran", nilai=Kiriman.get_saluran_display, urut="saluran"),
            Kolom("status", "Status", nilai=lambda k: f"kiriman_{k.status}", jenis="status",
                  urut="status"),
            Kolom("percobaan", "Percobaan", jenis="angka", urut="percobaan"),
            Kolom("galat", "Sebab", nilai="galat"),
            Kolom("dibuat", "Dibuat", nilai="pemberitahuan.dibuat_pada", jenis="waktu",
                  urut="pemberitahuan__dibuat_pada"),
            Kolom("terkirim_pada", "Terkirim", jenis="waktu", urut="terkirim_pada"),
        ],
        cari=("pemberitahuan__judul", "galat"),
        saringan=[
            Saringan("status", "Status", lambda qs, v: qs.filter(status=v), Kiriman.Status.choices),
            Saringan("saluran", "Saluran", lambda qs, v: qs.filter(saluran=v),
                     [(s.value, j) for s, j, _ in channels()]),
        ],
        urut="-dibuat",
        kosong=Kosong("Belum ada kiriman", "Surel, peramban dan WhatsApp yang terkirim tampak di "
                      "sini, juga yang gagal dengan sebabnya."),
    ).respond(
        "pemberitahuan/kiriman.html",
        judul="Kiriman pemberitahuan",
        gagal=deliveries(actor).filter(status=Kiriman.Status.GAGAL).count(),
        jalur=[("Beranda", "/"), ("Kiriman pemberitahuan", "")],
    )  # fmt: skip


@require_POST
@requires("kiriman.view")
def retry_failed(request: HttpRequest) -> HttpResponse:
    """Put everything that was given up in the queue again."""
    actor = actor_of(request)
    failed = deliveries(actor).filter(status=Kiriman.Status.GAGAL).values_list("pk", flat=True)
    n = retry(list(failed[:1000]), at=actor.at)
    messages.success(request, f"{angka(n)} kiriman dicoba lagi dalam beberapa menit.")
    return redirect("pemberitahuan:kiriman")


def _browser(request: HttpRequest) -> str:
    agent = request.headers.get("User-Agent", "")
    names = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    found = next((n for n in names if n in agent), "Peramban")
    ponsel = "Android" if "Android" in agent else "iPhone" if "iPhone" in agent else "komputer"
    words: dict[str, Any] = {"Edg": "Edge", "OPR": "Opera"}
    host = urlsplit(request.build_absolute_uri()).hostname or ""
    return f"{words.get(found, found)} di {ponsel} ({host})"[:120]
