"""Odd taps: a day's review, the officer's list with filters, a person's pattern over a month."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from selaras.aturan.lokasi import Tanda
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, periode_id, tanggal_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.core.workflow.engine import history
from selaras.core.workflow.words import history_lines
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import BuktiKetukan, TinjauanKetukan
from selaras.presensi.selectors.tinjauan import (
    described,
    flag_word,
    flag_words,
    local_span,
    odd_taps,
    pattern_of,
    taps_of,
    visible,
    with_flag,
)
from selaras.presensi.views.catatan import CARI, unit_trail


@require_safe
@requires("presensi.view")
def show_review(request: HttpRequest, pk: int) -> HttpResponse:
    """A day's taps that waited, what became of them, and where to object."""
    actor = actor_of(request)
    tinjauan = _visible(actor, pk)
    konteks = _content(actor, tinjauan) | {
        "sendiri": tinjauan.pegawai_id == actor.person_id,
        "riwayat": history_lines(history(tinjauan)),
        "jalur": [("Beranda", "/"), ("Ketukan yang ditinjau", "")],
    }
    return render(request, "presensi/tinjauan/satu.html", konteks)


@require_safe
@requires("persetujuan.view")
def preview_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Beside the inbox: each tap with place, clock and device, and why it waits."""
    actor = actor_of(request)
    konteks = _content(actor, _visible(actor, pk))
    return render(request, "presensi/tinjauan/pratinjau.html", konteks)


@require_safe
@requires("ketukan.view_flag")
def list_odd_taps(request: HttpRequest) -> HttpResponseBase:
    """Taps with a flag, held or only noted; a flag by itself punishes nobody."""
    actor = actor_of(request)
    awal = actor.day().replace(day=1)
    qs = odd_taps(actor)
    if not (request.GET.get("dari") or request.GET.get("sampai")):
        qs = qs.filter(waktu__gte=local_span(awal, "Asia/Jakarta")[0])
    return Daftar(
        request,
        qs,
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~", tautan=_pattern_url),
            Kolom("waktu", "Waktu", jenis="waktu", urut="waktu"),
            Kolom("tanda", "Tanda", lambda b: flag_words(b.tanda)),
            Kolom("mode", "Dari", lambda b: b.get_mode_display(), urut="mode"),
            Kolom("tempat", "Tempat", lambda b: b.tempat.nama if b.tempat else ""),
            Kolom("jarak_m", "Jarak (m)", jenis="angka", urut="jarak_m"),
            Kolom("akurasi_m", "Akurasi (m)", jenis="angka", urut="akurasi_m"),
            Kolom("keadaan", "Keadaan", lambda b: b.get_keadaan_display(), urut="keadaan"),
        ],
        nama="ketukan janggal",
        berkas="ketukan-janggal",
        cari=CARI,
        cari_kata="Nama atau NIP",
        urut="-waktu",
        saringan=[
            Saringan("tanda", "Tanda", _by_flag,
                     pilihan=[((t.name or "").lower(), flag_word(t)) for t in Tanda]),
            Saringan("unit", "Unit", lambda qs, v: _by_unit(qs, v, actor.day()),
                     lambda: _units(actor)),
            Saringan("keadaan", "Keadaan", lambda qs, v: qs.filter(keadaan=v),
                     pilihan=[(str(k), n) for k, n in BuktiKetukan.Keadaan.choices]),
            Saringan("dari", "Dari tanggal", _since, jenis="tanggal"),
            Saringan("sampai", "Sampai tanggal", _until, jenis="tanggal"),
        ],
        kosong=Kosong("Tidak ada ketukan janggal", "Ketukan ponsel bulan ini bersih."),
    ).respond(
        judul="Ketukan janggal",
        ringkas="Tanda tidak menghukum siapa pun: yang menahan diputus atasan, selebihnya untuk "
        "diperhatikan.",
        jalur=unit_trail("Ketukan janggal"),
    )  # fmt: skip


@require_safe
@requires("ketukan.view_flag")
def show_pattern(request: HttpRequest, pegawai_id: int, periode: int) -> HttpResponse:
    """A person's odd taps of a month by kind."""
    actor = actor_of(request)
    if not 1 <= periode % 100 <= 12 or not 2000 <= periode // 100 <= 2100:
        raise Http404("bulan tidak ada")
    semua = Pegawai.objects.select_related("instansi")
    pegawai = access(semua, pegawai_id, actor, "ketukan.view_flag")
    pola = pattern_of(pegawai, periode)
    konteks = {
        "pegawai": pegawai,
        "pola": pola,
        "bulan": periode_id(periode),
        "ringkas": f"{angka(len(pola.ketukan))} ketukan bertanda pada {periode_id(periode)}.",
        "jalur": [("Beranda", "/"), ("Ketukan janggal", reverse("presensi:janggal")),
                  (pegawai.nama, "")],
    }  # fmt: skip
    return render(request, "presensi/tinjauan/pola.html", konteks)


