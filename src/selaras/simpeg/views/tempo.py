"""What falls due in the months ahead, why, what is missing, and the draft letter one click away."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.daftar import as_of, in_unit, unit_choices
from selaras.simpeg.models import JatuhTempo, SuratJatuhTempo
from selaras.simpeg.selectors.hasil import latest_run
from selaras.simpeg.services.surat import BUAT, SuratDitolak, letter_pdf, write_letter

LIHAT = "karier.view"
BULAN = [("3", "3 bulan ke depan"), ("6", "6 bulan ke depan"), ("12", "setahun ke depan"),
         ("24", "dua tahun ke depan"), ("lewat", "sudah lewat")]  # fmt: skip
SIAP = [("ya", "Siap diusulkan"), ("belum", "Ada yang kurang")]
RAHASIA = "Ada catatan yang hanya dapat dibuka BKPSDM"

KOLOM = (
    Kolom("nama", "Nama", "pegawai", jenis="orang", urut="pegawai__nama~",
          tautan=lambda t: reverse("simpeg:berkas", args=[t.pegawai_id])),
    Kolom("tanggal", "Jatuh tempo", jenis="tanggal", urut="tanggal"),
    Kolom("jenis", "Apa", lambda t: t.get_jenis_display(), urut="jenis"),
    Kolom("kurang", "Yang masih kurang", lambda t: t.kurang_kata,
          templat="simpeg/sel_kurang.html"),
    Kolom("surat", "Surat", lambda t: "", templat="simpeg/sel_surat.html"),
    Kolom("uraian", "Dasar"),
)  # fmt: skip


@require_safe
@requires(LIHAT)
def list_due(request: HttpRequest) -> HttpResponseBase:
    """Increments, promotions, pensions and awards by rule, soonest first."""
    actor = actor_of(request)
    hari = actor.day()
    qs = rows(actor, LIHAT, JatuhTempo.objects.select_related("pegawai"))
    daftar = Daftar(
        request, qs, KOLOM, nama="jatuh tempo", cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP", urut="tanggal", bisa_unduh=False,
        saringan=[
            Saringan("jenis", "Apa", lambda q, v: q.filter(jenis=v), JatuhTempo.Jenis.choices),
            Saringan("bulan", "Kapan", lambda q, v: _when(q, v, hari), BULAN, bawaan="6"),
            Saringan("unit", "Unit", lambda q, v: _in_unit(q, v, hari),
                     partial(unit_choices, actor, LIHAT)),
            Saringan("siap", "Keadaan", lambda q, v: q.filter(siap=v == "ya"), SIAP),
        ],
        kosong=Kosong("Tidak ada yang jatuh tempo", "Dihitung setiap malam dari berkas "
                      "kepegawaian."),
    )  # fmt: skip
    _attach(daftar.halaman.object_list, actor)
    return daftar.respond(
        "simpeg/tempo.html", judul="Jatuh tempo", periksa=latest_run(actor),
        jalur=[("Beranda", "/"), ("Jatuh tempo", "")],
    )  # fmt: skip


def _when(qs: QuerySet[Any], pilihan: str, hari: date) -> QuerySet[Any]:
    if pilihan == "lewat":
        return qs.filter(tanggal__lt=hari)
    tahun, bulan = divmod(hari.month - 1 + int(pilihan), 12)
    return qs.filter(tanggal__gte=hari, tanggal__lte=date(hari.year + tahun, bulan + 1, 28))


def _in_unit(qs: QuerySet[Any], unit: str, hari: date) -> QuerySet[Any]:
    return qs.filter(pegawai__in=in_unit(as_of(Pegawai.objects.order_by(), hari), int(unit)))


def _attach(tempo: Any, actor: Actor) -> None:
    """Letters that exist, and whether one may be made; discipline is hidden from who may not
    see it. One query."""
    semua = list(tempo)
    boleh, hukuman = bool(actor.reach(BUAT)), actor.reach("disiplin.view")
    surat = {
        (s.pegawai_id, s.jenis, s.cara, s.tanggal_tempo): s
        for s in SuratJatuhTempo.objects.filter(pegawai__in=[t.pegawai_id for t in semua])
    }
    for t in semua:
        t.surat = surat.get((t.pegawai_id, t.jenis, t.cara, t.tanggal))
        t.boleh_surat = boleh
        buka = hukuman.everywhere or hukuman.instansi or hukuman.paths
        t.kurang_kata = [
            kata if buka or "hukuman" not in kata else RAHASIA for kata in t.kurang
        ]  # fmt: skip


@require_POST
@requires(BUAT)
def make_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Number the letter (once) and open it."""
    actor = actor_of(request)
    tempo = access(JatuhTempo, pk, actor, BUAT)
    try:
        surat = write_letter(actor=actor, tempo=tempo)
    except SuratDitolak as galat:
        messages.error(request, str(galat))
        return redirect("simpeg:tempo")
    return redirect("simpeg:surat", pk=surat.pk)


@require_safe
@requires(BUAT)
def open_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as PDF/A."""
    surat = access(SuratJatuhTempo, pk, actor_of(request), BUAT)
    nama = f"{surat.nomor.replace('/', '-')}.pdf"
    return HttpResponse(
        letter_pdf(surat), content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{nama}"'},
    )  # fmt: skip
