"""Other hours of single people: the list, a new one, withdrawing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import tanggal_pendek
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.cuti.services import Surat
from selaras.pegawai.models import Pegawai
from selaras.presensi.forms import TanggalInput, find_person
from selaras.presensi.models import Jadwal, PengecualianJadwal
from selaras.presensi.services.kerja.pengecualian import add_exception, withdraw_exception

EDIT = "jadwal.edit"


class PengecualianForm(forms.Form):
    """Who, which hours, from when to when, by which letter."""

    nip = forms.CharField(label="NIP pegawai", min_length=18, max_length=18)
    jadwal = forms.ModelChoiceField(label="Mengikuti jadwal", queryset=Jadwal.objects.none())
    mulai = forms.DateField(label="Dari", widget=TanggalInput())
    sampai = forms.DateField(label="Sampai", widget=TanggalInput())
    sebab = forms.ChoiceField(label="Sebab", choices=PengecualianJadwal.Sebab.choices)
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)
    no_surat = forms.CharField(label="Nomor surat", max_length=80)
    tanggal_surat = forms.DateField(label="Tanggal surat", widget=TanggalInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        jadwal = self.fields["jadwal"]
        jadwal.queryset = rows(actor, EDIT, Jadwal.objects.all())  # type: ignore[attr-defined]

    def clean_nip(self) -> Pegawai:
        return find_person(self.actor, EDIT, self.cleaned_data["nip"])


@requires(EDIT)
def list_exceptions(request: HttpRequest) -> HttpResponseBase:
    """Within reach, the latest first; why is for those who may read reasons."""
    actor = actor_of(request)
    qs = rows(actor, EDIT, PengecualianJadwal.objects.select_related("pegawai", "jadwal"))
    terbaca = set(_readable(actor, qs).values_list("pk", flat=True)[:2000])
    return Daftar(
        request,
        qs,
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~"),
            Kolom("jadwal", "Jadwal", "jadwal.nama", urut="jadwal__nama~"),
            Kolom("berlaku", "Berlaku", _span, urut="berlaku"),
            Kolom("sebab", "Sebab",
                  lambda p: p.get_sebab_display() if p.pk in terbaca else "tidak ditampilkan"),
            Kolom("no_surat", "Surat"),
            Kolom("keadaan", "Keadaan", lambda p: "dicabut" if p.dicabut_pada else "berlaku",
                  jenis="status", templat="presensi/sel_pengecualian.html"),
        ],
        nama="pengecualian",
        berkas="pengecualian-jadwal",
        cari=("pegawai__nama", "pegawai__nip", "no_surat"),
        cari_kata="Nama, NIP, nomor surat",
        urut="-berlaku",
        saringan=[
            Saringan("berlaku", "Hanya yang berlaku",
                     lambda qs, _: qs.filter(dicabut_pada=None), jenis="centang"),
        ],
        kosong=Kosong("Belum ada pengecualian", "Mis. ibu menyusui pulang lebih awal.",
                      reverse("presensi:pengecualian_baru"), "Catat pengecualian"),
    ).respond(
        "presensi/pengecualian.html",
        judul="Pengecualian jadwal",
        jalur=_trail("Pengecualian", pendek=True),
    )  # fmt: skip


def _readable(actor: Actor, qs: "QuerySet[PengecualianJadwal]") -> "QuerySet[PengecualianJadwal]":
    return rows(actor, "cuti.view_alasan", qs)


@requires(EDIT)
def add(request: HttpRequest) -> HttpResponse:
    """One more, by letter."""
    actor = actor_of(request)
    form = PengecualianForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            baris = add_exception(
                pegawai=isi["nip"], jadwal=isi["jadwal"], mulai=isi["mulai"],
                sampai=isi["sampai"], sebab=isi["sebab"], keterangan=isi["keterangan"],
                surat=Surat(isi["no_surat"], isi["tanggal_surat"]), actor=actor, at=actor.at,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(request, f"{baris.pegawai} mengikuti {baris.jadwal}.")
            return redirect("presensi:pengecualian")
    konteks = {
        "judul": "Catat pengecualian jadwal", "form": form, "tombol": "Catat",
        "ringkas": "Hanya hari pegawai ini yang dihitung ulang.",
        "batal": reverse("presensi:pengecualian"), "jalur": _trail("Catat"),
    }  # fmt: skip
    return form_page(request, konteks)


@requires(EDIT)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the unit's hours."""
    actor = actor_of(request)
    baris = access(PengecualianJadwal.objects.select_related("pegawai__instansi"), pk, actor, EDIT)
    withdraw_exception(pengecualian=baris, actor=actor, at=actor.at)
    messages.success(request, f"Pengecualian {baris.pegawai} dicabut.")
    return redirect("presensi:pengecualian")


def _span(p: PengecualianJadwal) -> str:
    akhir = p.berlaku.upper - timedelta(days=1)
    return f"{tanggal_pendek(p.berlaku.lower)} – {tanggal_pendek(akhir)}"


def _trail(judul: str, *, pendek: bool = False) -> list[tuple[str, str]]:
    awal = [("Beranda", reverse("web:beranda")), ("Jadwal kerja", reverse("presensi:jadwal"))]
    tengah = [] if pendek else [("Pengecualian", reverse("presensi:pengecualian"))]
    return [*awal, *tengah, (judul, "")]
