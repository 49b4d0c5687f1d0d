"""The catalogue of usual work: officers keep it, people pick from it when they plan."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.kinerja.forms.rencana import KatalogForm
from selaras.kinerja.models import KatalogRencana
from selaras.kinerja.selectors.rencana import figure
from selaras.kinerja.views.rencana import dasar

AKSI = "katalog_rencana.edit"
SUDAH_ADA = "Baris dengan jabatan dan uraian itu sudah ada."


@requires("katalog_rencana.edit")
def list_lines(request: HttpRequest) -> HttpResponseBase:
    """Every line of the government's catalogue."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, AKSI, KatalogRencana.objects.all()),
        [
            Kolom("uraian", "Rencana kerja", urut="uraian~",
                  tautan=lambda k: reverse("kinerja:katalog_ubah", args=[k.pk])),
            Kolom("jabatan", "Jabatan", nilai=lambda k: k.jabatan or "Semua jabatan",
                  urut="jabatan~"),
            Kolom("kuantitas", "Target",
                  nilai=lambda k: f"{figure(k.kuantitas)} {k.satuan}".strip()),
            Kolom("aktif", "Ditawarkan", nilai=lambda k: "aktif" if k.aktif else "nonaktif",
                  jenis="status", urut="aktif"),
        ],
        nama="baris katalog",
        berkas="katalog-rencana",
        cari=("uraian", "jabatan"),
        cari_kata="Uraian atau jabatan",
        saringan=[Saringan("aktif", "Ditawarkan", lambda q, v: q.filter(aktif=v == "ya"),
                           pilihan=[("ya", "Ya"), ("tidak", "Tidak")])],
        urut="uraian",
        kosong=Kosong("Katalog masih kosong",
                      "Isi supaya pegawai tidak mengarang kata sendiri saat menyusun rencana.",
                      reverse("kinerja:katalog_tambah"), "Tambah baris"),
    ).respond("kinerja/rencana/katalog.html", judul="Katalog rencana kerja",
              jalur=[dasar.BERANDA, ("Katalog rencana", "")])  # fmt: skip


@requires("katalog_rencana.edit")
def add_line(request: HttpRequest) -> HttpResponse:
    """A new line, for the officer's own government."""
    actor = actor_of(request)
    form = KatalogForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and actor.instansi_id:
        baris = form.save(commit=False)
        baris.instansi_id = actor.instansi_id
        if _stored(form, baris):
            record(actor=actor, aksi=AKSI, objek=baris, sesudah=state_of(baris))
            messages.success(request, "Baris katalog ditambahkan.")
            return redirect("kinerja:katalog")
    return _form_page(request, actor, form, "Tambah baris katalog")


@requires("katalog_rencana.edit")
def edit_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line, or stop offering it; plans that took it keep their words."""
    actor = actor_of(request)
    baris = access(KatalogRencana, pk, actor, AKSI)
    sebelum = state_of(baris)
    form = KatalogForm(request.POST or None, instance=baris)
    if request.method == "POST" and form.is_valid() and _stored(form, form.save(commit=False)):
        record_change(actor=actor, aksi=AKSI, objek=baris, sebelum=sebelum)
        messages.success(request, "Baris katalog diubah.")
        return redirect("kinerja:katalog")
    return _form_page(request, actor, form, "Ubah baris katalog")


def _stored(form: KatalogForm, baris: KatalogRencana) -> bool:
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError:
        form.add_error("uraian", SUDAH_ADA)
        return False
    return True


def _form_page(request: HttpRequest, actor: Actor, form: KatalogForm, judul: str) -> HttpResponse:
    del actor
    konteks = {
        "judul": judul,
        "form": form,
        "batal": reverse("kinerja:katalog"),
        "jalur": [dasar.BERANDA, ("Katalog rencana", reverse("kinerja:katalog")), (judul, "")],
    }
    return form_page(request, konteks)
