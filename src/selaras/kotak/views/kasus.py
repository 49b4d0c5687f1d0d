"""Cases: the list, mine, one with its talks and its effect, and every step of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.pp94 import next_step
from selaras.core import waktu
from selaras.core.audit.services import record_read
from selaras.core.drafts.services import hapus_draf
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.core.workflow.engine import available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.inbox import access_to_decide
from selaras.core.workflow.words import history_lines
from selaras.kotak.forms import AlihForm, PertemuanForm, TutupForm
from selaras.kotak.models import KasusPembinaan
from selaras.kotak.models.kasus import BERJALAN
from selaras.kotak.selectors.kasus import around, effect, my_cases, visible_cases
from selaras.kotak.services.kasus import (
    KasusDitolak,
    give_to,
    law_on,
    local_day,
    open_case,
    record_meeting,
    take_step,
)
from selaras.pegawai.models import Pegawai

LANGKAH_BEBAS = {"open", "drop"}


@require_safe
@requires("kasus.view")
def list_cases(request: HttpRequest) -> HttpResponseBase:
    """Cases within reach, the nearest due first; ?saya=1 those that are mine to see to."""
    actor = actor_of(request)
    saya = request.GET.get("saya") == "1"
    kasus = my_cases(actor) if saya else visible_cases(actor)
    daftar = Daftar(
        request,
        kasus,
        nama="kasus",
        berkas="kasus-pembinaan",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda k: reverse("kotak:kasus_satu", args=[k.pk])),
            Kolom("jenis", "Jenis", nilai=lambda k: k.get_jenis_display(), urut="jenis"),
            Kolom("status", "Keadaan", jenis="status", urut="status"),
            Kolom("periode", "Bulan asal", jenis="periode", urut="periode"),
            Kolom("kotak", "Kotak", nilai=lambda k: k.kotak or None, jenis="angka", urut="kotak"),
            Kolom("pemilik", "Penanggung jawab", urut="pemilik__nama~"),
            Kolom("batas", "Batas", jenis="tanggal", urut="batas"),
        ],
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("jenis", "Jenis", lambda qs, v: qs.filter(jenis=v),
                     pilihan=KasusPembinaan.Jenis.choices),
            Saringan("keadaan", "Keadaan", _by_state,
                     pilihan=[("jalan", "Masih berjalan"), ("usulan", "Usulan"),
                              ("lewat", "Lewat batas"), ("tutup", "Sudah ditutup")]),
        ],
        urut="batas",
        kosong=Kosong("Tidak ada kasus", "Kasus dibuka dari kotak kinerja, atau diusulkan aturan.",
                      reverse("kotak:bulan"), "Lihat kotak kinerja"),
    )  # fmt: skip
    return daftar.respond(
        "kotak/kasus_daftar.html",
        judul="Kasus pembinaan",
        saya=saya,
        tab=[("Semua", "?", not saya), ("Tanggung jawab saya", "?saya=1", saya)],
        jalur=[("Beranda", reverse("web:beranda")), ("Kasus pembinaan", "")],
    )


def _by_state(qs: Any, v: str) -> Any:
    if v == "usulan":
        return qs.filter(status="usulan")
    if v == "tutup":
        return qs.exclude(status__in=BERJALAN)
    berjalan = qs.filter(status__in=BERJALAN)
    if v == "lewat":
        return berjalan.filter(batas__lt=waktu.today())
    return berjalan


@require_POST
@requires("kasus.record")
def open_from_box(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """One press from a box: the case, new or the one going on."""
    actor = actor_of(request)
    pegawai = access(Pegawai.objects.select_related("instansi"), pegawai_id, actor, "kasus.record")
    periode = request.POST.get("periode", "")
    if not (periode.isdecimal() and len(periode) == 6):
        raise Http404("bulan tidak ada")
    try:
        kasus = open_case(actor=actor, pegawai=pegawai, periode=int(periode))
    except KasusDitolak as error:
        messages.error(request, str(error))
        return redirect("kotak:satu", pegawai_id)
    return redirect("kotak:kasus_satu", kasus.pk)


@require_safe
@requires("kasus.view")
def show_case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: why, who, until when, talks, effect before and after, what can be done."""
    return _page(request, pk)


def load_case(request: HttpRequest, pk: int, aksi: str = "kasus.view") -> KasusPembinaan:
    """A case within reach, or one that waits for the reader: raised to her, or by a mandate."""
    qs = KasusPembinaan.objects.select_related(
        "pegawai__instansi", "pemilik", "hukuman", "dibuka_oleh"
    )
    return access_to_decide(qs, pk, actor_of(request), aksi)


