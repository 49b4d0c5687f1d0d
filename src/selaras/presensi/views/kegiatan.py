"""Apel and upacara: the list, a new call, who came, the officer's list, closing."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import waktu_zona
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.forms import TanggalInput
from selaras.presensi.models import KegiatanBersama, Situs
from selaras.presensi.selectors.kegiatan import Keadaan, attendance, list_kegiatan
from selaras.presensi.services.kerja.kegiatan import (
    IsiKegiatan,
    call_kegiatan,
    cancel_kegiatan,
    close_kegiatan,
    write_list,
)
from selaras.presensi.views.jadwal import government_of

MANAGE = "kegiatan.manage"
PER_HALAMAN = 100
KATA = {"hadir": True, "tidak": False}


class KegiatanForm(forms.Form):
    """What, when, where, who."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Jenis", choices=KegiatanBersama.Jenis.choices)
    nama = forms.CharField(label="Nama", max_length=120, help_text="Mis. Apel Senin pagi")
    tanggal = forms.DateField(label="Tanggal", widget=TanggalInput())
    jam = forms.TimeField(
        label="Mulai jam", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    sebelum = forms.IntegerField(
        label="Ketukan dihitung dari (menit sebelum mulai)", min_value=0, max_value=600
    )
    sesudah = forms.IntegerField(label="sampai (menit sesudah mulai)", min_value=0, max_value=600)
    tempat = forms.CharField(label="Tempat", max_length=120)
    situs = forms.ModelChoiceField(
        label="Hanya ketukan di situs", queryset=Situs.objects.none(), required=False,
        help_text="Kosong = ketukan di mana pun pada jam itu.",
    )  # fmt: skip
    unit = forms.ModelMultipleChoiceField(
        label="Unit yang wajib ikut", queryset=UnitKerja.objects.none(),
        help_text="Unit di bawahnya ikut. Tahan Ctrl untuk memilih beberapa.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = rows(actor, MANAGE, UnitKerja.objects.filter(instansi=instansi))
        self.fields["unit"].queryset = units.pada(actor.day()).order_by("path")  # type: ignore[attr-defined]
        situs = rows(actor, MANAGE, Situs.objects.filter(instansi=instansi))
        self.fields["situs"].queryset = situs  # type: ignore[attr-defined]
        self.instansi = instansi

    def isi(self) -> IsiKegiatan:
        """On the clock of the first unit."""
        i = self.cleaned_data
        unit = list(i["unit"])
        zona = unit[0].zona or self.instansi.zona
        return IsiKegiatan(
            jenis=i["jenis"], nama=i["nama"], tanggal=i["tanggal"],
            mulai=datetime.combine(i["tanggal"], i["jam"], ZoneInfo(zona)),
            sebelum=i["sebelum"], sesudah=i["sesudah"], tempat=i["tempat"], situs=i["situs"],
            unit=unit,
        )  # fmt: skip


@requires(MANAGE)
def list_events(request: HttpRequest) -> HttpResponseBase:
    """Events of units within reach, the latest first."""
    actor = actor_of(request)
    return Daftar(
        request,
        list_kegiatan(actor).select_related("instansi"),
        [
            Kolom("nama", "Kegiatan", urut="nama~",
                  tautan=lambda k: reverse("presensi:kegiatan_satu", args=[k.pk])),
            Kolom("mulai", "Mulai", lambda k: waktu_zona(k.mulai, k.instansi.zona), urut="mulai"),
            Kolom("tempat", "Tempat"),
            Kolom("keadaan", "Keadaan", _state, jenis="status"),
        ],
        nama="kegiatan",
        berkas="apel-upacara",
        cari=("nama", "tempat"),
        cari_kata="Nama atau tempat",
        urut="-mulai",
        kosong=Kosong("Belum ada apel atau upacara", "Catat apel, tutup, dan yang tidak hadir "
                      "tercatat sendiri.", reverse("presensi:kegiatan_baru"), "Catat kegiatan"),
    ).respond(
        "presensi/kegiatan.html",
        judul="Apel dan upacara",
        jalur=[("Beranda", reverse("web:beranda")), ("Apel dan upacara", "")],
    )  # fmt: skip


@requires(MANAGE)
def call(request: HttpRequest) -> HttpResponse:
    """Enter an event."""
    actor = actor_of(request)
    instansi = government_of(actor)
    bawaan = Law.load().pada(actor.day(), instansi.daerah).tabel("presensi.apel_jendela")
    awal = {"kunci": uuid.uuid4(), "tanggal": actor.day(), "jam": "07:30", **bawaan}
    form = KegiatanForm(request.POST or None, actor=actor, instansi=instansi, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            kegiatan = call_kegiatan(
                instansi=instansi, isi=form.isi(), kunci=form.cleaned_data["kunci"], actor=actor,
                at=actor.at,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        except PermissionDenied:
            form.add_error("unit", "Ada unit di luar wilayah Anda.")
        else:
            return redirect("presensi:kegiatan_satu", kegiatan.pk)
    konteks = {
        "judul": "Catat apel atau upacara", "form": form, "tombol": "Catat",
        "ringkas": "Yang tidak hadir tercatat saat kegiatan ditutup.",
        "batal": reverse("presensi:kegiatan"), "jalur": _trail("Catat"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires(MANAGE)
def show_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, who did not; the officer's list stands in the same table."""
    actor = actor_of(request)
    kegiatan = access(
        KegiatanBersama.objects.select_related("instansi", "situs"), pk, actor, MANAGE
    )
    if request.method == "POST":
        kata = {
            siapa: KATA.get(str(v))
            for n, v in request.POST.items()
            if n.startswith("h") and (siapa := whole_number(n[1:])) is not None
        }
        try:
            write_list(kegiatan=kegiatan, hadir=kata, actor=actor, at=actor.at)
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
        else:
            messages.success(request, "Daftar hadir tersimpan.")
        return redirect(request.get_full_path())
    semua = attendance(kegiatan, at=actor.at)
    jumlah = {k.value: sum(h.keadaan == k for h in semua) for k in Keadaan}
    saring = request.GET.get("keadaan", "")
    tampil = [h for h in semua if h.keadaan == saring] if saring in jumlah else list(semua)
    konteks = {
        "k": kegiatan, "jumlah": jumlah, "saring": saring, "mulai":
        waktu_zona(kegiatan.mulai, kegiatan.instansi.zona),
        "halaman": Paginator(tampil, PER_HALAMAN).get_page(request.GET.get("hal")),
        "terbuka": not (kegiatan.ditutup_pada or kegiatan.dibatalkan_pada),
        "selesai": kegiatan.selesai(actor.at), "keadaan": _state(kegiatan),
        "jalur": _trail(str(kegiatan)),
    }  # fmt: skip
    return render(request, "presensi/kegiatan_satu.html", konteks)


@requires(MANAGE)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it, or say that it did not take place."""
    actor = actor_of(request)
    kegiatan = access(KegiatanBersama, pk, actor, MANAGE)
    try:
        if request.POST.get("batal"):
            cancel_kegiatan(kegiatan=kegiatan, actor=actor, at=actor.at)
            messages.success(request, "Kegiatan dibatalkan.")
        else:
            jumlah = close_kegiatan(kegiatan=kegiatan, actor=actor, at=actor.at)
            messages.success(request, f"Ditutup: {jumlah} pegawai tercatat tidak apel.")
    except ValidationError as galat:
        messages.error(request, galat.messages[0])
    return redirect("presensi:kegiatan_satu", kegiatan.pk)


def _state(k: KegiatanBersama) -> str:
    if k.dibatalkan_pada:
        return "dibatalkan"
    return "selesai" if k.ditutup_pada else "terbuka"


def _trail(judul: str) -> list[tuple[str, str]]:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Apel dan upacara", reverse("presensi:kegiatan")),
        (judul, ""),
    ]
