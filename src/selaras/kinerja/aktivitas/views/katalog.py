"""The catalogue of tasks: everybody may look, officers add and change their government's own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, can, requires, rows
from selaras.kinerja.aktivitas.services.katalog import ensure_catalogue, save_task
from selaras.kinerja.models import KegiatanKatalog, UraianTugas
from selaras.organisasi.models import Jabatan

ISI = ("nama", "satuan", "menit_standar", "kata_cari", "aktif")


class KegiatanForm(forms.ModelForm):  # type: ignore[type-arg]
    """A task with the duty it belongs to."""

    nama_jabatan = forms.CharField(
        label="Jabatan", max_length=160, required=False,
        help_text="Nama jabatannya seperti di peta jabatan; kosong = untuk semua jabatan",
    )  # fmt: skip
    uraian = forms.CharField(label="Uraian tugas", max_length=300)

    class Meta:
        model = KegiatanKatalog
        fields = ISI

    field_order = ("nama_jabatan", "uraian", *ISI)

    def clean_nama_jabatan(self) -> str:
        nama = " ".join(self.cleaned_data["nama_jabatan"].split())
        if nama and not Jabatan.objects.filter(nama__iexact=nama).exists():
            raise forms.ValidationError("Tidak ada jabatan bernama itu di peta jabatan.")
        return nama


@requires("aktivitas.own")
def list_catalogue(request: HttpRequest) -> HttpResponseBase:
    """Every task one may pick, with its duty and standard minutes."""
    actor = actor_of(request)
    boleh = can(actor, "katalog_kegiatan.edit")
    milik = Q(instansi_id=actor.instansi_id) if actor.instansi_id else Q(pk__in=[])
    kegiatan = KegiatanKatalog.objects.filter(Q(instansi=None) | milik)
    jabatan = UraianTugas.objects.filter(
        Q(instansi=None) | Q(instansi_id=actor.instansi_id)
    ).exclude(nama_jabatan="")
    pilihan = [(n, n) for n in jabatan.order_by("nama_jabatan").values_list(
        "nama_jabatan", flat=True).distinct()]  # fmt: skip
    return Daftar(
        request,
        kegiatan.select_related("uraian_tugas"),
        nama="kegiatan",
        berkas="katalog-kegiatan",
        kolom=[
            Kolom("nama", "Kegiatan", urut="nama~",
                  tautan=lambda k: reverse("aktivitas:katalog_ubah", args=[k.pk])
                  if boleh and k.instansi_id else ""),
            Kolom("jabatan", "Jabatan", nilai=lambda k: k.uraian_tugas.nama_jabatan or "Semua",
                  urut="uraian_tugas__nama_jabatan~"),
            Kolom("uraian", "Uraian tugas", nilai="uraian_tugas.uraian"),
            Kolom("menit_standar", "Menit standar", jenis="angka", urut="menit_standar"),
            Kolom("satuan", "Tiap"),
            Kolom("kata_cari", "Kata lain", tampil=False),
            Kolom("asal", "Asal", nilai=lambda k: "Daerah" if k.instansi_id else "Contoh bawaan"),
            Kolom("aktif", "Dipakai", nilai=lambda k: "Ya" if k.aktif else "Tidak", tampil=False),
        ],
        cari=("nama", "kata_cari", "uraian_tugas__uraian"),
        cari_kata="Kegiatan atau kata lain",
        saringan=[
            Saringan("jabatan", "Jabatan",
                     lambda qs, v: qs.filter(uraian_tugas__nama_jabatan=v), pilihan=pilihan),
            Saringan("asal", "Asal", lambda qs, v: qs.filter(instansi__isnull=v == "contoh"),
                     pilihan=[("daerah", "Daerah"), ("contoh", "Contoh bawaan")]),
        ],
        urut="nama",
        kosong=Kosong("Katalog masih kosong", "Impor dari berkas, atau tambah satu per satu."),
    ).respond(
        "aktivitas/katalog.html", boleh=boleh,
        tanpa_contoh=boleh and not KegiatanKatalog.objects.filter(instansi=None).exists(),
        jalur=[("Beranda", reverse("web:beranda")), ("Katalog kegiatan", "")],
    )  # fmt: skip


@require_POST
@requires("katalog_kegiatan.edit")
def load_examples(request: HttpRequest) -> HttpResponse:
    """The product's own starting catalogue."""
    baru = ensure_catalogue(actor=actor_of(request))
    messages.success(
        request, f"{baru} kegiatan contoh dimuat." if baru else "Contoh bawaan sudah lengkap."
    )
    return redirect(reverse("aktivitas:katalog"))


@requires("katalog_kegiatan.edit")
def add_task(request: HttpRequest) -> HttpResponse:
    """A new task of the government's own."""
    return _task(request, None)


@requires("katalog_kegiatan.edit")
def edit_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of the government's own."""
    milik = rows(actor_of(request), "katalog_kegiatan.edit", KegiatanKatalog.objects.all())
    return _task(request, get_object_or_404(milik.select_related("uraian_tugas"), pk=pk))


def _task(request: HttpRequest, kegiatan: KegiatanKatalog | None) -> HttpResponse:
    actor = actor_of(request)
    awal: dict[str, Any] = {"satuan": "kegiatan", "menit_standar": 60}
    if kegiatan is not None:
        tugas = kegiatan.uraian_tugas
        awal = {"nama_jabatan": tugas.nama_jabatan, "uraian": tugas.uraian}
    form = KegiatanForm(request.POST or None, instance=kegiatan, initial=awal)
    if request.method == "POST" and actor.instansi_id and form.is_valid():
        d = form.cleaned_data
        lama = None if kegiatan is None else KegiatanKatalog.objects.get(pk=kegiatan.pk)
        baru = save_task(
            actor=actor, instansi_id=actor.instansi_id, nama_jabatan=d["nama_jabatan"],
            uraian=d["uraian"], isi={k: d[k] for k in ISI}, kegiatan=lama,
        )  # fmt: skip
        messages.success(request, f"'{baru.nama}' tersimpan di katalog.")
        return redirect(reverse("aktivitas:katalog"))
    konteks = {
        "judul": "Ubah kegiatan" if kegiatan else "Tambah kegiatan", "form": form,
        "batal": reverse("aktivitas:katalog"),
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Katalog kegiatan", reverse("aktivitas:katalog")),
                  ("Ubah" if kegiatan else "Tambah", "")],
    }  # fmt: skip
    return form_page(request, konteks)