def _page(request: HttpRequest, pk: int, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    kasus = load_case(request, pk)
    disiplin = kasus.jenis == KasusPembinaan.Jenis.DISIPLIN
    bulan = around(kasus)
    boleh = (
        kasus.berjalan and kasus.pegawai_id != actor.person_id and can(actor, "kasus.record", kasus)
    )
    langkah = {t.name: t for t in available(kasus, actor)}
    konteks: dict[str, Any] = {
        "kasus": kasus,
        "disiplin": disiplin,
        "bulan": bulan,
        "efek": effect(bulan),
        "pertemuan": kasus.pertemuan.select_related("dicatat_oleh"),
        "jejak": history_lines(history(kasus)),
        "langkah": [t for t in langkah.values() if t.name in LANGKAH_BEBAS],
        "boleh": boleh,
        "boleh_hukuman": boleh and disiplin and can(actor, "disiplin.record", kasus.pegawai),
        "jam": _clock(kasus) if disiplin else None,
        "bentuk_pertemuan": PertemuanForm() if boleh else None,
        "bentuk_tutup": TutupForm(disiplin=disiplin, initial={"versi": kasus.versi_alur})
        if "close" in langkah
        else None,
        "bentuk_alih": AlihForm(
            instansi_id=kasus.pegawai.instansi_id,
            initial={"nip": kasus.pemilik.nip if kasus.pemilik else "", "batas": kasus.batas},
        )
        if boleh
        else None,
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Kasus pembinaan", reverse("kotak:kasus")), (kasus.pegawai.nama_lengkap, "")],
        **forms,
    }  # fmt: skip
    if disiplin and kasus.pegawai_id != actor.person_id:
        record_read(
            actor=actor, aksi="kasus.view_disiplin", objek=kasus, person_ids=[kasus.pegawai_id]
        )
    return render(request, "kotak/kasus.html", konteks, status=status)


def _clock(kasus: KasusPembinaan) -> dict[str, Any]:
    """The steps of the year with what was counted, and the proposal's words and article."""
    instansi = kasus.pegawai.instansi
    aturan = law_on(instansi, local_day(instansi, kasus.dibuka_pada))
    nama = aturan.teks("disiplin.pp94_nama")
    berikut = next_step(kasus.hari, aturan)
    return {
        "langkah": [
            {
                "mulai": j.mulai,
                "nama": nama[str(j.nilai)],
                "lewat": j.mulai <= kasus.hari or j.mulai == kasus.ambang,
            }
            for j in aturan.jenjang("disiplin.pp94")
        ],
        "usulan": nama.get(str(kasus.usulan), ""),
        "dasar": aturan.dasar("disiplin.pp94"),
        "berikut": berikut.mulai if berikut and kasus.ambang <= kasus.hari else None,
    }


@require_POST
@requires("kasus.record")
def add_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a talk."""
    kasus = load_case(request, pk, "kasus.record")
    form = PertemuanForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, 422, bentuk_pertemuan=form)
    return _done(
        request, pk, "Pertemuan dicatat.",
        lambda: _keep_meeting(actor_of(request), kasus, form.cleaned_data),
    )  # fmt: skip


def _keep_meeting(actor: Actor, kasus: KasusPembinaan, isi: dict[str, Any]) -> None:
    record_meeting(actor=actor, kasus=kasus, **isi)
    hapus_draf(actor.user_id, f"kasus-{kasus.pk}-pertemuan", at=actor.at)


@require_POST
@requires("kasus.record")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the case to somebody else, or another due day."""
    kasus = load_case(request, pk, "kasus.record")
    form = AlihForm(request.POST, instansi_id=kasus.pegawai.instansi_id)
    if not form.is_valid():
        return _page(request, pk, 422, bentuk_alih=form)
    data = form.cleaned_data
    return _done(
        request, pk, "Penanggung jawab dan batas waktu diperbarui.",
        lambda: give_to(actor=actor_of(request), kasus=kasus, pemilik=data["nip"],
                        batas=data["batas"]),
    )  # fmt: skip


@require_POST
@requires("kasus.record")
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close with an outcome, or drop with a reason."""
    kasus = load_case(request, pk, "kasus.record")
    actor = actor_of(request)
    langkah = request.POST.get("langkah", "")
    if langkah == "close":
        disiplin = kasus.jenis == KasusPembinaan.Jenis.DISIPLIN
        form = TutupForm(request.POST, disiplin=disiplin)
        if not form.is_valid():
            return _page(request, pk, 422, bentuk_tutup=form)
        data = form.cleaned_data
        return _done(
            request, pk, "Kasus ditutup.",
            lambda: take_step(actor=actor, kasus=kasus, langkah="close", hasil=data["hasil"],
                              catatan=data["catatan"], versi=data["versi"]),
        )  # fmt: skip
    if langkah not in LANGKAH_BEBAS:
        raise Http404("langkah tidak ada")
    return _done(
        request, pk, "Tersimpan.",
        lambda: take_step(actor=actor, kasus=kasus, langkah=langkah,
                          alasan=request.POST.get("alasan", "").strip()),
    )  # fmt: skip


def _done(request: HttpRequest, pk: int, pesan: str, lakukan: Callable[[], object]) -> HttpResponse:
    try:
        lakukan()
    except (KasusDitolak, LangkahDitolak) as error:
        if isinstance(error, PermissionDenied):
            raise
        messages.error(request, str(error))
    else:
        messages.success(request, pesan)
    try:
        load_case(request, pk)
    except Http404:  # it waited for her and does so no more
        return redirect("persetujuan:kotak")
    return redirect("kotak:kasus_satu", pk)
