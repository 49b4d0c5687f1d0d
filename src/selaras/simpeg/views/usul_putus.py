"""A proposal to look at and to decide, field by field, with the scan beside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.audit.services import record_read
from selaras.core.bilangan import whole_number
from selaras.core.files.models import Berkas
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import kecil
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.words import history_lines
from selaras.simpeg.galat import BarisDitolak
from selaras.simpeg.jenis import DAPAT_DIUSULKAN, UMUM
from selaras.simpeg.models import UsulRiwayat
from selaras.simpeg.selectors.usul import fields_of, may_see_proposal, refusal_words, with_word
from selaras.simpeg.services.baris import version_of
from selaras.simpeg.services.usul import TERBUKA, decide_fields, kind_of, row_of, said

TAHAP = {"approve": "unit", "verify": "instansi"}
KEADAAN = [
    ("diajukan", "Menunggu pemeriksa unit"),
    ("diteruskan", "Menunggu keputusan instansi"),
    ("dikembalikan", "Dikembalikan"),
    ("disetujui", "Disetujui"),
    ("ditolak", "Ditolak"),
]


@require_safe
@requires("riwayat.verify")
def unit_proposals(request: HttpRequest) -> HttpResponseBase:
    """Proposals within reach; those that wait come first."""
    actor = actor_of(request)
    usul = UsulRiwayat.objects.exclude(status__in=["draf", "dibatalkan"])
    return Daftar(
        request,
        rows(actor, "riwayat.verify", usul).select_related("pegawai"),
        nama="usul perubahan data",
        berkas="usul-perubahan-data",
        kolom=[
            Kolom("pegawai", "Pegawai", nilai=lambda u: u.pegawai, jenis="orang",
                  urut="pegawai__nama~", tautan=lambda u: reverse("simpeg:usul", args=[u.pk])),
            Kolom("jenis", "Bagian berkas", nilai=lambda u: kind_of(u).judul, urut="jenis"),
            Kolom("tindakan", "Usul", nilai=lambda u: u.get_tindakan_display()),
            Kolom("isian", "Isian", nilai=lambda u: len(said(u)), jenis="angka"),
            Kolom("diajukan_pada", "Diajukan", jenis="waktu", urut="diajukan_pada"),
            Kolom("status", "Keadaan", jenis="status", urut="status"),
        ],
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("status", "Keadaan", lambda qs, v: qs.filter(status=v), pilihan=KEADAAN),
            Saringan("jenis", "Bagian berkas", lambda qs, v: qs.filter(jenis=v),
                     pilihan=[(j.kode, j.judul) for j in DAPAT_DIUSULKAN.values()]),
        ],
        urut="-diajukan_pada",
        kosong=Kosong("Belum ada usul", "Usul pegawai untuk memperbaiki datanya muncul di sini."),
    ).respond(
        judul="Usul perubahan data",
        jalur=[("Beranda", "/"), ("Usul perubahan data", "")],
    )  # fmt: skip


@require_safe
@requires(UMUM)
def show_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Old beside new, the scan beside, what may be done now."""
    actor = actor_of(request)
    usul = _visible(actor, pk)
    _trace(actor, usul)
    return render(request, "simpeg/usul.html", _page(actor, usul))


@require_safe
@requires("persetujuan.view")
def preview_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a fragment beside the inbox."""
    actor = actor_of(request)
    usul = _visible(actor, pk)
    _trace(actor, usul)
    return render(request, "simpeg/usul_pratinjau.html", _content(actor, usul))


@require_POST
@requires(UMUM)
def step_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step; a yes carries a word on each field."""
    actor = actor_of(request)
    usul = _visible(actor, pk)
    nama = request.POST.get("langkah", "")
    versi = request.POST.get("versi", "")
    try:
        if nama not in {s.name for s in available(usul, actor)}:
            raise LangkahDitolak(DULUAN)
        if nama in TAHAP:
            decide_fields(
                actor=actor, usul=usul, putusan=_word_on_fields(request, usul),
                tahap=TAHAP[nama], versi_baris=request.POST.get("versi_baris", "")[:16],
            )  # fmt: skip
        hasil = apply(
            usul, nama, actor=actor,
            reason=request.POST.get("alasan", "").replace("\x00", "").strip()[:2000]
            or (refusal_words(usul) if nama in TAHAP else ""),
            versi=whole_number(versi),
        )  # fmt: skip
    except (LangkahDitolak, BarisDitolak) as galat:
        konteks = _page(actor, _visible(actor, pk)) | {"galat": str(galat)}
        konteks["isian"] = with_word(konteks["isian"], _word_on_fields(request, usul))
        return render(request, "simpeg/usul.html", konteks, status=422)
    messages.success(request, hasil.pesan)
    return redirect("simpeg:usul", pk=pk)


def _word_on_fields(request: HttpRequest, usul: UsulRiwayat) -> dict[str, tuple[bool, str]]:
    return {
        nama: (
            request.POST.get(f"terima_{nama}", "ya") == "ya",
            request.POST.get(f"mengapa_{nama}", "").replace("\x00", ""),
        )
        for nama in usul.isi
        if f"terima_{nama}" in request.POST
    }


def _page(actor: Actor, usul: UsulRiwayat) -> dict[str, Any]:
    sendiri = actor.person_id == usul.pegawai_id
    langkah = [s for s in available(usul, actor) if s.name != "submit"]
    asal = (
        ("Usul saya", reverse("simpeg:usul_saya"))
        if sendiri
        else ("Usul perubahan data", reverse("simpeg:usul_unit"))
    )
    return _content(actor, usul) | {
        "sendiri": sendiri,
        "langkah": langkah,
        "ya": next((s for s in langkah if s.name in TAHAP), None),
        "perbaiki": sendiri and usul.status in TERBUKA,
        "riwayat": history_lines(history(usul)),
        "jalur": [("Beranda", "/"), asal, (kind_of(usul).judul, "")],
    }


def _content(actor: Actor, usul: UsulRiwayat) -> dict[str, Any]:
    baris = row_of(usul)
    isian = fields_of(usul, baris, actor.day())
    return {
        "u": usul,
        "p": usul.pegawai,
        "jenis": kind_of(usul),
        "isian": isian,
        "ada_putusan": usul.status == "disetujui" or any(f.diputus for f in isian),
        "baris": baris,
        "versi_baris": version_of(baris) if baris is not None else "",
        "hilang": usul.baris_id is not None and baris is None and usul.status in _MENUNGGU,
        "berkas": list(Berkas.objects.filter(pk__in=usul.bukti.values("berkas_id"))),
    }


DULUAN = "Usul ini sudah diputus lebih dulu; hasil dan pemutusnya tampil di bawah."
_MENUNGGU = ("diajukan", "diteruskan")


def _visible(actor: Actor, pk: int) -> UsulRiwayat:
    usul = UsulRiwayat.objects.select_related("pegawai__instansi").filter(pk=pk).first()
    if usul is None or not (may_see_proposal(actor, usul) or available(usul, actor)):
        raise Http404("usul tidak ditemukan")
    return usul


def _trace(actor: Actor, usul: UsulRiwayat) -> None:
    """She sees who opened what she sent, where it is more than the ordinary."""
    jenis = kind_of(usul)
    if jenis.sensitif and actor.person_id != usul.pegawai_id:
        record_read(actor=actor, aksi=jenis.lihat, objek=usul, person_ids=[usul.pegawai_id],
                    keterangan=f"Memeriksa usul {kecil(jenis.judul)}")  # fmt: skip
