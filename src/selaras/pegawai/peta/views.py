"""Pages of units and posts: the tree with counts, the peta jabatan of a unit, one post."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan, sehalaman
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, requires
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.peta.selectors import (
    empty_posts,
    holders,
    jabatan_list,
    lacking,
    peta_jabatan,
    unit_list,
    visible_ids,
)
from selaras.pegawai.selectors.daftar import unit_choices
from selaras.pegawai.views.waktu import day_of


def _unit_link(u: UnitKerja) -> str:
    return reverse("organisasi:satu", args=[u.pk])


def _post_link(j: Jabatan) -> str:
    return reverse("organisasi:jabatan-satu", args=[j.pk])


def _indented(u: UnitKerja) -> str:
    """The unit's name with its depth, so that the tree reads in the list."""
    return f"{'— ' * (u.path.count('/') - 2)}{u.nama}"


@require_safe
@requires("organisasi.view")
def list_units(request: HttpRequest) -> HttpResponseBase:
    """The tree of units with people and posts at and below each."""
    actor, hari = actor_of(request), day_of(request)
    return Daftar(
        request,
        unit_list(actor, hari),
        [
            Kolom("nama", "Unit", _indented, urut="path", tautan=_unit_link),
            Kolom("kode", "Kode", urut="kode"),
            Kolom("jenis", "Jenis", lambda u: u.get_jenis_display(), urut="jenis"),
            Kolom("skpd", "SKPD", "skpd.nama", urut="skpd__nama~"),
            Kolom("jabatan", "Jabatan", "jumlah_jabatan", jenis="angka", urut="jumlah_jabatan"),
            Kolom("orang", "Pegawai", "jumlah_orang", jenis="angka", urut="jumlah_orang"),
        ],
        nama="unit",
        berkas="unit-kerja",
        cari=("nama", "kode"),
        cari_kata="Nama atau kode unit",
        saringan=[
            Saringan("skpd", "SKPD", lambda q, v: q.filter(skpd_id=int(v)),
                     partial(unit_choices, actor, "organisasi.view")),
            Saringan("jenis", "Jenis", lambda q, v: q.filter(jenis=v), UnitKerja.Jenis.choices),
            Saringan("pada", "Keadaan pada", sehalaman, jenis="tanggal"),
        ],
        urut="nama",
        kosong=Kosong("Belum ada unit", "Ambil susunan unit dari berkas lewat Impor.",
                      f"{reverse('impor:mulai')}?jenis=unit", "Impor unit"),
    ).respond(judul="Unit kerja", jalur=[("Beranda", "/"), ("Unit kerja", "")])  # fmt: skip


@require_safe
@requires("organisasi.view")
def show_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: where it stands, its peta jabatan with holders, the units below."""
    actor, hari = actor_of(request), day_of(request)
    qs = UnitKerja.objects.select_related("induk", "skpd", "instansi", "pengganti")
    unit = access(qs, pk, actor, "organisasi.view")
    peta = peta_jabatan(unit, hari)
    konteks = {
        "unit": unit,
        "hari": hari,
        "peta": peta,
        "kosong": sum(1 for b in peta if not b["isi"]),
        "terisi": sum(b["isi"] for b in peta),
        "bawahan": unit_list(actor, hari).filter(induk=unit).order_by("kode"),
        "terlihat": visible_ids(actor, [r for b in peta for r in b["orang"]], hari),
        "jalur": [("Beranda", "/"), ("Unit kerja", reverse("organisasi:unit")), (unit.nama, "")],
    }
    return render(request, "organisasi/unit.html", konteks)


@require_safe
@requires("organisasi.view")
def list_posts(request: HttpRequest) -> HttpResponseBase:
    """Posts with class, TPP, need and how many hold them."""
    actor, hari = actor_of(request), day_of(request)
    return Daftar(
        request,
        jabatan_list(actor, hari),
        [
            Kolom("nama", "Jabatan", urut="nama~", tautan=_post_link),
            Kolom("unit", "Unit", "unit.nama", urut="unit__nama~",
                  tautan=lambda j: _unit_link(j.unit)),
            Kolom("kode", "Kode", urut="kode", tampil=False),
            Kolom("jenis", "Jenis", lambda j: j.get_jenis_display(), urut="jenis"),
            Kolom("kelas", "Kelas", jenis="angka", urut="kelas"),
            Kolom("atasan", "Jabatan atasan", "atasan.nama"),
            Kolom("kebutuhan", "Kebutuhan", jenis="angka", urut="kebutuhan", jumlah=True),
            Kolom("pemangku", "Terisi", "pemangku_kini", jenis="angka"),
            Kolom("tpp", "TPP sebulan", "tpp_kini", jenis="rupiah"),
        ],
        nama="jabatan",
        berkas="jabatan",
        cari=("nama", "kode"),
        cari_kata="Nama atau kode jabatan",
        saringan=[
            Saringan("skpd", "SKPD", lambda q, v: q.filter(unit__skpd_id=int(v)),
                     partial(unit_choices, actor, "organisasi.view")),
            Saringan("jenis", "Jenis", lambda q, v: q.filter(jenis=v), Jabatan.Jenis.choices),
            Saringan("kosong", "Hanya yang kosong", lambda q, v: empty_posts(q, hari),
                     jenis="centang"),
            Saringan("kurang", "Yang kurang", lambda q, v: lacking(q, v, hari),
                     [("kelas", "Tanpa kelas"), ("besaran", "Tanpa besaran TPP")]),
            Saringan("pada", "Keadaan pada", sehalaman, jenis="tanggal"),
        ],
        urut="unit",
        kosong=Kosong("Belum ada jabatan", "Ambil peta jabatan dari berkas lewat Impor.",
                      f"{reverse('impor:mulai')}?jenis=jabatan", "Impor jabatan"),
    ).respond(judul="Jabatan", jalur=[("Beranda", "/"), ("Jabatan", "")])  # fmt: skip


@require_safe
@requires("organisasi.view")
def show_post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: class, superior, who holds it, its TPP over time."""
    actor, hari = actor_of(request), day_of(request)
    post = access(Jabatan.objects.select_related("unit", "atasan__unit"), pk, actor,
                  "organisasi.view")  # fmt: skip
    orang = holders([post.pk], hari).get(post.pk, [])
    konteks = {
        "j": post,
        "hari": hari,
        "orang": orang,
        "terlihat": visible_ids(actor, orang, hari),
        "besaran": post.besaran.order_by("-berlaku"),
        "bawahan": post.bawahan.pada(hari).select_related("unit").order_by("nama"),
        "jalur": [("Beranda", "/"), ("Jabatan", reverse("organisasi:jabatan")), (post.nama, "")],
    }
    return render(request, "organisasi/jabatan.html", konteks)
