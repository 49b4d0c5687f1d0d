"""Pages of a new structure: list, draft with findings, old beside new, who moves, steps."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.simpeg.sotk import Rencana, Tindakan
from selaras.aturan.simpeg.sotk.bentuk import TINDAKAN
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires, rows
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.words import history_lines
from selaras.organisasi.models import Instansi, Jabatan, UnitKerja
from selaras.simpeg.models import ButirPenataan, PenataanOrganisasi
from selaras.simpeg.penataan.forms import ButirForm, PenataanForm
from selaras.simpeg.penataan.selectors import plan_of, trees
from selaras.simpeg.penataan.services.rancangan import (
    BukanDraf,
    change_draft,
    create_draft,
    delete_item,
    save_item,
)

LIHAT, SUSUN = "sotk.view", "sotk.edit"
JALUR = [("Beranda", "/"), ("Penataan organisasi", "/organisasi/penataan/")]
SEHALAMAN = 50


@require_safe
@requires(LIHAT)
def list_drafts(request: HttpRequest) -> HttpResponseBase:
    """Every structure that is prepared or was made."""
    actor = actor_of(request)
    return Daftar(
        request,
        rows(actor, LIHAT, PenataanOrganisasi.objects.select_related("disusun_oleh")),
        [
            Kolom("judul", "Penataan", urut="judul~",
                  tautan=lambda p: reverse("penataan:satu", args=[p.pk])),
            Kolom("dasar", "Dasar"),
            Kolom("mulai", "Berlaku mulai", jenis="tanggal", urut="mulai"),
            Kolom("status", "Keadaan", jenis="status", urut="status"),
            Kolom("oleh", "Disusun oleh", "disusun_oleh.nama"),
        ],
        nama="penataan",
        berkas="penataan-organisasi",
        cari=("judul", "dasar"),
        cari_kata="Judul atau dasar",
        urut="-mulai",
        kosong=Kosong(
            "Belum ada penataan",
            "Susunan baru disiapkan di sini, diperiksa, lalu berlaku pada tanggalnya.",
            reverse("penataan:baru") if actor.reach(SUSUN) else "", "Mulai rancangan",
        ),
    ).respond(
        "simpeg/penataan/daftar.html", judul="Penataan organisasi", boleh=bool(actor.reach(SUSUN)),
        jalur=[JALUR[0], ("Penataan organisasi", "")],
    )  # fmt: skip


@requires(SUSUN)
def new_draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft."""
    actor = actor_of(request)
    instansi = rows(actor, SUSUN, Instansi.objects.all()).first()
    if instansi is None:
        raise Http404("tidak ada instansi")
    form = PenataanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        satu = create_draft(actor=actor, instansi=instansi, **form.cleaned_data)
        messages.success(request, "Rancangan dibuat. Tambahkan butirnya.")
        return redirect("penataan:satu", satu.pk)
    return _form(request, form, "Penataan baru", reverse("penataan:daftar"))


@requires(SUSUN)
def edit_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Its frame."""
    actor, p = actor_of(request), _draft(request, pk, SUSUN)
    awal = {n: getattr(p, n) for n in ("judul", "dasar", "mulai", "catatan")}
    form = PenataanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(actor=actor, penataan=p, isi=form.cleaned_data)
        except BukanDraf as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Rancangan disimpan.")
            return redirect("penataan:satu", p.pk)
    return _form(request, form, f"Ubah: {p.judul}", reverse("penataan:satu", args=[pk]))


@require_safe
@requires(LIHAT)
def show_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Findings first, then old beside new, then the items; steps at the top."""
    actor, p = actor_of(request), _draft(request, pk, LIHAT)
    konteks: dict[str, Any] = {
        "p": p,
        # In force it is changed by another one; the service says no as well.
        "langkah": [s for s in available(p, actor) if s.name != "revoke" or actor.day() < p.mulai],
        "boleh_ubah": p.status == "draf" and can(actor, SUSUN, p),
        "riwayat": history_lines(history(p)),
        "tindakan": [(t.value, kata) for t, kata in TINDAKAN.items()],
        "jalur": [*JALUR, (p.judul, "")],
    }
    if p.status in ("draf", "diajukan"):
        rencana = plan_of(p)
        semua = request.GET.get("semua") == "1"
        lama, baru = trees(p, rencana, semua=semua)
        konteks |= {
            "butir": list(p.butir.all()),
            "lama": lama,
            "baru": baru,
            "semua": semua,
            "salah": rencana.salah,
            "peringatan": [t for t in rencana.temuan if t not in rencana.salah],
            "angka": _figures(rencana),
        }
    else:
        konteks |= {"butir": list(p.butir.all()), "tertulis": _written(p),
                    "sudah": actor.day() >= p.mulai}  # fmt: skip
    return render(request, "simpeg/penataan/satu.html", konteks)


