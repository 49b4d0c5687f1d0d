"""Rows of one kind of a person's file: list, add, change, delete."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from selaras.core.drafts.services import hapus_draf
from selaras.core.files.purposes import limits_of
from selaras.core.files.services import take_berkas
from selaras.core.halaman.format import kecil
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.permissions.policy import asked_once
from selaras.pegawai.models import Pegawai
from selaras.simpeg.buka import TERPENDEK, asks_purpose, is_open, open_for, trace
from selaras.simpeg.forms import BarisForm, HapusForm, form_class
from selaras.simpeg.jenis import MENURUT_KODE, UMUM, JenisRiwayat
from selaras.simpeg.models import DokumenPegawai
from selaras.simpeg.policies import KEPERLUAN
from selaras.simpeg.sel import cell, column_title
from selaras.simpeg.selectors.berkas import documents_of, with_twice_used
from selaras.simpeg.selectors.ruang_lain import MENURUT_KODE as LAIN_MENURUT_KODE
from selaras.simpeg.selectors.ruang_lain import JenisLain, rows_of
from selaras.simpeg.services.baris import (
    UBAH,
    BarisBerubah,
    BarisDitolak,
    Bukti,
    delete_row,
    save_row,
    version_of,
)
from selaras.simpeg.views.berkas import frame
from selaras.simpeg.views.tabrakan import show_change


@require_http_methods(["GET", "HEAD", "POST"])
@requires(UMUM)
def list_rows(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """All rows of a part with their scans; specific data first ask what they are opened for."""
    actor = actor_of(request)
    jenis = _part(kode)
    p = access(Pegawai, pk, actor, UMUM)
    boleh = asked_once(actor, p, at=actor.day())
    if not boleh(jenis.lihat):
        raise Http404("berkas tidak ada")
    konteks = {
        **frame(p, actor, kode, jenis.judul), "jenis": jenis, "boleh_ubah": False,
        "sendiri": actor.person_id == p.pk,
    }  # fmt: skip
    tertutup = asks_purpose(actor, p, jenis.lihat) and not is_open(request, actor, p, jenis.lihat)
    if request.method == "POST":
        alasan = " ".join(request.POST.get("alasan", "").split())[:200]
        if len(alasan) >= TERPENDEK and tertutup:
            open_for(request, actor, p, jenis.lihat, judul=jenis.judul, alasan=alasan)
        if len(alasan) >= TERPENDEK:
            return redirect("simpeg:baris", pk=p.pk, kode=kode)
        konteks["galat_alasan"] = "Tulis keperluannya, paling sedikit lima huruf."
    if tertutup or "galat_alasan" in konteks:
        kode_jawab = 422 if "galat_alasan" in konteks else 200
        return render(request, "simpeg/keperluan.html", konteks, status=kode_jawab)
    if actor.person_id != p.pk:
        trace(actor, p, jenis.lihat, f"{jenis.judul} dibuka")
    if isinstance(jenis, JenisLain):
        isi = [list(zip(jenis.kepala, b, strict=True)) for b in rows_of(jenis.kode, p)]
        konteks |= {"kepala": jenis.kepala, "isi": isi}
        return render(request, "simpeg/baris_lain.html", konteks)
    konteks |= _rows(p, jenis) | {"boleh_ubah": boleh(UBAH)}
    return render(request, "simpeg/baris.html", konteks)


def _rows(p: Pegawai, jenis: JenisRiwayat) -> dict[str, Any]:
    dokumen = documents_of(p.pk, jenis)
    semua = list(with_twice_used(jenis.rows_of(p), jenis))
    for satu in semua:
        satu.pegawai = p  # a row names its person; one row must not ask for her again
    kepala = [column_title(jenis, n) for n in jenis.kolom]
    return {
        "kepala": kepala,
        "baris": [
            {
                "b": b,
                "sel": list(zip(kepala, (cell(b, n) for n in jenis.kolom), strict=True)),
                "dokumen": dokumen.get(b.pk, []),
                "ganda": b.ganda,
            }
            for b in semua
        ],
    }


@requires(UBAH)
def edit(request: HttpRequest, pk: int, kode: str, nomor: int | None = None) -> HttpResponse:
    """Add a row or change one, with the scan that proves it."""
    actor = actor_of(request)
    jenis = _kind(kode)
    p = access(Pegawai, pk, actor, UBAH)
    access(Pegawai, pk, actor, jenis.lihat)
    if asks_purpose(actor, p, jenis.lihat) and not is_open(request, actor, p, jenis.lihat):
        return redirect("simpeg:baris", pk=p.pk, kode=kode)
    ada = _row(jenis, p, nomor) if nomor is not None else None
    form = form_class(jenis)(
        request.POST or None, instance=ada, pegawai=p, hari=actor.day(),
        initial={"versi": version_of(ada) if ada else "", "kunci_kirim": uuid.uuid4()},
    )  # fmt: skip
    konteks: dict[str, Any] = {}
    if request.method == "POST":
        berkas, tolak = take_berkas(request, "pindaian", keperluan=KEPERLUAN)
        jenis_bukti = request.POST.get("jenis_bukti") or jenis.dokumen[0]
        bukti = [Bukti(jenis_bukti, b) for b in berkas]
        if tolak or (bukti and jenis_bukti not in DokumenPegawai.Jenis.values):
            konteks["galat"] = " ".join(tolak) or "Pilih jenis dokumennya."
        # What came along stays with the form whatever stands in the way of the row.
        konteks |= {"terlampir": berkas, "jenis_bukti": jenis_bukti}
        if (form.is_valid() and "galat" not in konteks
                and _Simpanan(jenis, p, ada, bukti).store(actor, form)):  # fmt: skip
            hapus_draf(actor.user_id, _draft(jenis, p, ada), at=actor.at)
            messages.success(request, f"{jenis.judul}: tersimpan.")
            return redirect("simpeg:baris", pk=p.pk, kode=kode)
    konteks |= {
        **frame(p, actor, kode, jenis.judul),
        "boleh_ubah": True,
        "form": form,
        "judul_form": f"{'Ubah' if ada else 'Tambah'}: {kecil(jenis.judul)}",
        "draf": _draft(jenis, p, ada),
        "batas": limits_of(KEPERLUAN, actor),
        "bukti_pilihan": [
            (d, DokumenPegawai.Jenis(d).label) for d in (*jenis.dokumen, "lain")
        ] if jenis.dokumen != ("lain",) else [("lain", DokumenPegawai.Jenis.LAIN.label)],
        "kembali": reverse("simpeg:baris", args=[p.pk, kode]),
        "hapus": reverse("simpeg:baris_hapus", args=[p.pk, kode, ada.pk]) if ada else "",
    }  # fmt: skip
    return render(request, "simpeg/isi.html", konteks, status=422 if form.is_bound else 200)


@requires(UBAH)
def delete(request: HttpRequest, pk: int, kode: str, nomor: int) -> HttpResponse:
    """Take a row out, with the reason."""
    actor = actor_of(request)
    jenis = _kind(kode)
    p = access(Pegawai, pk, actor, UBAH)
    access(Pegawai, pk, actor, jenis.lihat)
    baris = _row(jenis, p, nomor)
    form = HapusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            delete_row(actor=actor, jenis=jenis, baris=baris, alasan=form.cleaned_data["alasan"])
        except BarisDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"{jenis.judul}: baris dihapus.")
            return redirect("simpeg:baris", pk=p.pk, kode=kode)
    konteks = {
        **frame(p, actor, kode, jenis.judul), "form": form, "judul_form": f"Hapus: {baris}",
        "bahaya": True,
        "kembali": reverse("simpeg:baris", args=[p.pk, kode]),
    }  # fmt: skip
    return render(request, "simpeg/isi.html", konteks, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class _Simpanan:
    """What a sent form asks for: a row of whom, the row that is there, its proof."""

    jenis: JenisRiwayat
    pegawai: Pegawai
    ada: Any
    bukti: list[Bukti]

    def store(self, actor: Actor, form: BarisForm) -> bool:
        """Whether it is stored; else the form says what stands in the way."""
        isi = form.cleaned_data
        try:
            save_row(
                actor=actor, jenis=self.jenis, pegawai=self.pegawai, isi=form.row(),
                baris=self.ada, versi=isi["versi"], kunci=isi["kunci_kirim"], bukti=self.bukti,
            )  # fmt: skip
        except BarisDitolak as galat:
            form.add_error(None, str(galat))
        except BarisBerubah as beda:
            show_change(form, beda.kini)
        else:
            return True
        return False


def _part(kode: str) -> JenisRiwayat | JenisLain:
    """A kind of the file, or a part that another room keeps."""
    return LAIN_MENURUT_KODE.get(kode) or _kind(kode)


def _kind(kode: str) -> JenisRiwayat:
    if (jenis := MENURUT_KODE.get(kode)) is None:
        raise Http404("jenis riwayat tidak ada")
    return jenis


def _row(jenis: JenisRiwayat, p: Pegawai, nomor: int) -> Any:
    baris = jenis.rows_of(p).filter(pk=nomor).first()
    if baris is None:
        raise Http404("baris tidak ada")
    return baris


def _draft(jenis: JenisRiwayat, p: Pegawai, ada: Any) -> str:
    return f"simpeg/{p.pk}/{jenis.kode}/{ada.pk if ada else 'baru'}"
