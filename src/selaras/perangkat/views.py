"""The doors that machines' bytes come in by."""

import shutil
import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.format import angka
from selaras.core.halaman.formulir import form_page
from selaras.core.permissions import Actor, actor_of, requires
from selaras.perangkat.attlog import BukanAttlog
from selaras.perangkat.forms import BerkasMesinForm
from selaras.perangkat.services import import_attlog
from selaras.presensi.models import Mesin
from selaras.presensi.services import HasilTerima


@requires("presensi.import")
def upload_log(request: HttpRequest) -> HttpResponse:
    """Take the file that a machine wrote to a USB stick."""
    actor = actor_of(request)
    form = BerkasMesinForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            hasil = _take(form.cleaned_data["berkas"], form.cleaned_data["mesin"], actor)
        except BukanAttlog as galat:
            form.add_error("berkas", str(galat))
        else:
            messages.success(request, _words(hasil))
            return redirect("presensi:mesin")
    return form_page(
        request,
        {
            "judul": "Unggah berkas mesin",
            "ringkas": "Berkas yang sama boleh diunggah lagi: tidak ada yang tercatat dua kali.",
            "form": form,
            "tombol": "Ambil ketukannya",
            "batal": reverse("presensi:mesin"),
            "enctype": "multipart/form-data",
        },
    )


def _take(berkas: "UploadedFile[bytes]", mesin: Mesin, actor: Actor) -> HasilTerima:
    """The reader wants a file of the uploaded name; nothing of it stays."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(berkas.name or "").name or "berkas")
        with path.open("wb") as tujuan:
            shutil.copyfileobj(berkas, tujuan)
        return import_attlog(path=path, mesin=mesin, actor=actor, at=actor.at)


def _words(hasil: HasilTerima) -> str:
    teks = f"{angka(hasil.baru)} ketukan baru, {angka(hasil.rangkap)} sudah ada."
    if hasil.tak_dikenal:
        teks += f" {angka(hasil.tak_dikenal)} dari PIN yang belum dikenal."
    if hasil.karantina:
        teks += f" {angka(hasil.karantina)} baris tidak terbaca atau janggal, dikarantina."
    return teks
