"""Places where people may tap by phone: the list, and one place with its fence on a map."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import tanggal_pendek
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.organisasi.models import Instansi
from selaras.presensi.forms_tempat import TempatForm, degrees, initial_of
from selaras.presensi.models import TempatPresensi
from selaras.presensi.services.gawai.tempat import may_change, save_tempat

LAMA = (("kini", "Berlaku sekarang"), ("semua", "Semua"))


@requires("tempat.view")
def list_places(request: HttpRequest) -> HttpResponseBase:
    """Places of the government, with the units that each serves."""
    actor = actor_of(request)
    tempat = rows(actor, "tempat.view", TempatPresensi.objects.all())
    return Daftar(
        request,
        tempat.annotate(jumlah_unit=Count("unit")).prefetch_related("unit__unit"),
        [
            Kolom("nama", "Nama", urut="nama~",
                  tautan=lambda t: reverse("presensi:tempat_satu", args=[t.pk])),
            Kolom("area", "Area", _area),
            Kolom("unit", "Dipakai unit", _units),
            Kolom("pusat", "Pusat", lambda t: f"{degrees(t.pusat_lintang_e6)}; "
                  f"{degrees(t.pusat_bujur_e6)}"),
            Kolom("berlaku", "Berlaku", _span),
        ],
        nama="tempat",
        berkas="tempat-presensi",
        cari=("nama", "unit__unit__nama"),
        cari_kata="Nama tempat atau unit",
        urut="nama",
        saringan=[
            Saringan("masa", "Masa", lambda qs, v: qs if v == "semua" else
                     qs.filter(berlaku__contains=actor.day()), LAMA)
        ],
        kosong=Kosong(
            "Belum ada tempat presensi",
            "Tanpa tempat, posisi ketukan dari ponsel tidak dibandingkan dengan apa pun.",
            reverse("presensi:tempat_baru") if can(actor, "tempat.manage") else "",
            "Tambah tempat",
        ),
    ).respond(
        "presensi/tempat/daftar.html",
        judul="Tempat presensi",
        jalur=[("Beranda", reverse("web:beranda")), ("Tempat presensi", "")],
        boleh=can(actor, "tempat.manage"),
    )  # fmt: skip


@requires("tempat.manage")
def add_place(request: HttpRequest) -> HttpResponse:
    """A new place of one's government."""
    return _edit(request, None)


@requires("tempat.view")
def edit_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place with its fence; who may not change it reads it."""
    actor = actor_of(request)
    semua = TempatPresensi.objects.select_related("instansi").prefetch_related("unit__unit")
    tempat = access(semua, pk, actor, "tempat.view")
    if may_change(actor, tempat):
        return _edit(request, tempat)
    if request.method == "POST":
        raise PermissionDenied("Tempat ini juga dipakai unit di luar wilayah Anda.")
    return _page(request, tempat, None)


def _edit(request: HttpRequest, tempat: TempatPresensi | None) -> HttpResponse:
    actor = actor_of(request)
    awal = initial_of(tempat) if tempat else {"mulai": actor.day()}
    form = TempatForm(request.POST or None, initial=awal, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            baru = save_tempat(
                instansi=tempat.instansi if tempat else _government(actor), isi=form.isi(),
                unit_ids=[u.pk for u in form.cleaned_data["unit"]], actor=actor, tempat=tempat,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, f"Tempat {baru.nama} tersimpan.")
            return redirect("presensi:tempat")
    return _page(request, tempat, form)


def _page(
    request: HttpRequest, tempat: TempatPresensi | None, form: TempatForm | None
) -> HttpResponse:
    konteks: dict[str, Any] = {
        "judul": tempat.nama if tempat else "Tempat baru",
        "tempat": tempat,
        "form": form,
        "awal": initial_of(tempat) if tempat and form is None else None,
        "unit": [u.unit for u in tempat.unit.all()] if tempat else [],
        "masa": _span(tempat) if tempat else "",
        "peta": {"ubin": settings.PETA_UBIN, "atribusi": settings.PETA_ATRIBUSI},
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Tempat presensi", reverse("presensi:tempat")),
            (tempat.nama if tempat else "Baru", ""),
        ],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "presensi/tempat/satu.html", konteks, status=status)


def _area(t: TempatPresensi) -> str:
    if t.bentuk == TempatPresensi.Bentuk.POLIGON:
        return f"Poligon, {len(t.poligon)} titik"
    return f"Lingkaran, radius {t.radius_m} m"


def _units(t: TempatPresensi) -> str:
    nama = [u.unit.nama for u in t.unit.all()]
    lebih = len(nama) - 2
    return ", ".join(nama[:2]) + (f", dan {lebih} lagi" if lebih > 0 else "") or "belum ada"


def _span(t: TempatPresensi) -> str:
    mulai = tanggal_pendek(t.berlaku.lower) if t.berlaku.lower else "awal"
    if t.berlaku.upper is None:
        return f"sejak {mulai}"
    return f"{mulai} sampai sebelum {tanggal_pendek(t.berlaku.upper)}"


def _government(actor: Actor) -> Instansi:
    ids = [actor.instansi_id, *(w.instansi_id for w in actor.wewenang)]
    return Instansi.objects.get(pk=next(i for i in ids if i))
