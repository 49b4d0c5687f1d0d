"""The drawer of an instrument's line, and the card of a month's estimate on the home page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selaras.core.halaman import format as fmt
from selaras.core.permissions import access, actor_of, can, requires
from selaras.hukum import NotInForce
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.keberatan import objections_of
from selaras.tpp.selectors.rincian import BarisRincian
from selaras.tpp.views.dasar import ground
from selaras.tpp.views.instrumen import (
    PERSEN,
    amount,
    law_of,
    line_url,
    load_instrument,
    load_lines,
)
from selaras.tpp.views.periode import first_day
from selaras.tpp.views.peristiwa import events

# A line's inputs are other lines: from where a figure comes, one step down.
ASAL = {
    "netto": ("diterima", "zakat", "potongan_lain"),
    "diterima": ("bruto", "pph_tpp", "pph_kembali", "iwp"),
    "pph_tpp": ("pph21",),
    "pph_kembali": ("pph21",),
    "bruto": ("jumlah", "hukuman", "kekurangan", "kelebihan"),
    "jumlah": (
        "dasar", "hukuman_dasar", "pengganti", "rugi_produktivitas", "rugi_disiplin",
        "bk", "pk", "kk", "tb", "kp", "po",
    ),
    "rugi_produktivitas": ("dasar", "produktivitas"),
    "rugi_disiplin": ("dasar", "disiplin"),
    "realisasi": ("produktivitas", "disiplin"),
    "pph21": ("bruto",),
    "iwp": ("bruto",),
    "bpjs": ("bruto",),
    **dict.fromkeys(("bk", "pk", "kk", "tb", "kp", "po"), ("realisasi",)),
}  # fmt: skip


@requires("presensi.view")
def explain_line(request: HttpRequest, periode: int, pegawai_id: int, kode: str) -> HttpResponse:
    """Why a figure of the instrument is what it is."""
    actor = actor_of(request)
    awal = first_day(periode)
    pegawai_qs = Pegawai.objects.select_related("instansi")
    pegawai = access(pegawai_qs, pegawai_id, actor, "presensi.view", at=awal)
    lines = load_lines(pegawai, periode, actor.at)
    semua = {b.kode: b for b in lines.baris}
    baris = semua.get(kode)
    if baris is None:
        raise Http404("baris tidak ada")
    aksi = "tpp.view_unit" if baris.satuan == PERSEN else "tpp.view_pay"
    if not can(actor, aksi, pegawai, at=awal) and not can(actor, "tpp.view_pay", pegawai, at=awal):
        raise Http404("baris tidak ada")
    keberatan = objections_of(pegawai.pk, periode, kode) if pegawai.pk == actor.person_id else []
    konteks = {
        "keberatan": keberatan,
        "ajukan": (
            reverse("tpp:ajukan_keberatan", args=[periode, kode])
            if lines.instrumen is not None
            and pegawai.pk == actor.person_id
            and not any(k.status == "diajukan" for k in keberatan)
            else ""
        ),
        "judul": baris.judul,
        "bulan": fmt.periode_id(periode),
        "perkiraan": lines.instrumen is None,
        "p": {
            "nilai": amount(baris),
            "rumus": baris.rumus,
            "masukan": _inputs(baris, semua, pegawai, periode),
            "dasar": _grounds(baris, pegawai, periode),
            "peristiwa": events(kode, pegawai, periode, lines.instrumen, actor.at),
        },
    }
    return render(request, "tpp/baris.html", konteks)


@requires("tpp.view")
def estimate_card(request: HttpRequest, periode: int) -> HttpResponse:
    """The card of one's own month: what it comes to so far."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise Http404("akun tanpa pegawai")
    pegawai = Pegawai.objects.select_related("instansi").get(pk=actor.person_id)
    konteks = {
        "pegawai": pegawai,
        "periode": periode,
        "instrumen": load_instrument(pegawai, periode, actor),
        "tautan": line_url(pegawai, periode, "diterima"),
    }
    return render(request, "tpp/perkiraan.html", konteks)


def _inputs(
    baris: BarisRincian, semua: dict[str, BarisRincian], pegawai: Pegawai, periode: int
) -> list[dict[str, str]]:
    return [
        {
            "label": semua[kode].judul,
            "nilai": amount(semua[kode]),
            "url": line_url(pegawai, periode, kode),
        }
        for kode in ASAL.get(baris.kode, ())
        if kode in semua
    ]


def _grounds(baris: BarisRincian, pegawai: Pegawai, periode: int) -> list[dict[str, Any]]:
    try:
        return [ground(law_of(pegawai, periode), baris.kunci_hukum)]
    except NotInForce:
        return []
