"""Orders to work outside one's hours: the list, a new one, taking one back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import jam_menit
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires, rows
from selaras.kinerja.aktivitas.forms import JamField
from selaras.kinerja.aktivitas.services import lembur
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import Pegawai


class LemburForm(forms.Form):
    """An order as its letter has it."""

    nip = forms.CharField(label="NIP pegawai", max_length=18)
    tanggal = forms.DateField(
        label="Tanggal lembur", widget=forms.DateInput(attrs={"type": "date"})
    )
    mulai = JamField(label="Mulai", max_length=5, widget=forms.TextInput(attrs={"type": "time"}))
    selesai = JamField(
        label="Selesai", max_length=5, widget=forms.TextInput(attrs={"type": "time"})
    )
    no_surat = forms.CharField(label="Nomor surat perintah", max_length=80)
    tanggal_surat = forms.DateField(
        label="Tanggal surat", widget=forms.DateInput(attrs={"type": "date"})
    )
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, orang: Any, **kw: Any) -> None:
        self.orang = orang
        super().__init__(*args, **kw)

    def clean_nip(self) -> Pegawai:
        nip = self.cleaned_data["nip"].replace(" ", "")
        found: Pegawai | None = self.orang.filter(nip=nip).first()
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP ini di unit Anda.")
        return found


@requires("aktivitas.record")
def list_orders(request: HttpRequest) -> HttpResponseBase:
    """Every order within reach, the newest first."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, "aktivitas.record", PerintahLembur.objects.select_related("pegawai")),
        nama="perintah lembur",
        berkas="perintah-lembur",
        kolom=[
            Kolom("orang", "Pegawai", nilai=lambda p: p.pegawai, jenis="orang",
                  urut="pegawai__nama~"),
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
            Kolom("jam", "Jam", nilai=lambda p: f"{jam_menit(p.mulai)}–{jam_menit(p.selesai)}"),
            Kolom("no_surat", "Surat perintah"),
            Kolom("keterangan", "Keterangan"),
            Kolom("keadaan", "Keadaan", nilai=lambda p: "Dicabut" if p.dicabut_pada else "Berlaku",
                  templat="aktivitas/sel_lembur.html"),
        ],
        cari=("pegawai__nama", "pegawai__nip", "no_surat"),
        cari_kata="Nama, NIP atau nomor surat",
        urut="-tanggal",
        kosong=Kosong("Belum ada perintah lembur", "Tanpa itu, aktivitas di hari libur ditolak.",
                      reverse("aktivitas:lembur_catat"), "Catat perintah"),
    ).respond(
        "aktivitas/lembur.html",
        jalur=[("Beranda", reverse("web:beranda")), ("Perintah lembur", "")],
    )  # fmt: skip


@requires("aktivitas.record")
def add_order(request: HttpRequest) -> HttpResponse:
    """A new order."""
    actor = actor_of(request)
    orang = rows(actor, "aktivitas.record", Pegawai.objects.all())
    form = LemburForm(request.POST or None, orang=orang)
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        pegawai: Pegawai = isi.pop("nip")
        lembur.record_order(actor=actor, pegawai_id=pegawai.pk, at=actor.at, **isi)
        messages.success(request, f"Perintah lembur {pegawai.nama} tercatat.")
        return redirect(reverse("aktivitas:lembur"))
    konteks = {
        "judul": "Catat perintah lembur", "form": form, "batal": reverse("aktivitas:lembur"),
        "ringkas": "Sesudah dicatat, pegawainya dapat mengisi aktivitas pada jam itu.",
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Perintah lembur", reverse("aktivitas:lembur")), ("Catat", "")],
    }  # fmt: skip
    return render(
        request, "kit/halaman_formulir.html", konteks, status=422 if form.is_bound else 200
    )


@require_POST
@requires("aktivitas.record")
def revoke_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    actor = actor_of(request)
    lembur.revoke_order(actor=actor, pk=pk, at=actor.at)
    messages.success(request, "Perintah lembur dicabut.")
    return redirect(reverse("aktivitas:lembur"))
