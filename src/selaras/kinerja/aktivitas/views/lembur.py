"""Orders to work outside one's hours beside what the taps prove: list, one's own, new, back."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.aturan.lembur import Keadaan
from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.format import jam_menit
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.hukum import Aturan, Law
from selaras.kinerja.aktivitas.forms import JamField
from selaras.kinerja.aktivitas.selectors.lembur import Lembur, Nyata, load_lembur, pay_words
from selaras.kinerja.aktivitas.services import lembur
from selaras.kinerja.models import PerintahLembur
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai

TERBANYAK = 200  # people of one letter


class LemburForm(forms.Form):
    """An order as its letter has it."""

    nip = forms.CharField(
        label="NIP pegawai", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu NIP sebaris; satu surat dapat memerintah beberapa orang.",
    )  # fmt: skip
    tanggal = forms.DateField(
        label="Tanggal lembur", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    mulai = JamField(label="Mulai", max_length=5, widget=forms.TextInput(attrs={"type": "time"}))
    selesai = JamField(
        label="Selesai", max_length=5, widget=forms.TextInput(attrs={"type": "time"})
    )
    no_surat = forms.CharField(label="Nomor surat perintah", max_length=80)
    tanggal_surat = forms.DateField(
        label="Tanggal surat", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, orang: Any, **kw: Any) -> None:
        self.orang = orang
        super().__init__(*args, **kw)

    def clean_nip(self) -> list[Pegawai]:
        diminta = dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["nip"].strip()))
        ada = {p.nip: p for p in self.orang.filter(nip__in=list(diminta)[:TERBANYAK])}
        if asing := [n for n in diminta if n not in ada]:
            raise forms.ValidationError(
                f"Tidak ada pegawai dengan NIP ini di unit Anda: {', '.join(asing[:5])}."
            )
        return [ada[n] for n in diminta]


@requires("aktivitas.record")
def list_orders(request: HttpRequest) -> HttpResponseBase:
    """Every order within reach with what the taps prove, the newest first."""
    actor = actor_of(request)
    semua = PerintahLembur.objects.select_related("pegawai__instansi")
    nyata = Nyata(lambda: daftar.halaman.object_list, actor.at)
    daftar = Daftar(
        request,
        rows(actor, "aktivitas.record", semua),
        nama="perintah lembur",
        berkas="perintah-lembur",
        kolom=[
            Kolom("orang", "Pegawai", nilai=lambda p: p.pegawai, jenis="orang",
                  urut="pegawai__nama~"),
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
            Kolom("jam", "Jam", nilai=lambda p: f"{jam_menit(p.mulai)}–{jam_menit(p.selesai)}"),
            Kolom("nyata", "Menurut ketukan", nilai=lambda p: proven(nyata(p))),
            Kolom("menit", "Menit", jenis="menit", nilai=lambda p: _minutes(nyata(p))),
            Kolom("uang", "Uang lembur", jenis="rupiah", nilai=lambda p: _money(nyata(p))),
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
    )  # fmt: skip
    return daftar.respond(
        "aktivitas/lembur.html",
        bayar=pay_words(_law(actor)),
        jalur=[("Beranda", reverse("web:beranda")), ("Perintah lembur", "")],
    )


@requires("aktivitas.own")
def own_orders(request: HttpRequest) -> HttpResponse:
    """What one was ordered to do, and what of it the taps prove."""
    actor = actor_of(request)
    perintah = list(
        PerintahLembur.objects.filter(pegawai_id=actor.person_id or 0, dicabut_pada=None)
        .select_related("pegawai__instansi")
        .order_by("-tanggal", "-mulai")[:60]
    )
    nyata = load_lembur(perintah, actor.at)
    konteks = {
        "lembur": [(o, proven(nyata[o.pk]), nyata[o.pk]) for o in perintah],
        "menit": sum(n.nyata.menit for n in nyata.values()), "bayar": pay_words(_law(actor)),
        "jalur": [("Beranda", reverse("web:beranda")), ("Lembur saya", "")],
    }  # fmt: skip
    return render(request, "aktivitas/lembur_saya.html", konteks)


def proven(satu: Lembur | None) -> str:
    """What the taps say, in words."""
    if satu is None or satu.perintah.dicabut_pada:
        return ""
    n = satu.nyata
    if n.keadaan is Keadaan.BELUM:
        return "Belum selesai"
    if n.keadaan is Keadaan.TANPA_BUKTI or n.mulai is None or n.selesai is None:
        return "Tidak ada ketukan yang membuktikan"
    kata = "sesuai perintah" if n.keadaan is Keadaan.PENUH else "kurang dari perintah"
    return f"{jam_menit(n.mulai)}–{jam_menit(n.selesai)}, {kata}"


def _minutes(satu: Lembur | None) -> int | None:
    return satu.nyata.menit if satu and not satu.perintah.dicabut_pada else None


def _money(satu: Lembur | None) -> int | None:
    return satu.rupiah if satu and not satu.perintah.dicabut_pada else None


def _law(actor: Actor) -> Aturan:
    instansi = Instansi.objects.filter(pk=actor.instansi_id or 0).first()
    return Law.load().pada(actor.day(), instansi.daerah if instansi else None)


@requires("aktivitas.record")
def add_order(request: HttpRequest) -> HttpResponse:
    """A new order."""
    actor = actor_of(request)
    orang = rows(actor, "aktivitas.record", Pegawai.objects.all())
    form = LemburForm(request.POST or None, orang=orang)
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        pegawai: list[Pegawai] = isi.pop("nip")
        ids = [p.pk for p in pegawai]
        lembur.record_orders(actor=actor, pegawai_ids=ids, at=actor.at, **isi)
        kata = pegawai[0].nama if len(pegawai) == 1 else f"{len(pegawai)} pegawai"
        messages.success(request, f"Perintah lembur {kata} tercatat.")
        return redirect(reverse("aktivitas:lembur"))
    konteks = {
        "judul": "Catat perintah lembur", "form": form, "batal": reverse("aktivitas:lembur"),
        "ringkas": "Sesudah dicatat, pegawainya dapat mengisi aktivitas pada jam itu.",
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Perintah lembur", reverse("aktivitas:lembur")), ("Catat", "")],
    }  # fmt: skip
    return form_page(request, konteks)


@require_POST
@requires("aktivitas.record")
def revoke_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    actor = actor_of(request)
    lembur.revoke_order(actor=actor, pk=pk, at=actor.at)
    messages.success(request, "Perintah lembur dicabut.")
    return redirect(reverse("aktivitas:lembur"))
