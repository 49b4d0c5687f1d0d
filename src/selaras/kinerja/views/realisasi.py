"""The page on which a month's report is filled in, by oneself or by an officer for who cannot."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.bilangan import whole_number
from selaras.core.files.limit import body_limit
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB
from selaras.core.files.services import take_berkas
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import access, actor_of, requires
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import LangkahDitolak
from selaras.kinerja.forms.realisasi import BarisForm
from selaras.kinerja.models import Realisasi, RencanaBulan
from selaras.kinerja.selectors.realisasi import (
    EVIDEN,
    BarisLembar,
    Lembar,
    closed_because,
    eviden_limits,
    month_before,
    plans_to_report,
    read_lembar,
)
from selaras.kinerja.selectors.rencana import figure
from selaras.kinerja.services.realisasi import (
    Isian,
    RealisasiBerubah,
    RealisasiDitolak,
    copy_words,
    draft_key,
    save_realisasi,
    submit_realisasi,
)

KIRIMAN = 60 * MIB  # a form with a few files, where there is no script
LANGKAH = {"withdraw": "realisasi.own", "confirm": "realisasi.own", "deny": "realisasi.own",
           "recall": "realisasi.record"}  # fmt: skip


@dataclass(slots=True)
class Baris:
    """A row on the page: the plan, its fields, its files, what is wrong with it."""

    isi: BarisLembar
    form: BarisForm
    berkas: list[Berkas]
    temuan: dict[str, str] = field(default_factory=dict)
    tolak: list[str] = field(default_factory=list)

    @property
    def nama_berkas(self) -> str:
        return f"berkas{self.isi.kunci}"

    @property
    def galat_berkas(self) -> str:
        return " ".join([*self.tolak, *filter(None, [self.temuan.get("eviden", "")])])

    @property
    def hilang(self) -> bool:
        """Whether an addendum has taken the row out of the plan."""
        return self.isi.rencana.sampai_versi is not None

    def values(self) -> Isian:
        """What was sent; a field that is wrong keeps what was stored."""
        sah, lama = self.form.cleaned_data, self.isi.realisasi
        return Isian(
            sah.get("uraian", lama.uraian if lama else ""),
            sah.get("kuantitas", lama.kuantitas if lama else None),
            sah.get("kendala", lama.kendala if lama else ""),
            self.berkas,
            sah.get("tautan", self.isi.tautan),
        )


@body_limit(KIRIMAN)
@requires("realisasi.own")
def fill_own(request: HttpRequest, periode: int) -> HttpResponse:
    """One's own month."""
    person_id = actor_of(request).person_id
    if person_id is None:
        raise Http404("akun ini tidak tertaut pegawai")
    rencana = (
        RencanaBulan.objects.exclude(status__in=["ditolak", "dibatalkan"])
        .select_related("pegawai__instansi", "unit")
        .filter(pegawai_id=person_id, periode=periode)
        .first()
    )
    if rencana is None:
        return render(request, "kinerja/realisasi/tanpa_rencana.html",
                      {"periode": periode, "jalur": _trail(periode)})  # fmt: skip
    return _fill(request, rencana)


@body_limit(KIRIMAN)
@requires("realisasi.record")
def fill_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Another's month, by her officer; she confirms it before it goes to the superior."""
    actor = actor_of(request)
    rencana = access(plans_to_report(), pk, actor, "realisasi.record")
    if rencana.pegawai_id == actor.person_id:
        return redirect("kinerja:realisasi_isi", periode=rencana.periode)
    return _fill(request, rencana)


