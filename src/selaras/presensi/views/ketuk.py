"""One's own clock-in: the page with the button, its shell without a signal, a tap without script.

Taps themselves come in by views.ponsel; here is only what the page shows at its first paint.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from selaras.core.halaman.format import tanggal_id
from selaras.core.permissions import Actor, actor_of, public, requires
from selaras.pegawai.models import Pegawai
from selaras.presensi.kiriman import JENIS
from selaras.presensi.models import BuktiKetukan, Ketukan
from selaras.presensi.selectors.ponsel import to_ms
from selaras.presensi.services.gawai.ponsel import KetukMasuk, Kiriman, receive_taps
from selaras.presensi.services.masuk.laju import TerlaluSering

TANPA_PEMASANGAN = UUID(int=0)  # a browser without script is no installation and signs nothing


@dataclass(frozen=True, slots=True)
class KeadaanKetuk:
    """What the page knows before any script runs. Times in milliseconds of the server's clock."""

    akun: int | None
    pegawai_id: int
    nama: str
    zona: str
    waktu_server: int
    jam: str
    hari: str
    ketukan: list[int]
    kunci: str


@never_cache
@requires("presensi.own")
def clock_in(request: HttpRequest) -> HttpResponse:
    """The button; without script it posts a tap without a position."""
    actor = actor_of(request)
    pegawai = _person(actor)
    if request.method == "POST" and pegawai is not None:
        return _tap_without_script(request, actor, pegawai)
    keadaan = _state(actor, pegawai) if pegawai is not None else None
    return render(request, "presensi/ketuk/halaman.html", {"ketuk": keadaan})


@require_safe
@public("kerangka kosong: tanpa nama dan tanpa data siapa pun")
@cache_control(public=True, max_age=300)
def clock_in_offline(request: HttpRequest) -> HttpResponse:
    """The same button without a signal; drawn for nobody, so that a phone may keep it."""
    del request
    return HttpResponse(
        render_to_string("presensi/ketuk/luring.html", {"tampilan": settings.TAMPILAN})
    )


def _person(actor: Actor) -> Pegawai | None:
    if actor.person_id is None:
        return None
    return Pegawai.objects.select_related("instansi").get(pk=actor.person_id)


def _state(actor: Actor, pegawai: Pegawai) -> KeadaanKetuk:
    zona = pegawai.zona
    saat = actor.at.astimezone(ZoneInfo(zona))
    return KeadaanKetuk(
        akun=actor.user_id,
        pegawai_id=pegawai.pk,
        nama=pegawai.nama,
        zona=zona,
        waktu_server=round(actor.at.timestamp() * 1000),
        jam=f"{saat:%H.%M.%S}",
        hari=tanggal_id(saat.date()),
        ketukan=_taps_today(pegawai.pk, saat),
        kunci=str(uuid4()),
    )


def _taps_today(pegawai_id: int, saat: datetime) -> list[int]:
    awal = saat.replace(hour=0, minute=0, second=0, microsecond=0)
    waktu = Ketukan.objects.filter(
        pegawai_id=pegawai_id, waktu__gte=awal, waktu__lt=awal + timedelta(days=1)
    ).values_list("waktu", flat=True)
    return sorted(round(w.timestamp() * 1000) for w in waktu)


def _tap_without_script(request: HttpRequest, actor: Actor, pegawai: Pegawai) -> HttpResponse:
    """A tap without a position; the form's own key makes a second press of it the same tap."""
    try:
        kunci = UUID(request.POST.get("kunci", ""))
    except ValueError:
        kunci = uuid4()
    sehari = BuktiKetukan.objects.filter(pegawai=pegawai, waktu__gt=actor.at - timedelta(days=1))
    if sehari.filter(kunci=kunci).exists():
        messages.success(request, "Ketukan itu sudah diterima.")
        return redirect("presensi:ketuk")
    satu = KetukMasuk(
        kunci=kunci,
        waktu=to_ms(actor.at),
        mode=BuktiKetukan.Mode.KANTOR,
        jenis=JENIS.get(request.POST.get("jenis", "")),
    )
    kiriman = Kiriman(cast(int, actor.user_id), TANPA_PEMASANGAN, [satu])
    try:
        hasil = receive_taps(kiriman=kiriman, at=actor.at)[0]
    except TerlaluSering as sering:
        messages.error(request, f"Terlalu sering. Coba lagi dalam {sering.detik} detik.")
    else:
        baik = hasil.status in ("diterima", "sudah")
        messages.add_message(request, messages.SUCCESS if baik else messages.WARNING, hasil.pesan)
    return redirect("presensi:ketuk")