def _content(actor: Actor, tinjauan: TinjauanKetukan) -> dict[str, Any]:
    """The taps; the exact position and the picture only for who may see those."""
    pegawai = tinjauan.pegawai
    boleh = pegawai.pk == actor.person_id or can(actor, "presensi.view_bukti", pegawai)
    semua = list(taps_of(tinjauan.pegawai, tinjauan.tanggal))
    ditinjau = [b for b in semua if b.keadaan != BuktiKetukan.Keadaan.DITERIMA]
    return {
        "t": tinjauan,
        "pegawai": tinjauan.pegawai,
        "ketukan": described(ditinjau),
        "rinci": boleh,
        "lain": [b for b in semua if b.keadaan == BuktiKetukan.Keadaan.DITERIMA],
        "zona": tinjauan.pegawai.zona,
        "judul": tanggal_id(tinjauan.tanggal),
    }


def _visible(actor: Actor, pk: int) -> TinjauanKetukan:
    qs = visible(actor, TinjauanKetukan.objects.select_related("pegawai__instansi"))
    tinjauan = qs.filter(pk=pk).first()
    if tinjauan is None:
        raise Http404("tinjauan tidak ditemukan")
    return tinjauan


def _pattern_url(b: BuktiKetukan) -> str:
    setempat = b.waktu.astimezone(ZoneInfo(b.pegawai.zona))
    periode = setempat.year * 100 + setempat.month
    return reverse("presensi:janggal_orang", args=[b.pegawai_id, periode])


def _by_flag(qs: QuerySet[BuktiKetukan], nilai: str) -> QuerySet[BuktiKetukan]:
    tanda = Tanda.__members__.get(nilai.upper())
    return with_flag(qs, tanda) if tanda else qs


def _by_unit(qs: QuerySet[BuktiKetukan], nilai: str, hari: date) -> QuerySet[BuktiKetukan]:
    unit = UnitKerja.objects.filter(pk=whole_number(nilai) or 0).first()
    if unit is None:
        return qs
    pos = RiwayatJabatan.objects.pada(hari).filter(
        pegawai_id=OuterRef("pegawai_id"), penugasan="D", jabatan__unit__path__startswith=unit.path
    )
    return qs.filter(Exists(pos))


def _units(actor: Actor) -> list[tuple[str, str]]:
    units = rows(actor, "ketukan.view_flag", UnitKerja.objects.all()).order_by("path")
    return [(str(pk), nama) for pk, nama in units.values_list("pk", "nama")]


def _since(qs: QuerySet[BuktiKetukan], nilai: str) -> QuerySet[BuktiKetukan]:
    hari = _date(nilai)
    return qs.filter(waktu__gte=local_span(hari, "Asia/Jakarta")[0]) if hari else qs


def _until(qs: QuerySet[BuktiKetukan], nilai: str) -> QuerySet[BuktiKetukan]:
    hari = _date(nilai)
    return qs.filter(waktu__lt=local_span(hari, "Asia/Jakarta")[1]) if hari else qs


def _date(nilai: str) -> date | None:
    try:
        return parse_date(nilai)
    except ValueError:
        return None