@require_POST
@requires("realisasi.view")
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back, confirm what an officer entered, or say that it is not so."""
    actor, nama = actor_of(request), request.POST.get("langkah", "")
    realisasi = access(Realisasi, pk, actor, LANGKAH.get(nama, "realisasi.own"))
    if nama not in LANGKAH:
        return redirect("kinerja:realisasi_satu", pk=pk)
    try:
        hasil = apply(realisasi, nama, actor=actor)
        if hasil.diubah:
            messages.success(request, _said(nama))
    except LangkahDitolak as error:
        messages.error(request, str(error))
    if nama in ("withdraw", "deny") and actor.person_id == realisasi.pegawai_id:
        return redirect("kinerja:realisasi_isi", periode=realisasi.periode)
    return redirect("kinerja:realisasi_satu", pk=pk)


def _said(nama: str) -> str:
    return {
        "withdraw": "Realisasi ditarik kembali; silakan diubah.",
        "confirm": "Anda membenarkan catatan ini. Realisasi diajukan ke atasan.",
        "deny": "Catatan petugas dikembalikan menjadi draf; silakan diperbaiki.",
        "recall": "Catatan ditarik kembali; silakan diubah.",
    }[nama]


def _fill(request: HttpRequest, rencana: RencanaBulan) -> HttpResponse:
    actor = actor_of(request)
    lembar = read_lembar(rencana)
    petugas = actor.person_id != rencana.pegawai_id
    tertutup = closed_because(lembar, actor.day(), petugas=petugas)
    if request.method == "POST":
        return _post(request, lembar)
    if tertutup and lembar.realisasi is not None:
        return redirect("kinerja:realisasi_satu", pk=lembar.realisasi.pk)
    return _page(request, lembar, [_row(b) for b in lembar.baris], tertutup=tertutup)


def _post(request: HttpRequest, lembar: Lembar) -> HttpResponse:
    """Store what is right, say beside each place what is not, then hand in if asked to."""
    actor, tindakan = actor_of(request), request.POST.get("tindakan", "simpan")
    if tindakan == "ajukan" and lembar.status in ("diajukan", "titipan", "dinilai"):
        return _done(request, lembar, baru=False)  # a second press of the same button
    baris = [_sent(request, b) for b in lembar.baris]
    versi = request.POST.get("versi", "")
    try:
        lembar = save_realisasi(
            actor=actor,
            rencana_id=lembar.rencana.pk,
            isian={b.isi.kunci: b.values() for b in baris},
            versi=whole_number(versi),
        )
        if tindakan == "salin":
            return _copy(request, lembar)
    except RealisasiDitolak as error:
        kode = 409 if isinstance(error, RealisasiBerubah) else 422
        return _page(request, read_lembar(lembar.rencana), baris, pesan=str(error), kode=kode)
    salah = any(b.form.errors or b.tolak for b in baris)
    if tindakan == "ajukan" and not salah:
        return _submit(request, lembar)
    if not salah:
        messages.success(request, "Realisasi tersimpan. Belum diajukan.")
        return redirect(request.get_full_path())
    kini = {b.kunci: b for b in lembar.baris}
    for b in baris:
        b.isi = kini.get(b.isi.kunci, b.isi)
    pesan = "Ada isian yang perlu dibetulkan; sebabnya di sampingnya. Isian lain sudah tersimpan."
    return _page(request, lembar, baris, pesan=pesan, kode=422)


def _copy(request: HttpRequest, lembar: Lembar) -> HttpResponse:
    _, jumlah = copy_words(actor=actor_of(request), rencana_id=lembar.rencana.pk)
    if jumlah:
        messages.success(request, f"Uraian {jumlah} baris disalin. Sesuaikan, lalu isi capaiannya.")
    else:
        messages.info(request, "Tidak ada baris kosong yang pekerjaannya sama dengan bulan lalu.")
    return redirect(request.get_full_path())


def _submit(request: HttpRequest, lembar: Lembar) -> HttpResponse:
    temuan = lembar.temuan
    pesan = next((t.pesan for t in temuan if not t.kunci), "")
    if not temuan:
        try:
            submit_realisasi(actor=actor_of(request), rencana_id=lembar.rencana.pk)
            return _done(request, read_lembar(lembar.rencana), baru=True)
        except (LangkahDitolak, RealisasiDitolak) as error:
            pesan = str(error)
    baris = [_row(b) for b in lembar.baris]
    for b in baris:
        b.temuan = {t.kolom: t.pesan for t in temuan if t.kunci == b.isi.kunci}
    n = sum(bool(b.temuan) for b in baris)
    pesan = pesan or f"Belum diajukan: {n} baris belum lengkap. Yang sudah diisi tersimpan."
    return _page(request, lembar, baris, pesan=pesan, kode=422)


def _done(request: HttpRequest, lembar: Lembar, *, baru: bool) -> HttpResponse:
    assert lembar.realisasi is not None  # noqa: S101 - it was handed in
    if baru and lembar.status == "titipan":
        messages.success(request, f"Tercatat. {lembar.rencana.pegawai.nama} diminta membenarkan.")
    elif baru:
        messages.success(request, f"Realisasi {periode_id(lembar.periode)} diajukan.")
    else:
        messages.info(request, "Realisasi ini sudah diajukan.")
    return redirect("kinerja:realisasi_satu", pk=lembar.realisasi.pk)


def _row(b: BarisLembar) -> Baris:
    r = b.realisasi
    awal = {
        "uraian": r.uraian if r else "",
        "kuantitas": figure(r.kuantitas) if r else "",
        "kendala": r.kendala if r else "",
        "tautan": "\n".join(b.tautan),
    }
    return Baris(b, BarisForm(initial=awal, prefix=f"b{b.kunci}"), b.berkas)


def _sent(request: HttpRequest, b: BarisLembar) -> Baris:
    form = BarisForm(request.POST, prefix=f"b{b.kunci}")
    form.is_valid()
    baris = Baris(b, form, [])
    kept = Berkas.objects.filter(pk__in=[satu.pk for satu in b.berkas])
    baris.berkas, baris.tolak = take_berkas(request, baris.nama_berkas, keperluan=EVIDEN, kept=kept)
    return baris


def _page(
    request: HttpRequest,
    lembar: Lembar,
    baris: list[Baris],
    *,
    tertutup: str = "",
    pesan: str = "",
    kode: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    rencana = lembar.rencana
    konteks: dict[str, Any] = {
        "lembar": lembar,
        "baris": baris,
        "tertutup": tertutup,
        "pesan": pesan,
        "batas_berkas": eviden_limits(actor),
        "keperluan": EVIDEN,
        "kunci_draf": draft_key(rencana.pk),
        "versi": lembar.realisasi.versi_alur if lembar.realisasi else 0,
        "petugas": actor.person_id != rencana.pegawai_id,
        "lewat": lembar.aturan.is_lewat(lembar.periode, actor.day()),
        "lalu": month_before(rencana),
        "jalur": _trail(rencana.periode, actor.person_id != rencana.pegawai_id),
    }
    return render(request, "kinerja/realisasi/isi.html", konteks, status=kode)


def _trail(periode: int, petugas: bool = False) -> list[tuple[str, str]]:
    tempat = (
        ("Realisasi unit", f"{reverse('kinerja:realisasi_unit')}?periode={periode}")
        if petugas
        else ("Realisasi", reverse("kinerja:realisasi"))
    )
    return [("Beranda", reverse("web:beranda")), tempat, (periode_id(periode), "")]