@require_safe
@requires(LIHAT)
def moves(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone who moves: from which post to which."""
    p = _draft(request, pk, LIHAT)
    pindah = plan_of(p).pindah if p.status in ("draf", "diajukan") else []
    cari = request.GET.get("q", "").strip().lower()
    if cari:
        pindah = [m for m in pindah if cari in m.orang.nama.lower() or cari in m.orang.nip]
    halaman = Paginator(pindah, SEHALAMAN).get_page(request.GET.get("hal"))
    konteks = {"p": p, "halaman": halaman, "q": cari,
               "jalur": [*JALUR, (p.judul, reverse("penataan:satu", args=[pk])),
                         ("Perpindahan", "")]}  # fmt: skip
    return render(request, "simpeg/penataan/perpindahan.html", konteks)


@requires(SUSUN)
def edit_item(request: HttpRequest, pk: int, nomor: int | None = None) -> HttpResponse:
    """Add an item of the kind that is asked for, or change one."""
    actor, p = actor_of(request), _draft(request, pk, SUSUN)
    ada = p.butir.filter(pk=nomor).first() if nomor is not None else None
    if nomor is not None and ada is None:
        raise Http404("butir tidak ada")
    tindakan = ada.tindakan if ada else request.GET.get("tindakan", "")
    if tindakan not in set(Tindakan):
        raise Http404("tindakan tidak dikenal")
    form = ButirForm(request.POST or None, tindakan=tindakan, initial=_initial(ada, request))
    if request.method == "POST" and form.is_valid():
        try:
            save_item(actor=actor, penataan=p, isi=form.item(), butir_id=nomor)
        except BukanDraf as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Butir disimpan; temuan dihitung ulang.")
            return redirect("penataan:satu", p.pk)
    asal = form["unit_asal"].value() if "unit_asal" in form.fields else ""
    tujuan = form["unit"].value() if "unit" in form.fields else ""
    konteks = {
        "judul": TINDAKAN[Tindakan(tindakan)],
        "form": form,
        "p": p,
        "unit": _unit_codes(p),
        "jabatan": _post_codes(p, {asal, tujuan} - {"", None}),
        "batal": reverse("penataan:satu", args=[pk]),
        "jalur": [*JALUR, (p.judul, reverse("penataan:satu", args=[pk])), ("Butir", "")],
    }
    return render(request, "simpeg/penataan/butir.html", konteks,
                  status=422 if form.is_bound else 200)  # fmt: skip


@require_POST
@requires(SUSUN)
def delete_item_view(request: HttpRequest, pk: int, nomor: int) -> HttpResponse:
    """Take an item out."""
    try:
        delete_item(actor=actor_of(request), penataan=_draft(request, pk, SUSUN), butir_id=nomor)
    except BukanDraf as galat:
        messages.error(request, str(galat))
    return redirect("penataan:satu", pk)


@require_POST
@requires(LIHAT)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit, approve, send back, take back."""
    actor, p = actor_of(request), _draft(request, pk, LIHAT)
    nama = request.POST.get("langkah", "")
    if nama not in {s.name for s in available(p, actor)}:
        raise Http404("langkah tidak ada")
    try:
        langkah = apply(p, nama, actor=actor, reason=request.POST.get("alasan", ""),
                        versi=whole_number(request.POST.get("versi")))  # fmt: skip
    except LangkahDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, langkah.pesan or "Selesai.")
    return redirect("penataan:satu", pk)


def _draft(request: HttpRequest, pk: int, aksi: str) -> PenataanOrganisasi:
    qs = PenataanOrganisasi.objects.select_related("instansi", "disusun_oleh")
    return access(qs, pk, actor_of(request), aksi)


def _form(request: HttpRequest, form: PenataanForm, judul: str, batal: str) -> HttpResponse:
    konteks = {"judul": judul, "form": form, "batal": batal, "jalur": [*JALUR, (judul, "")],
               "ringkas": "Susunan lama tetap tersimpan dan tetap dipakai untuk tanggal "
                          "sebelum penataan ini berlaku."}  # fmt: skip
    return form_page(request, konteks)


def _initial(ada: ButirPenataan | None, request: HttpRequest) -> dict[str, Any]:
    if ada is None:
        return {n: request.GET[n] for n in ("unit_asal", "jabatan_asal") if n in request.GET}
    isi = {f.name: getattr(ada, f.name) for f in ButirPenataan._meta.concrete_fields}
    return {**isi, "jenis_unit": ada.jenis, "jenis_jabatan": ada.jenis}


def _unit_codes(p: PenataanOrganisasi) -> list[tuple[str, str]]:
    """Codes that fields may name: today's units and those of the draft."""
    qs = UnitKerja.objects.filter(instansi_id=p.instansi_id).pada(p.mulai).order_by("path")
    baru = p.butir.filter(tindakan=Tindakan.UNIT_BARU).values_list("unit", "nama")
    return [*baru, *qs.values_list("kode", "nama")]


def _post_codes(p: PenataanOrganisasi, unit: set[str]) -> list[tuple[str, str]]:
    """Posts of the units that the item names, and new ones of the draft."""
    qs = Jabatan.objects.filter(unit__instansi_id=p.instansi_id, unit__kode__in=unit).pada(p.mulai)
    baru = p.butir.filter(tindakan=Tindakan.JABATAN_BARU).values_list("kode", "nama")
    return [*baru, *qs.order_by("unit__path", "kode").values_list("kode", "nama")]


def _figures(r: Rencana) -> dict[str, int]:
    return {
        "unit_baru": sum(u.lama is None for u in r.unit_hidup),
        "unit_hilang": sum(not u.hidup for u in r.unit if u.lama),
        "unit_ubah": sum(1 for u in r.unit_hidup if u.lama and u.ditulis),
        "jabatan": sum(j.ditulis for j in r.jabatan_hidup),
        "orang": len({m.orang.pegawai_id for m in r.pindah}),
    }


def _written(p: PenataanOrganisasi) -> dict[str, int]:
    t = p.tulisan
    return {
        "unit": len(t.get("unit", ())),
        "jabatan": len(t.get("jabatan", ())),
        "orang": len(t.get("riwayat", ())) + len(t.get("riwayat_ganti", ())),
    }
