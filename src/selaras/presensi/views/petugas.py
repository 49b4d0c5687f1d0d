"""The officer's list: whose times were written down, and writing more of them."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.files.purposes import limits_of
from selaras.core.files.services import take_berkas
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import jam_zona
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, can, requires, rows
from selaras.hukum import HukumError
from selaras.pegawai.models import Pegawai
from selaras.presensi.forms import TanggalInput, find_person
from selaras.presensi.models import CatatanPetugas
from selaras.presensi.services.gawai.petugas import write_down

AKSI = "presensi.list"
BERKAS = "presensi.petugas"


class JamInput(forms.TimeInput):
    """The browser's own clock."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class CatatanForm(forms.Form):
    """One person's times of a day."""

    nip = forms.CharField(label="NIP pegawai", min_length=18, max_length=18)
    tanggal = forms.DateField(label="Tanggal", widget=TanggalInput())
    masuk = forms.TimeField(label="Jam masuk", required=False, widget=JamInput())
    pulang = forms.TimeField(
        label="Jam pulang", required=False, widget=JamInput(),
        help_text="Lebih awal dari jam masuk berarti keesokan harinya.",
    )  # fmt: skip
    alasan = forms.CharField(
        label="Mengapa tidak mengetuk sendiri", max_length=200,
        help_text="Mis. tidak punya ponsel, mesin kantor rusak.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        return find_person(self.actor, AKSI, self.cleaned_data["nip"])


@requires("presensi.view")
def list_notes(request: HttpRequest) -> HttpResponseBase:
    """What officers wrote down, of people within reach: one's own for everybody."""
    actor = actor_of(request)
    notes = rows(actor, "presensi.view", CatatanPetugas.objects.all())
    return Daftar(
        request,
        notes.select_related("pegawai__instansi", "dicatat_oleh"),
        [
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
            Kolom("nama", "Nama", "pegawai", jenis="orang", urut="pegawai__nama~"),
            Kolom("masuk", "Masuk", lambda c: _clock(c, "masuk")),
            Kolom("pulang", "Pulang", lambda c: _clock(c, "pulang")),
            Kolom("alasan", "Alasan"),
            Kolom("oleh", "Dicatat oleh", "dicatat_oleh"),
            Kolom("keadaan", "Dihitung", lambda c: "menunggu atasan" if c.perlu_atasan else "ya"),
        ],
        nama="catatan",
        berkas="daftar-petugas",
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("tanggal", "Tanggal", _on_day, jenis="tanggal"),
        ],
        urut="-tanggal",
        kosong=Kosong("Belum ada catatan petugas",
                      "Untuk orang tanpa ponsel yang tidak dapat mengetuk."),
    ).respond(
        "presensi/petugas.html", judul="Daftar petugas", boleh=can(actor, AKSI),
        jalur=[("Beranda", reverse("web:beranda")), ("Daftar petugas", "")],
    )  # fmt: skip


@requires(AKSI)
def new_note(request: HttpRequest) -> HttpResponse:
    """Write a person's times down."""
    actor = actor_of(request)
    form = CatatanForm(
        request.POST or None, actor=actor, initial={"tanggal": actor.day().isoformat()}
    )
    galat: list[str] = []
    berkas: list[Any] = []
    if request.method == "POST":
        berkas, galat = take_berkas(request, "bukti", keperluan=BERKAS)
        if form.is_valid() and not galat:
            isi = form.cleaned_data
            try:
                satu = write_down(
                    pegawai=isi["nip"], tanggal=isi["tanggal"], masuk=isi["masuk"],
                    pulang=isi["pulang"], alasan=isi["alasan"],
                    bukti=berkas[0] if berkas else None, actor=actor, at=actor.at,
                )  # fmt: skip
            except (ValidationError, HukumError) as salah:
                form.add_error(None, str(getattr(salah, "message", salah)))
            except PermissionDenied as salah:
                form.add_error("nip", str(salah))
            else:
                kata = "menunggu dibenarkan atasannya" if satu.perlu_atasan else "sudah dihitung"
                messages.success(request, f"Jam {satu.pegawai} dicatat dan {kata}.")
                return redirect("presensi:petugas")
    konteks = {
        "form": form, "galat": galat, "berkas": berkas, "batas": limits_of(BERKAS, actor),
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Daftar petugas", reverse("presensi:petugas")), ("Catat jam", "")],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "presensi/petugas_catat.html", konteks, status=status)


def _clock(catatan: CatatanPetugas, sisi: str) -> str:
    saat = getattr(catatan, sisi)
    return jam_zona(saat, str(ZoneInfo(catatan.pegawai.zona))) if saat else ""


def _on_day(qs: Any, nilai: str) -> Any:
    try:
        return qs.filter(tanggal=date.fromisoformat(nilai))
    except ValueError:
        return qs
