"""Realisation of a plan under PP 46/2011: what was reached of each activity, with its evidence."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.files.limit import body_limit
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB
from selaras.core.files.services import take_berkas
from selaras.core.permissions import access, actor_of, can, requires
from selaras.kinerja.forms.realisasi import KegiatanForm
from selaras.kinerja.models import SKP, Generasi, KegiatanTugas
from selaras.kinerja.selectors.realisasi import EVIDEN, activities, eviden_limits
from selaras.kinerja.selectors.rencana import figure
from selaras.kinerja.services.realisasi import PETUGAS, RealisasiDitolak, save_pp46, valued

ANGKA = ("kuantitas", "kualitas", "waktu", "biaya")


@dataclass(slots=True)
class Baris:
    """An activity with its target, fields and files."""

    kegiatan: KegiatanTugas
    form: KegiatanForm
    berkas: list[Berkas]
    tautan: list[str]
    tolak: list[str] = field(default_factory=list)

    @property
    def nama_berkas(self) -> str:
        return f"berkas{self.kegiatan.pk}"

    @property
    def galat_berkas(self) -> str:
        return " ".join(self.tolak)


@body_limit(60 * MIB)
@requires("realisasi.view")
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Filled in by the person or her officer until it is valued; others within reach read it."""
    actor = actor_of(request)
    skp = access(
        SKP.objects.select_related("pegawai__instansi", "unit", "jabatan"), pk, actor,
        "realisasi.view",
    )  # fmt: skip
    if skp.generasi != Generasi.PP46 or skp.status != "disetujui":
        raise Http404("SKP ini bukan SKP PP 46 yang disetujui")
    boleh = actor.person_id == skp.pegawai_id or can(actor, PETUGAS, skp)
    nilai = valued(skp)
    if request.method == "POST" and boleh and not nilai:
        return _save(request, skp)
    return _page(request, skp, [_row(k) for k in activities(skp)], boleh=boleh and not nilai)


def _save(request: HttpRequest, skp: SKP) -> HttpResponse:
    baris = [_sent(request, k) for k in activities(skp)]
    sah = [b for b in baris if b.form.is_valid()]
    try:
        save_pp46(
            actor=actor_of(request),
            skp_id=skp.pk,
            nilai={b.kegiatan.pk: {n: b.form.cleaned_data[n] for n in ANGKA} for b in sah},
            bukti={b.kegiatan.pk: (b.berkas, b.form.cleaned_data["tautan"]) for b in sah},
        )
    except RealisasiDitolak as error:
        return _page(request, skp, baris, boleh=True, pesan=str(error), kode=422)
    if len(sah) < len(baris) or any(b.tolak for b in baris):
        pesan = "Ada isian yang perlu dibetulkan; sebabnya di sampingnya. Yang lain tersimpan."
        return _page(request, skp, baris, boleh=True, pesan=pesan, kode=422)
    messages.success(request, "Realisasi SKP tersimpan.")
    return redirect("kinerja:realisasi_pp46", pk=skp.pk)


def _decimal(nilai: Decimal | int | None) -> Decimal | None:
    return None if nilai is None else Decimal(nilai)


def _row(k: KegiatanTugas) -> Baris:
    eviden = list(k.eviden.all())
    tautan = [e.tautan for e in eviden if e.tautan]
    awal = {n: figure(_decimal(getattr(k, f"realisasi_{n}"))) for n in ANGKA} | {
        "tautan": "\n".join(tautan)
    }
    form = KegiatanForm(initial=awal, prefix=f"k{k.pk}")
    return Baris(k, form, [e.berkas for e in eviden if e.berkas], tautan)


def _sent(request: HttpRequest, k: KegiatanTugas) -> Baris:
    lama = _row(k)
    baris = Baris(k, KegiatanForm(request.POST, prefix=f"k{k.pk}"), [], lama.tautan)
    kept = Berkas.objects.filter(pk__in=[b.pk for b in lama.berkas])
    baris.berkas, baris.tolak = take_berkas(request, baris.nama_berkas, keperluan=EVIDEN, kept=kept)
    return baris


def _page(
    request: HttpRequest,
    skp: SKP,
    baris: list[Baris],
    *,
    boleh: bool,
    pesan: str = "",
    kode: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    sendiri = actor.person_id == skp.pegawai_id
    konteks: dict[str, Any] = {
        "skp": skp,
        "baris": baris,
        "boleh": boleh,
        "sendiri": sendiri,
        "dinilai": valued(skp),
        "pesan": pesan,
        "batas_berkas": eviden_limits(actor),
        "keperluan": EVIDEN,
        "kunci_draf": f"realisasi-skp/{skp.pk}",
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Realisasi", reverse("kinerja:realisasi" if sendiri else "kinerja:realisasi_unit")),
            (f"SKP {skp.tahun}", ""),
        ],
    }
    return render(request, "kinerja/realisasi/pp46.html", konteks, status=kode)
