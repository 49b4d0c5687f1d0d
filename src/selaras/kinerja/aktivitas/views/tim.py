"""The superior's page: what waits, all of it at once or one by one, and the team x days."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.aturan.jadwal import Rentang
from selaras.core.bilangan import whole_numbers
from selaras.core.halaman.format import angka
from selaras.core.halaman.lembar import xlsx_response
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.workflow.engine import apply_many, available
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.aktivitas.selectors.tim import (
    BANYAK_MENUNGGU,
    day_entries,
    team_month,
    waiting_for,
)
from selaras.kinerja.aktivitas.services.putusan import decide_entries
from selaras.kinerja.aktivitas.views.kisi import draw_days
from selaras.kinerja.aktivitas.views.unit import day_columns
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.pegawai.selectors.sebulan import months_to_choose

TAMPIL, ORANG_SEHALAMAN = 60, 50  # rows drawn; all of what waits can be approved at once
LANGKAH = {"approve": "disetujui", "return": "dikembalikan", "reject": "ditolak"}


@requires("aktivitas.approve")
def show_team(request: HttpRequest) -> HttpResponseBase:
    """What waits for me, then my team's month."""
    actor = actor_of(request)
    kini = actor.month()
    pilihan = months_to_choose(actor, None, None)
    diminta = request.GET.get("periode", "")
    periode = next((p for p in pilihan.semua if str(p) == diminta), kini)
    rentang = Rentang.bulan(periode)
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(
            f"aktivitas-tim-{periode}", day_columns(periode), team_month(actor, periode)
        )
    halaman = Paginator(team_month(actor, periode), ORANG_SEHALAMAN).get_page(
        request.GET.get("hal")
    )
    rinci = reverse("aktivitas:rinci", args=[0]).removesuffix("0/")
    baris = [
        {
            "pegawai": p, "sel": draw_days(p.nama, p.hari, rentang, rinci),
            "disetujui": sum(h["m"] for h in p.hari), "menunggu": sum(h["u"] for h in p.hari),
        }
        for p in halaman
    ]  # fmt: skip
    menunggu = list(waiting_for(actor)[:BANYAK_MENUNGGU])
    konteks: dict[str, Any] = {
        "baris": baris, "h": halaman, "tampil": menunggu[:TAMPIL], "periode": periode,
        "bulan": pilihan.semua, "menunggu": menunggu, "dicentang": _ticked(request),
        "tanpa_catatan": sum(1 for m in menunggu if not m.perhatian),
        "tanggal": rentang.tanggal(),
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas tim", "")],
    }  # fmt: skip
    return render(request, "aktivitas/tim.html", konteks)


@require_POST
@requires("aktivitas.approve")
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide the ticked days, or all without a remark; what could not be is named."""
    actor = actor_of(request)
    langkah = request.POST.get("langkah", "")
    if langkah not in LANGKAH:
        return redirect(reverse("aktivitas:tim"))
    menunggu = waiting_for(actor)
    if request.POST.get("semua"):
        menunggu = menunggu.filter(perhatian="")
    else:
        dipilih = whole_numbers(request.POST.getlist("hari"))
        menunggu = menunggu.filter(objek_id__in=dipilih[:BANYAK_MENUNGGU])
    ids = list(menunggu.values_list("objek_id", flat=True)[:BANYAK_MENUNGGU])
    try:
        hasil = apply_many(
            HariAktivitas.objects.filter(pk__in=ids), langkah, actor=actor,
            reason=request.POST.get("alasan", ""),
        )  # fmt: skip
    except LangkahDitolak as error:
        messages.error(request, str(error))
        return redirect(_keeping_ticks(reverse("aktivitas:tim"), request.POST.getlist("hari")))
    if hasil.jadi:
        messages.success(request, f"{angka(hasil.jadi)} hari {LANGKAH[langkah]}.")
    elif not hasil.lewat:
        messages.info(request, "Tidak ada yang dipilih, atau semuanya sudah diputus.")
    for _, sebab in hasil.lewat[:3]:
        messages.warning(request, sebab)
    return redirect(reverse("aktivitas:tim"))


def _keeping_ticks(alamat: str, dipilih: Iterable[str]) -> str:
    """A refused decision leaves what was ticked ticked."""
    pks = whole_numbers(dipilih)[:TAMPIL]
    return f"{alamat}?pilih={','.join(map(str, pks))}" if pks else alamat


def _ticked(request: HttpRequest) -> set[int]:
    return set(whole_numbers(request.GET.get("pilih", "").split(",")))


@requires("aktivitas.view")
def show_day(request: HttpRequest, pk: int) -> HttpResponse:
    """One day with its entries, as a page, in the drawer and beside the inbox."""
    actor = actor_of(request)
    hari = _day(actor, pk)
    langkah = {s.name: s for s in available(hari, actor) if s.name in LANGKAH}
    entri = day_entries(hari)
    konteks = {
        "hari": hari, "entri": entri, "langkah": langkah,
        "menit": sum(e.menit for e in entri if e.status != AktivitasHarian.Status.DITOLAK),
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas tim", reverse("aktivitas:tim")),
                  ("Sehari", "")],
    }  # fmt: skip
    return render(request, "aktivitas/rinci.html", konteks)


def _day(actor: Actor, pk: int) -> HariAktivitas:
    """The day within reach, or one that waits for the actor by a mandate."""
    semua = HariAktivitas.objects.select_related("pegawai", "unit")
    if waiting_for(actor).filter(objek_id=pk).exists():
        return semua.get(pk=pk)
    return access(semua, pk, actor, "aktivitas.view")


@require_POST
@requires("aktivitas.approve")
def decide_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide some entries of one day, or all that wait."""
    actor = actor_of(request)
    hari = _day(actor, pk)
    langkah = request.POST.get("langkah", "")
    entri = whole_numbers(request.POST.getlist("entri"))
    try:
        if langkah not in LANGKAH:
            raise LangkahDitolak("Pilih setujui, kembalikan, atau tolak.")
        if not entri:
            raise LangkahDitolak("Centang dulu aktivitas yang diputus.")
        hasil = decide_entries(
            hari, langkah, entri, actor=actor, reason=request.POST.get("alasan", ""), at=actor.at
        )
        messages.success(request, hasil.pesan)
    except LangkahDitolak as error:
        messages.error(request, str(error))
    return redirect(reverse("aktivitas:rinci", args=[pk]))
