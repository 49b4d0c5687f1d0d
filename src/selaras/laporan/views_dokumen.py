"""The page of payment papers: make them for all SKPD or one, take them along."""

from collections import defaultdict
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.audit.services import record_read
from selaras.core.halaman.format import periode_id
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.laporan.models import DokumenPembayaran
from selaras.laporan.tasks import DOKUMEN
from selaras.periode.models import PeriodeUnit
from selaras.tpp.views.unit import chosen_period, computed_periods


class DokumenForm(forms.Form):
    """Whose papers: a month, and one SKPD or all."""

    periode = forms.IntegerField()
    skpd = forms.IntegerField(required=False)


@requires("tpp.documents")
def list_documents(request: HttpRequest) -> HttpResponse:
    """Every SKPD's papers of a month within reach, by kind."""
    actor, periode = actor_of(request), chosen_period(request)
    bulan_qs = rows(actor, "tpp.documents", PeriodeUnit.objects.filter(periode=periode))
    milik: dict[int, list[DokumenPembayaran]] = defaultdict(list)
    dokumen_qs = rows(actor, "tpp.documents", DokumenPembayaran.objects.filter(periode=periode))
    for d in dokumen_qs.order_by("skpd_id"):
        milik[d.skpd_id].append(d)
    baris = [
        {"bulan": b, "dokumen": _grouped(milik[b.skpd_id]), "basi": _stale(b, milik[b.skpd_id])}
        for b in bulan_qs.filter(hitungan_id__isnull=False)
        .select_related("skpd").order_by("skpd__nama")
    ]  # fmt: skip
    konteks = {
        "periode": periode,
        "bulan_kata": periode_id(periode),
        "pilihan": [(p, periode_id(p)) for p in computed_periods()],
        "baris": baris,
        "jenis": DokumenPembayaran.Jenis.choices,
        "jalur": [("Beranda", reverse("web:beranda")), ("Dokumen pembayaran", "")],
    }
    return render(request, "laporan/dokumen.html", konteks)


@require_POST
@requires("tpp.documents")
def make(request: HttpRequest) -> HttpResponse:
    """Start making them; the job's page shows how far it is and has all in one ZIP."""
    actor, form = actor_of(request), DokumenForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Bulannya tidak dikenal.", status=422)
    periode, skpd_id = form.cleaned_data["periode"], form.cleaned_data["skpd"]
    masukan: dict[str, Any] = {"periode": periode, "skpd_id": skpd_id}
    try:
        pekerjaan = start(
            DOKUMEN,
            judul=f"Dokumen pembayaran {periode_id(periode)}",
            actor=actor,
            masukan=masukan,
            kunci=f"{DOKUMEN}:{periode}:{skpd_id or 'semua'}:{actor.user_id}",
        )
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
    return redirect(pekerjaan)


@requires("tpp.documents")
def download(request: HttpRequest, pk: int) -> FileResponse:
    """One document; who took it is in the trail, since it holds everybody's pay."""
    actor = actor_of(request)
    satu = access(DokumenPembayaran.objects.select_related("skpd"), pk, actor, "tpp.documents")
    record_read(actor=actor, aksi="tpp.documents", objek=satu, person_ids=[],
                keterangan=str(satu))  # fmt: skip
    nama = str(satu.berkas.name).rsplit("/", 1)[-1]
    return FileResponse(satu.berkas.open("rb"), as_attachment=True, filename=nama)


def _grouped(dokumen: list[DokumenPembayaran]) -> list[dict[str, Any]]:
    """Documents by kind, in the order of the papers, each with its formats."""
    kelompok: dict[str, list[DokumenPembayaran]] = defaultdict(list)
    for d in dokumen:
        kelompok[d.jenis].append(d)
    return [
        {"judul": label, "berkas": sorted(kelompok[jenis], key=lambda d: d.format)}
        for jenis, label in DokumenPembayaran.Jenis.choices
        if kelompok[jenis]
    ]


def _stale(bulan: PeriodeUnit, dokumen: list[DokumenPembayaran]) -> bool:
    """Made as drafts while the month has been locked since."""
    return bulan.terkunci and any(d.konsep for d in dokumen)
