"""The matriks peran hasil: filled in by the leader, then spread into her people's plans."""

import re
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.drafts.services import hapus_draf
from selaras.core.halaman.format import angka
from selaras.core.permissions import actor_of, requires
from selaras.kinerja.selectors.matriks import leaders_plan, read_matrix
from selaras.kinerja.services.matriks import save_matrix, spread
from selaras.kinerja.views.rencana import dasar

_SEL = re.compile(r"sel-(\d{1,18})-(\d{1,18})")


@requires("rencana.decide")
def matrix(request: HttpRequest) -> HttpResponse:
    """GET shows it; POST keeps the cells, and with `sebar` makes rows of plans from them."""
    actor = actor_of(request)
    pimpinan = dasar.myself(actor)
    if pimpinan is None:
        raise PermissionDenied("Matriks peran hasil diisi oleh pimpinannya sendiri.")
    kini = dasar.today(actor)
    hari = _day(request.GET.get("tahun", ""), kini)
    if request.method == "POST":
        return _keep(request, hari)
    matriks = read_matrix(pimpinan, hari)
    konteks = {
        "matriks": matriks,
        "tahun": hari.year,
        "tab": [(str(t), _address(t), t == hari.year) for t in (kini.year + 1, kini.year)],
        "jalur": [dasar.BERANDA, ("Rencana tim", reverse("kinerja:rencana_tim")), ("Matriks", "")],
    }
    return render(request, "kinerja/rencana/matriks.html", konteks)


def _day(diminta: str, kini: date) -> date:
    """Today; for next year, which is planned before it begins, its first day."""
    return date(kini.year + 1, 1, 1) if diminta == str(kini.year + 1) else kini


def _address(tahun: int) -> str:
    return f"{reverse('kinerja:rencana_matriks')}?tahun={tahun}"


def _keep(request: HttpRequest, hari: date) -> HttpResponse:
    actor = actor_of(request)
    skp = leaders_plan(actor.person_id or 0, hari)
    if skp is None:
        raise Http404("SKP Anda belum disetujui.")
    isi = {
        (int(cocok[1]), int(cocok[2])): str(nilai)
        for nama, nilai in request.POST.items()
        if (cocok := _SEL.fullmatch(nama))
    }
    berubah = save_matrix(actor=actor, skp=skp, isi=isi)
    hapus_draf(actor.user_id, f"matriks-{skp.pk}", at=actor.at)
    if not request.POST.get("sebar"):
        messages.success(request, f"Matriks tersimpan, {angka(berubah)} isian berubah.")
        return redirect(_address(hari.year))
    banyak, tertutup = spread(actor=actor, skp=skp)
    messages.success(
        request, f"{angka(banyak)} baris masuk ke SKP bawahan sebagai draf untuk mereka lengkapi."
    )
    if tertutup:
        nama = ", ".join(tertutup[:5]) + (f" dan {len(tertutup) - 5} lain" if tertutup[5:] else "")
        messages.warning(request, f"SKP yang sudah diajukan atau disetujui tidak diubah: {nama}.")
    return redirect(_address(hari.year))
