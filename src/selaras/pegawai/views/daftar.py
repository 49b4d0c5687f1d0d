"""Lists of people: all as of a day, and those with missing data."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.kolom import Kolom
from selaras.core.impor.spec import spec_for
from selaras.core.permissions import actor_of, requires
from selaras.pegawai.kekurangan import count_gaps, kinds, people_with_gap
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.pegawai.selectors.daftar import (
    POSISI,
    attach_position,
    attach_superiors,
    in_unit,
    of_golongan,
    pegawai_list,
    unit_choices,
)
from selaras.pegawai.views.waktu import day_of

GOLONGAN = [(g, g) for g in ("I", "II", "III", "IV", "V", "VII", "IX", "X", "XI", "XII")]


def _person_link(p: Pegawai) -> str:
    return reverse("pegawai:satu", args=[p.pk])


def _acting(p: Any) -> str:
    if not p.plt_kini:
        return ""
    return f"{'Plt' if p.plt_jenis_kini == 'PLT' else 'Plh'} {p.plt_kini}"


def status_words(p: Any) -> str:
    """The kind of staff in words; empty where nothing is known of the day."""
    return str(StatusPegawai(p.status_kini).label) if p.status_kini else ""


def _superior(p: Any) -> str:
    atasan = getattr(p, "atasan_kini", None)
    return str(atasan) if atasan else ""


ORANG = Kolom("nama", "Nama", nilai=lambda p: p, jenis="orang", urut="nama~", tautan=_person_link)
KOLOM = (
    ORANG,
    Kolom("status", "Status", status_words, urut="st__status"),
    Kolom("golongan", "Golongan", "golongan_kini", urut="gol__golongan"),
    Kolom("jabatan", "Jabatan", "jabatan_kini", urut="post__jabatan__nama~"),
    Kolom("plt", "Plt/Plh", _acting),
    Kolom("unit", "Unit", "unit_kini", urut="post__jabatan__unit__nama~"),
    Kolom("kelas", "Kelas", "kelas_kini", jenis="angka", urut="post__jabatan__kelas"),
    Kolom("atasan", "Atasan langsung", _superior),
    Kolom("nip", "NIP", jenis="nip", urut="nip", tampil=False),
)


@require_safe
@requires("pegawai.view")
def list_pegawai(request: HttpRequest) -> HttpResponseBase:
    """People in service on a day."""
    actor, hari = actor_of(request), day_of(request)
    qs = pegawai_list(actor, hari, semua=request.GET.get("semua") == "1")
    daftar = _people(
        request, qs, berkas=f"pegawai-{hari.isoformat()}",
        saringan=[
            Saringan("status", "Status", lambda q, v: q.filter(st__status=v),
                     StatusPegawai.choices),
            Saringan("gol", "Golongan", of_golongan, GOLONGAN),
            Saringan("semua", "Termasuk yang sudah berhenti", lambda q, v: q, jenis="centang"),
        ],
        kosong=Kosong("Belum ada pegawai", "Ambil dari berkas lewat Impor.",
                      f"{reverse('impor:mulai')}?jenis=pegawai", "Impor pegawai"),
    )  # fmt: skip
    return daftar.respond(
        "pegawai/daftar.html", judul="Pegawai", jalur=[("Beranda", "/"), ("Pegawai", "")]
    )


@require_safe
@requires("pegawai.view")
def list_gaps(request: HttpRequest) -> HttpResponse:
    """What is missing, counted, with what follows from it.

    Counting looks at everybody's histories: the page stands first, its table asks for the counts.
    """
    actor, hari = actor_of(request), day_of(request)
    jalur = [
        ("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")), ("Data yang kurang", ""),
    ]  # fmt: skip
    if request.GET.get("hitung") != "1":
        return render(request, "pegawai/kurang.html", {"hari": hari, "jalur": jalur})
    jumlah = count_gaps(actor, hari)
    butir = [
        {
            "k": k, "jumlah": jumlah[k.kode], "url": reverse("pegawai:kurang", args=[k.kode]),
            "impor": spec_for(k.impor).judul.lower() if k.impor else "",
        }
        for k in sorted(kinds(actor), key=lambda k: -jumlah[k.kode])
    ]  # fmt: skip
    konteks = {
        "butir": butir,
        "hari": hari,
        "total": sum(1 for b in butir if b["jumlah"]),
        "jalur": jalur,
    }
    htmx = getattr(request, "htmx", None)
    template = "pegawai/kurang_isi.html" if htmx else "pegawai/kurang.html"
    return render(request, template, konteks)


@require_safe
@requires("pegawai.view")
def gap(request: HttpRequest, kode: str) -> HttpResponseBase:
    """The people who lack one thing, by name."""
    actor, hari = actor_of(request), day_of(request)
    jenis = next((k for k in kinds(actor) if k.kode == kode), None)
    if jenis is None:
        raise Http404("daftar ini tidak ada")
    daftar = _people(
        request, people_with_gap(actor, kode, hari), berkas=kode, sedikit=True,
        kosong=Kosong("Semua sudah lengkap", "Tidak ada pegawai dengan kekurangan ini."),
    )  # fmt: skip
    jalur = [("Beranda", "/"), ("Data yang kurang", reverse("pegawai:kekurangan")),
             (jenis.judul, "")]  # fmt: skip
    return daftar.respond(judul=jenis.judul, ringkas=jenis.akibat, jalur=jalur)


def _people(
    request: HttpRequest,
    qs: QuerySet[Pegawai],
    *,
    berkas: str,
    kosong: Kosong,
    saringan: Sequence[Saringan] = (),
    sedikit: bool = False,
) -> Daftar:
    """A list of people: positions are read for the rows shown, or for all of a download."""
    actor, hari = actor_of(request), day_of(request)
    unduh = request.GET.get("unduh") == "xlsx"
    daftar = Daftar(
        request,
        qs.annotate(**{nama: F(jalur) for nama, jalur in POSISI.items()}) if unduh else qs,
        [k for k in KOLOM if not (unduh and k.nama == "atasan")],
        nama="pegawai",
        berkas=berkas,
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("unit", "SKPD", lambda q, v: in_unit(q, int(v)),
                     partial(unit_choices, actor, "pegawai.view")),
            *saringan,
            Saringan("pada", "Keadaan pada", sehalaman, jenis="tanggal"),
        ],
        urut="nama",
        kosong=kosong,
        sedikit=sedikit,
    )  # fmt: skip
    if not unduh:
        attach_position(daftar.halaman.object_list, hari)
        attach_superiors(daftar.halaman.object_list, hari)
    return daftar
