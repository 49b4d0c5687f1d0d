"""A person's file: the state on a day, the career, its parts, personal data."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.drafts.services import hapus_draf
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.core.permissions.policy import asked_once
from selaras.pegawai.models import Pegawai
from selaras.pegawai.views.waktu import day_of
from selaras.simpeg.buka import trace
from selaras.simpeg.forms import personal_form
from selaras.simpeg.jenis import DAFTAR, IDENTITAS, KELOMPOK, UMUM, JenisRiwayat
from selaras.simpeg.models import DataPribadi
from selaras.simpeg.selectors.berkas import career, contents
from selaras.simpeg.selectors.karier import Peristiwa
from selaras.simpeg.selectors.pada import state_on
from selaras.simpeg.selectors.ruang_lain import LAIN
from selaras.simpeg.services.baris import UBAH, BarisBerubah, save_personal, version_of
from selaras.simpeg.views.tabrakan import show_change


@require_safe
@requires(UMUM)
def own_file(request: HttpRequest) -> HttpResponse:
    """One's own file."""
    if (pk := actor_of(request).person_id) is None:
        raise Http404("akun ini bukan pegawai")
    return redirect("simpeg:berkas", pk=pk)


@require_safe
@requires(UMUM)
def show_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The state on a day, the career up to it, the parts of the file, what is missing."""
    actor, hari = actor_of(request), day_of(request)
    p = access(Pegawai, pk, actor, UMUM)
    boleh = asked_once(actor, p, at=actor.day())
    jenis = [j for j in DAFTAR if boleh(j.lihat)]
    isi = contents(p.pk, jenis)
    konteks = {
        **frame(p, actor, ""),
        "keadaan": state_on(p, hari),
        "hari_ini": hari == actor.day(),
        "bagian_berkas": _parts(p, boleh, jenis, isi.jumlah),
        "tahun": _by_year(career(p, hari)),
        "lengkap": isi.lengkap,
        "boleh_ubah": boleh(UBAH),
        "boleh_pribadi": boleh(IDENTITAS),
        "sendiri": actor.person_id == p.pk,
    }
    return render(request, "simpeg/berkas.html", konteks)


@requires(UBAH)
def edit_personal(request: HttpRequest, pk: int) -> HttpResponse:
    """What is written once: religion, marriage, card numbers."""
    actor = actor_of(request)
    p = access(Pegawai, pk, actor, UBAH)
    access(Pegawai, pk, actor, IDENTITAS)
    ada, draf = DataPribadi.objects.filter(pegawai=p).first(), f"simpeg/{p.pk}/pribadi"
    form = personal_form()(
        request.POST or None, instance=ada, pegawai=p, hari=actor.day(),
        initial={"versi": version_of(ada) if ada else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            save_personal(actor=actor, pegawai=p, isi=form.row(), versi=form.cleaned_data["versi"])
        except BarisBerubah as beda:
            show_change(form, beda.kini)
        else:
            hapus_draf(actor.user_id, draf, at=actor.at)
            messages.success(request, "Data pribadi tersimpan.")
            return redirect("simpeg:berkas", pk=p.pk)
    elif request.method == "GET":
        trace(actor, p, IDENTITAS, "Data pribadi dibuka")
    konteks = {
        **frame(p, actor, "pribadi"), "form": form, "judul_form": "Data pribadi",
        "boleh_ubah": True, "draf": draf, "kembali": reverse("simpeg:berkas", args=[p.pk]),
    }  # fmt: skip
    return render(request, "simpeg/isi.html", konteks, status=422 if form.is_bound else 200)


def frame(p: Pegawai, actor: Actor, bagian: str, judul: str = "") -> dict[str, Any]:
    """What every page of a file shows: whose it is and its main parts; no query."""
    tab: list[tuple[str, str, bool, int | None]] = [
        ("Ringkas", reverse("simpeg:berkas", args=[p.pk]), bagian == "", None),
        ("Dokumen", reverse("simpeg:dokumen", args=[p.pk]), bagian == "dokumen", None),
    ]
    if actor.person_id == p.pk:
        tab.append(("Usul saya", reverse("simpeg:usul_saya"), bagian == "usul", None))
    jalur = [("Beranda", "/"), ("Pegawai", reverse("pegawai:daftar")),
             (p.nama, reverse("pegawai:satu", args=[p.pk]))]  # fmt: skip
    if bagian:
        jalur.append(("Berkas kepegawaian", reverse("simpeg:berkas", args=[p.pk])))
    return {"p": p, "tab": tab, "jalur": [*jalur, (judul or "Berkas kepegawaian", "")]}


def may_edit(p: Pegawai, actor: Actor) -> bool:
    return can(actor, UBAH, p, at=actor.day())


def _parts(
    p: Pegawai, boleh: Any, jenis: list[JenisRiwayat], jumlah: dict[str, int]
) -> list[dict[str, Any]]:
    """The parts of the file by group: title, address, how many rows (of other rooms: unsaid)."""
    hasil = []
    for kelompok in KELOMPOK:
        isi: list[tuple[str, str, int | None]] = [
            (j.judul, reverse("simpeg:baris", args=[p.pk, j.kode]), jumlah[j.kode])
            for j in jenis
            if j.kelompok == kelompok
        ]
        isi += [
            (j.judul, reverse("simpeg:baris", args=[p.pk, j.kode]), None)
            for j in LAIN
            if j.kelompok == kelompok and boleh(j.lihat)
        ]
        if isi:
            hasil.append({"judul": kelompok, "isi": isi})
    return hasil


def _by_year(semua: list[Peristiwa]) -> list[dict[str, Any]]:
    """The career grouped by year, newest first."""
    hasil: list[dict[str, Any]] = []
    for satu in semua:
        tahun = satu.tanggal.year if isinstance(satu.tanggal, date) else 0
        if not hasil or hasil[-1]["tahun"] != tahun:
            hasil.append({"tahun": tahun, "isi": []})
        hasil[-1]["isi"].append(satu)
    return hasil
