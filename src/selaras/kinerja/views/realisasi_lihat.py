"""Reports to look at: one's own months, a unit's, one with its evidence, the inbox's part."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.core.workflow.engine import available, history
from selaras.kinerja.models import Realisasi
from selaras.kinerja.selectors.realisasi import (
    LIHAT,
    TERBUKA,
    closed_because,
    may_see,
    own_months,
    plans_pp46,
    plans_to_report,
    read_lembar,
)
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import months_to_choose, unit_choices

DIAJUKAN = ("diajukan", "dinilai")


@require_safe
@requires("realisasi.own")
def mine(request: HttpRequest) -> HttpResponse:
    """My months: which wait for me, until when, and what became of the others."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise Http404("akun ini tidak tertaut pegawai")
    pegawai = Pegawai.objects.get(pk=actor.person_id)
    bulan = own_months(pegawai, actor.day())
    kini = actor.month()
    perlu = [b for b in bulan if b.diminta and b.terbuka and b.rencana.periode <= kini]
    reach = actor.reach(LIHAT)
    konteks = {
        "bulan": bulan,
        "perlu": perlu,
        "pp46": list(plans_pp46(pegawai.pk)),
        "jangkau_unit": bool(
            reach.everywhere or reach.instansi or reach.paths or reach.subordinates
        ),
        "jalur": [("Beranda", reverse("web:beranda")), ("Realisasi", "")],
    }
    return render(request, "kinerja/realisasi/saya.html", konteks)


@require_safe
@requires("realisasi.view")
def of_unit(request: HttpRequest) -> HttpResponseBase:
    """Who of those within reach has handed in a month's report, and who has not."""
    actor = actor_of(request)
    semua = rows(actor, LIHAT, plans_to_report())
    bulan = months_to_choose(actor, None, None)
    periode = bulan.chosen(request.GET.get("periode", ""))
    sebulan = semua.filter(periode=periode).annotate(
        nama=F("pegawai__nama"), nip=F("pegawai__nip"), keadaan=F("realisasi__status"),
        diajukan=F("realisasi__diajukan_pada"), realisasi_id=F("realisasi__pk"),
    )  # fmt: skip
    daftar = Daftar(
        request,
        sebulan,
        nama="rencana",
        berkas=f"realisasi-{periode}",
        kolom=[
            Kolom("nama", "Pegawai", nilai=lambda r: r.pegawai, jenis="orang", urut="nama~",
                  tautan=_link(actor)),
            Kolom("nip", "NIP", tampil=False),
            Kolom("unit_nama", "Unit", nilai=lambda r: r.unit.nama, urut="unit__nama~"),
            Kolom("keadaan", "Realisasi", nilai=lambda r: r.keadaan or "belum", jenis="status",
                  urut="keadaan"),
            Kolom("diajukan", "Diajukan", jenis="waktu", urut="diajukan"),
        ],
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=_filters(request, bulan, periode),
        urut="nama",
        kosong=Kosong(
            "Belum ada rencana yang disetujui pada bulan ini",
            "Realisasi diisi atas rencana bulanan yang sudah disetujui.",
        ),
    )  # fmt: skip
    sudah = daftar.tersaring.filter(keadaan__in=DIAJUKAN).count()
    jumlah = daftar.halaman.paginator.count
    kata = f"{angka(sudah)} dari {angka(jumlah)} realisasi sudah diajukan." if jumlah else ""
    return daftar.respond(
        "kinerja/realisasi/unit.html",
        periode=periode,
        ringkas=kata,
        jalur=[("Beranda", reverse("web:beranda")), ("Realisasi unit", "")],
    )


@require_safe
@requires("realisasi.view")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A report as its reader sees it, with the evidence beside each row."""
    konteks = _context(request, pk)
    return render(request, "kinerja/realisasi/lihat.html", konteks)


@require_safe
@requires("realisasi.view")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The same without its frame, beside the inbox."""
    return render(request, "kinerja/realisasi/pratinjau.html", _context(request, pk))


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = actor_of(request)
    if not may_see(actor, pk):
        raise Http404("realisasi tidak ditemukan")
    realisasi = Realisasi.objects.select_related("rencana__pegawai__instansi", "rencana__unit").get(
        pk=pk
    )
    lembar = read_lembar(realisasi.rencana)
    sendiri = actor.person_id == realisasi.pegawai_id
    langkah = {s.name: s for s in available(realisasi, actor)}
    hari = actor.day()
    petugas = not sendiri and bool(rows(actor, "realisasi.record", Realisasi.objects.filter(pk=pk)))
    return {
        "lembar": lembar,
        "realisasi": realisasi,
        "langkah": langkah,
        "sendiri": sendiri,
        "riwayat": list(history(realisasi)),
        "boleh_isi": (sendiri or petugas)
        and lembar.status in TERBUKA
        and not closed_because(lembar, hari, petugas=petugas),
        "petugas": petugas,
        "url_nilai": "" if sendiri else _assess_url(realisasi),
        "boleh_nilai": "return" in langkah,
        "jalur": _trail(realisasi, sendiri),
    }


def _trail(realisasi: Realisasi, sendiri: bool) -> list[tuple[str, str]]:
    tempat = "kinerja:realisasi" if sendiri else "kinerja:realisasi_unit"
    judul = "Realisasi" if sendiri else "Realisasi unit"
    return [("Beranda", reverse("web:beranda")), (judul, reverse(tempat)),
            (periode_id(realisasi.periode), "")]  # fmt: skip


def _assess_url(realisasi: Realisasi) -> str:
    try:
        return reverse("kinerja:nilai", args=[realisasi.periode, realisasi.pegawai_id])
    except NoReverseMatch:
        return ""


def _link(actor: Actor) -> Callable[[Any], str]:
    """To the report; to filling it in where there is none yet and it is the actor's task."""
    reach = actor.reach("realisasi.record")
    petugas = bool(reach.everywhere or reach.instansi or reach.paths)

    def url(rencana: Any) -> str:
        if rencana.realisasi_id:
            return reverse("kinerja:realisasi_satu", args=[rencana.realisasi_id])
        if rencana.pegawai_id == actor.person_id:
            return reverse("kinerja:realisasi_isi", args=[rencana.periode])
        return reverse("kinerja:realisasi_untuk", args=[rencana.pk]) if petugas else ""

    return url


def _filters(request: HttpRequest, bulan: Any, periode: int) -> list[Saringan]:
    def unit(qs: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        return qs.filter(unit__path__startswith=UnitKerja.objects.get(pk=nilai).path)

    def keadaan(qs: QuerySet[Any], nilai: str) -> QuerySet[Any]:
        return qs.filter(keadaan__isnull=True) if nilai == "belum" else qs.filter(keadaan=nilai)

    pilihan = [("belum", "Belum diisi"), ("draf", "Draf"), ("titipan", "Menunggu dibenarkan"),
               ("diajukan", "Diajukan"), ("dikembalikan", "Dikembalikan"),
               ("dinilai", "Dinilai")]  # fmt: skip
    saringan = [
        Saringan("periode", "Bulan", sehalaman, semua=periode_id(bulan.bawaan),
                 pilihan=[(str(p), periode_id(p)) for p in bulan.semua if p != bulan.bawaan]),
        Saringan("keadaan", "Keadaan", keadaan, pilihan=pilihan),
    ]  # fmt: skip
    units = unit_choices(actor_of(request), LIHAT, periode)
    if len(units) > 1:
        saringan.insert(1, Saringan("unit", "Unit", unit, pilihan=units))
    return saringan
