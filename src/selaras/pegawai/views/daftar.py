"""Lists of people: all as of a day, and those with missing data."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires
from selaras.pegawai.kekurangan import count_gaps, kinds, people_with_gap
from selaras.pegawai.models import Pegawai, StatusPegawai
from selaras.pegawai.selectors.daftar import (
    attach_superiors,
    golongan_condition,
    in_unit,
    pegawai_list,
    unit_choices,
    with_position,
)
from selaras.pegawai.views.waktu import day_of

SENSITIF = frozenset({"tanpa-gaji", "tanpa-rekening", "tanpa-ptkp"})
GOLONGAN = [(g, g) for g in ("I", "II", "III", "IV", "V", "VII", "IX", "X", "XI", "XII")]


def _person_link(p: Pegawai) -> str:
    return reverse("pegawai:satu", args=[p.pk])


def _acting(p: Any) -> str:
    if not p.plt_kini:
        return ""
    return f"{'Plt' if p.plt_jenis_kini == 'PLT' else 'Plh'} {p.plt_kini}"


def _superior(p: Any) -> str:
    atasan = getattr(p, "atasan_kini", None)
    return str(atasan) if atasan else ""


ORANG = Kolom("nama", "Nama", nilai=lambda p: p, jenis="orang", urut="nama~", tautan=_person_link)
KOLOM = (
    ORANG,
    Kolom("status", "Status", "status_kini", urut="status_kini"),
    Kolom("golongan", "Golongan", "golongan_kini", urut="golongan_kini"),
    Kolom("jabatan", "Jabatan", "jabatan_kini", urut="jabatan_kini~"),
    Kolom("plt", "Plt/Plh", _acting),
    Kolom("unit", "Unit", "unit_kini", urut="unit_kini~"),
    Kolom("kelas", "Kelas", "kelas_kini", jenis="angka", urut="kelas_kini"),
    Kolom("atasan", "Atasan langsung", _superior),
    Kolom("nip", "NIP", jenis="nip", urut="nip", tampil=False),
)


@require_safe
@requires("pegawai.view")
def list_pegawai(request: HttpRequest) -> HttpResponseBase:
    """People in service on a day."""
    actor, hari = actor_of(request), day_of(request)
    daftar = Daftar(
        request,
        pegawai_list(actor, hari, semua=request.GET.get("semua") == "1"),
        KOLOM,
        nama="pegawai",
        berkas=f"pegawai-{hari.isoformat()}",
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("unit", "SKPD", lambda q, v: in_unit(q, int(v), hari),
                     partial(unit_choices, actor, "pegawai.view")),
            Saringan("status", "Status", lambda q, v: q.filter(status_kini=v),
                     StatusPegawai.choices),
            Saringan("gol", "Golongan", lambda q, v: q.filter(golongan_condition(v, hari)),
                     GOLONGAN),
            Saringan("pada", "Keadaan pada", lambda q, v: q, jenis="tanggal"),
            Saringan("semua", "Termasuk yang sudah berhenti", lambda q, v: q, jenis="centang"),
        ],
        urut="nama",
        kosong=Kosong("Belum ada pegawai", "Ambil dari berkas lewat Impor.",
                      f"{reverse('impor:mulai')}?jenis=pegawai", "Impor pegawai"),
    )  # fmt: skip
    attach_superiors(daftar.halaman.object_list, hari)
    return daftar.respond(
        "pegawai/daftar.html", judul="Pegawai", jalur=[("Beranda", "/"), ("Pegawai", "")]
    )


@require_safe
@requires("pegawai.view")
def list_gaps(request: HttpRequest) -> HttpResponse:
    """What is missing, counted, with what follows from it."""
    actor, hari = actor_of(request), day_of(request)
    jumlah = count_gaps(actor, hari)
    boleh_gaji = bool(actor.reach("gaji.view"))
    terlihat = [k for k in kinds() if boleh_gaji or k.kode not in SENSITIF]
    butir = [
        {"k": k, "jumlah": jumlah[k.kode], "url": reverse("pegawai:kurang", args=[k.kode])}
        for k in sorted(terlihat, key=lambda k: -jumlah[k.kode])
    ]
    konteks = {
        "butir": butir,
        "hari": hari,
        "total": sum(1 for b in butir if b["jumlah"]),
        "jalur": [("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")),
                  ("Data yang kurang", "")],
    }  # fmt: skip
    return render(request, "pegawai/kurang.html", konteks)


@require_safe
@requires("pegawai.view")
def gap(request: HttpRequest, kode: str) -> HttpResponseBase:
    """The people who lack one thing, by name."""
    actor, hari = actor_of(request), day_of(request)
    jenis = next((k for k in kinds() if k.kode == kode), None)
    if jenis is None or (kode in SENSITIF and not actor.reach("gaji.view")):
        raise Http404("daftar ini tidak ada")
    daftar = Daftar(
        request,
        with_position(people_with_gap(actor, kode, hari), hari),
        [k for k in KOLOM if k.nama not in {"atasan", "plt"}],
        nama="pegawai",
        berkas=kode,
        cari=("nama", "nip"),
        cari_kata="Nama atau NIP",
        saringan=[Saringan("unit", "SKPD", lambda q, v: in_unit(q, int(v), hari),
                           partial(unit_choices, actor, "pegawai.view")),
                  Saringan("pada", "Keadaan pada", lambda q, v: q, jenis="tanggal")],
        urut="nama",
        kosong=Kosong("Semua sudah lengkap", "Tidak ada pegawai dengan kekurangan ini."),
    )  # fmt: skip
    jalur = [("Beranda", "/"), ("Data yang kurang", reverse("pegawai:kekurangan")),
             (jenis.judul, "")]  # fmt: skip
    return daftar.respond(judul=jenis.judul, ringkas=jenis.akibat, jalur=jalur)
