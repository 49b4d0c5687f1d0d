"""Pages of objections: file one from a line, the list, one with its answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.services import simpan_berkas
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, periode_id, tanggal
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.core.workflow.inbox import access_to_decide
from selaras.pegawai.models import Pegawai
from selaras.tpp.forms import JawabForm, KeberatanForm
from selaras.tpp.models import KeberatanTPP
from selaras.tpp.services.keberatan import (
    Baris,
    KeberatanDitolak,
    answer_objection,
    file_objection,
    may_answer,
    withdraw_objection,
)
from selaras.tpp.views.instrumen import amount, line_url, load_lines

BUKTI = "tpp.keberatan"


@requires("tpp.object")
def object_to(request: HttpRequest, periode: int, kode: str) -> HttpResponse:
    """File an objection to a line of one's own instrument."""
    actor = actor_of(request)
    pegawai = Pegawai.objects.select_related("instansi").filter(pk=actor.person_id or 0).first()
    lines = load_lines(pegawai, periode, actor.at) if pegawai else None
    baris = next((b for b in lines.baris if b.kode == kode), None) if lines else None
    if pegawai is None or baris is None:
        raise Http404("baris tidak ada")
    form = KeberatanForm(request.POST or None, request.FILES or None,
                         initial={"kunci": uuid.uuid4()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            berkas = simpan_berkas(actor, isi["bukti"], keperluan=BUKTI) if isi["bukti"] else None
            satu = file_objection(
                pegawai=pegawai, periode=periode, uraian=isi["uraian"], kunci=isi["kunci"],
                baris=Baris(baris.kode, baris.judul, amount(baris)), actor=actor, at=actor.at,
                bukti=berkas,
            )  # fmt: skip
        except BerkasDitolak as galat:
            form.add_error("bukti", str(galat))
        except KeberatanDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Keberatan terkirim, dijawab paling lambat "
                             f"{tanggal(satu.batas_jawab)}.")  # fmt: skip
            return redirect("tpp:keberatan_satu", satu.pk)
    kembali = reverse("tpp:bulan_saya", args=[periode])
    konteks: dict[str, Any] = {
        "form": form, "judul": f"Keberatan atas {baris.judul}", "batal": kembali,
        "tombol": "Ajukan keberatan", "enctype": "multipart/form-data",
        "ringkas": f"{periode_id(periode)}: {baris.judul} {amount(baris)}. {baris.rumus}.",
        "jalur": [("Bulan saya", kembali), ("Keberatan", "")],
    }  # fmt: skip
    return form_page(request, konteks)


@requires("tpp.view_objection")
def list_objections(request: HttpRequest) -> HttpResponseBase:
    """Objections within reach, those that wait first by their last day."""
    actor = actor_of(request)
    qs = rows(actor, "tpp.view_objection", KeberatanTPP.objects.all())
    daftar = Daftar(
        request,
        qs.select_related("pegawai", "unit", "susulan"),
        nama="keberatan",
        berkas="keberatan-tpp",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda k: reverse("tpp:keberatan_satu", args=[k.pk])),
            Kolom("periode", "Bulan", jenis="periode", urut="periode"),
            Kolom("judul_baris", "Baris", urut="judul_baris"),
            Kolom("uraian", "Yang keliru", nilai=lambda k: k.uraian[:120]),
            Kolom("status", "Status", jenis="status", urut="status"),
            Kolom("batas_jawab", "Dijawab paling lambat", jenis="tanggal", urut="batas_jawab"),
            Kolom("unit", "Unit", nilai="unit.nama", tampil=False),
        ],
        cari=("pegawai__nama", "pegawai__nip", "uraian"),
        cari_kata="Nama, NIP atau isi",
        saringan=[Saringan("status", "Status", lambda qs, v: qs.filter(status=v),
                           pilihan=KeberatanTPP.Status.choices)],
        urut="batas_jawab",
        kosong=Kosong("Belum ada keberatan",
                      "Keberatan diajukan pegawai dari baris instrumennya sendiri."),
    )  # fmt: skip
    menunggu = qs.filter(status=KeberatanTPP.Status.DIAJUKAN).count()
    return daftar.respond(
        judul="Keberatan atas instrumen",
        ringkas=f"{angka(menunggu)} keberatan menunggu jawaban." if menunggu else "",
        jalur=[("Beranda", reverse("web:beranda")), ("Keberatan", "")],
    )


@requires("tpp.view_objection")
def show_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection: what is wrong, the proof, the answer or the form for it."""
    actor = actor_of(request)
    qs = KeberatanTPP.objects.select_related(
        "pegawai__instansi", "unit", "susulan", "bukti", "diputus_oleh"
    )
    satu = access_to_decide(qs, pk, actor, "tpp.view_objection")
    boleh = (
        satu.status == KeberatanTPP.Status.DIAJUKAN
        and satu.pegawai_id != actor.person_id
        and may_answer(actor, satu)
    )
    form = JawabForm(request.POST or None) if boleh else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            answer_objection(keberatan=satu, actor=actor, at=actor.at, **form.cleaned_data)
        except KeberatanDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Jawaban tersimpan dan diberitahukan.")
            return redirect("tpp:keberatan_satu", pk)
    konteks = {
        "k": satu, "form": form, "sendiri": satu.pegawai_id == actor.person_id,
        "baris_url": line_url(satu.pegawai, satu.periode, satu.baris),
        "bukti_url": reverse("berkas:buka", args=[satu.bukti_id]) if satu.bukti_id else "",
        "jalur": [("Keberatan", reverse("tpp:keberatan")), (satu.judul_baris, "")],
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "tpp/keberatan_satu.html", konteks, status=status)


@require_POST
@requires("tpp.object")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own objection back."""
    actor = actor_of(request)
    satu = access(KeberatanTPP, pk, actor, "tpp.object")
    try:
        withdraw_objection(keberatan=satu, actor=actor)
    except KeberatanDitolak as galat:
        messages.error(request, str(galat))
    return redirect("tpp:keberatan_satu", pk)
