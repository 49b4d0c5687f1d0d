"""A person's month: the calendar of days beside the instrument as a waterfall."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.permissions import access, actor_of, requires
from selaras.pegawai.models import Pegawai
from selaras.tpp.views.kalender import MonthDays, load_month_days

BULAN_PERTAMA = 201001


@requires("presensi.view")
def own_month_now(request: HttpRequest) -> HttpResponse:
    """The month that runs today, in the person's own zone."""
    actor = actor_of(request)
    hari_ini = actor.at.date()
    return redirect("tpp:bulan_saya", periode=hari_ini.year * 100 + hari_ini.month)


@requires("presensi.view")
def own_month(request: HttpRequest, periode: int) -> HttpResponse:
    """One's own month; an account without a person has none."""
    actor = actor_of(request)
    if actor.person_id is None:
        return render(request, "tpp/tanpa_pegawai.html", status=404)
    return _month(request, periode, actor.person_id)


@requires("presensi.view")
def persons_month(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    """The month of someone within reach."""
    return _month(request, periode, pegawai_id)


def _month(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    actor = actor_of(request)
    awal = first_day(periode)
    pegawai_qs = Pegawai.objects.select_related("instansi")
    pegawai = access(pegawai_qs, pegawai_id, actor, "presensi.view", at=awal)
    hari = load_month_days(pegawai, periode, actor.at)
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "sendiri": pegawai.pk == actor.person_id,
        "periode": periode,
        "bulan": periode_id(periode),
        "hari": hari,
        "ringkas": summary(hari),
        "sebelum": _link(pegawai, shift(periode, -1), actor.person_id),
        "sesudah": _link(pegawai, shift(periode, 1), actor.person_id),
    }
    return render(request, "tpp/bulan.html", konteks)


def first_day(periode: int) -> date:
    """The first day of a calendar month; anything else is no page."""
    tahun, bulan = divmod(periode, 100)
    if periode < BULAN_PERTAMA or not 1 <= bulan <= 12 or tahun > 2100:
        raise Http404("bulan tidak ada")
    return date(tahun, bulan, 1)


def shift(periode: int, langkah: int) -> int:
    """The month before or after."""
    urut = (periode // 100) * 12 + periode % 100 - 1 + langkah
    return urut // 12 * 100 + urut % 12 + 1


def summary(hari: MonthDays) -> str:
    """The month's attendance in one sentence."""
    if hari.kosong:
        return hari.kosong
    j = hari.jumlah
    bagian = [f"{j.tepat} dari {j.kerja} hari kerja hadir tepat waktu"]
    if j.masalah:
        bagian.append(f"{j.masalah} hari menurunkan nilai disiplin")
    if j.izin:
        bagian.append(f"{j.izin} hari cuti, dinas atau izin")
    return ", ".join(bagian) + "."


def _link(pegawai: Pegawai, periode: int, person_id: int | None) -> dict[str, str]:
    if pegawai.pk == person_id:
        url = reverse("tpp:bulan_saya", args=[periode])
    else:
        url = reverse("tpp:bulan", args=[periode, pegawai.pk])
    return {"url": url, "judul": periode_id(periode)}
