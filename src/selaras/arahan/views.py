"""The week on one page, and questions: asked, answered, closed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.arahan.forms import JawabForm, TanyaForm
from selaras.arahan.models import PermintaanPenjelasan, RingkasPekan
from selaras.arahan.selectors import monday_of
from selaras.arahan.services import Pertanyaan, answer, ask, make_brief
from selaras.arahan.workflow import DIJAWAB, DIMINTA, PENJELASAN
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import tanggal_id, tanggal_pendek
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import (
    Actor,
    access,
    actor_of,
    can,
    requires,
    rows,
    signed_in,
)
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.organisasi.models import Instansi, UnitKerja

HARI_JAWAB = 3
TUJUAN = "kepala SKPD menjawab yang menunggunya, apa pun peran lainnya"


@requires("ringkas.view")
def show_week(request: HttpRequest) -> HttpResponse:
    """The newest brief within reach, or the one of ?pekan=."""
    actor = actor_of(request)
    semua = rows(actor, "ringkas.view", RingkasPekan.objects.select_related("instansi"))
    pilihan = list(semua.values_list("senin", flat=True)[:12])
    pekan = _day(request.GET.get("pekan"))
    ringkas = semua.filter(senin=pekan).first() if pekan else semua.first()
    lalu = None
    if ringkas is not None:
        sepekan_lalu = ringkas.senin - timedelta(days=7)
        lalu = semua.filter(instansi=ringkas.instansi, senin=sepekan_lalu).first()
    konteks: dict[str, Any] = {
        "jalur": [("Beranda", reverse("web:beranda")), ("Pekan ini", "")],
        "ringkas": ringkas,
        "pilihan": [(p.isoformat(), f"{tanggal_pendek(p)}") for p in pilihan],
        "boleh_tanya": bool(actor.reach("penjelasan.ask")),
        "terbuka": _open(request),
    }
    if ringkas is not None:
        konteks |= _words(ringkas, lalu)
    return render(request, "arahan/pekan.html", konteks)


@require_POST
@requires("ringkas.view")
def refresh_week(request: HttpRequest) -> HttpResponse:
    """Make this week's brief now, for the governments within reach."""
    actor = actor_of(request)
    for instansi in rows(actor, "ringkas.view", Instansi.objects.all()):
        make_brief(instansi, actor.day(), actor.at)
    messages.success(request, "Ringkas pekan ini disusun dari data terakhir.")
    return redirect("arahan:pekan")


@requires("penjelasan.ask")
def ask_unit(request: HttpRequest, skpd_id: int) -> HttpResponse:
    """Ask one SKPD to explain; ?tentang= comes along from the figure."""
    actor = actor_of(request)
    skpd = access(UnitKerja, skpd_id, actor, "penjelasan.ask")
    awal = {
        "tentang": request.GET.get("tentang", "")[:200],
        "batas": actor.day() + timedelta(days=HARI_JAWAB),
    }
    form = TanyaForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        tanya = Pertanyaan(isi["tentang"], isi["pertanyaan"], isi["batas"], isi["kunci"])
        try:
            dokumen = ask(skpd=skpd, tanya=tanya, actor=actor)
        except ValidationError as galat:
            form.add_error(None if not hasattr(galat, "error_dict") else "batas", galat.messages[0])
        else:
            messages.success(request, f"Pertanyaan dikirim kepada kepala {skpd.nama}.")
            return redirect("arahan:penjelasan", dokumen.pk)
    jalur = [("Beranda", reverse("web:beranda")), ("Pekan ini", reverse("arahan:pekan"))]
    konteks = {"form": form, "skpd": skpd, "jalur": [*jalur, ("Minta penjelasan", "")]}
    status = 422 if request.method == "POST" else 200
    return render(request, "arahan/tanya.html", konteks, status=status)


@requires("penjelasan.view")
def list_questions(request: HttpRequest) -> HttpResponseBase:
    """Questions within reach, the newest first."""
    actor = actor_of(request)
    semua = rows(actor, "penjelasan.view", PermintaanPenjelasan.objects.select_related("skpd"))
    pilihan = [(s, s.capitalize()) for s in PENJELASAN.states if s != PENJELASAN.initial]
    return Daftar(
        request,
        semua,
        nama="permintaan penjelasan",
        berkas="permintaan-penjelasan",
        kolom=[
            Kolom("tentang", "Tentang", urut="tentang",
                  tautan=lambda p: reverse("arahan:penjelasan", args=[p.pk])),
            Kolom("skpd", "SKPD", nilai=lambda p: p.skpd.nama, urut="skpd__nama"),
            Kolom("status", "Keadaan", jenis="status", urut="status"),
            Kolom("batas", "Batas", jenis="tanggal", urut="batas"),
            Kolom("dibuat_pada", "Diminta", jenis="waktu", urut="dibuat_pada"),
        ],
        cari=("tentang", "pertanyaan", "skpd__nama"),
        cari_kata="Kata atau SKPD",
        saringan=[
            Saringan("status", "Keadaan", lambda qs, v: qs.filter(status=v), pilihan=pilihan)
        ],
        urut="-dibuat_pada",
        kosong=Kosong("Belum ada pertanyaan", "Pimpinan bertanya dari halaman Pekan ini."),
    ).respond(
        judul="Permintaan penjelasan",
        jalur=[("Beranda", reverse("web:beranda")), ("Permintaan penjelasan", "")],
    )  # fmt: skip


@signed_in(TUJUAN)
def show_question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answers so far and what may be done now."""
    actor = actor_of(request)
    dokumen = _reachable(request, pk)
    langkah = {step.name: step for step in available(dokumen, actor)}
    konteks = {
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Permintaan penjelasan", reverse("arahan:daftar"))
            if can(actor, "penjelasan.view")
            else ("Persetujuan", reverse("persetujuan:kotak")),
            (dokumen.tentang, ""),
        ],
        "p": dokumen,
        "form": JawabForm(initial={"versi": dokumen.versi_alur}) if "answer" in langkah else None,
        "langkah": [langkah[n] for n in ("accept", "ask_again") if n in langkah],
        "riwayat": history(dokumen),
        "dasar": "web/laci_potongan.html" if "pratinjau" in request.GET else "web/base.html",
    }
    return render(request, "arahan/penjelasan.html", konteks)


@require_POST
@signed_in(TUJUAN)
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, accept or ask again; the step's own action decides who may."""
    actor = actor_of(request)
    dokumen = _reachable(request, pk)
    nama = request.POST.get("langkah", "")
    try:
        if nama == "answer":
            answer(dokumen=dokumen, jawaban=request.POST.get("jawaban", ""), actor=actor,
                   versi=_number(request.POST.get("versi")))  # fmt: skip
        elif nama in {"accept", "ask_again"}:
            apply(dokumen, nama, actor=actor, reason=request.POST.get("alasan", ""))
        else:
            messages.error(request, "Langkah itu tidak dikenal.")
    except ValidationError as galat:
        messages.error(request, galat.messages[0])
    except LangkahDitolak as galat:
        messages.error(request, str(galat))
    return redirect("arahan:penjelasan", pk)


def _reachable(request: HttpRequest, pk: int) -> PermintaanPenjelasan:
    """A question in one's units, one that waits for oneself, or one that one has answered."""
    actor = actor_of(request)
    semua = PermintaanPenjelasan.objects.select_related("skpd", "diminta_oleh")
    milik = semua.filter(pk=pk).first()
    if milik is not None and (available(milik, actor) or _took_part(milik, actor)):
        return milik
    if not can(actor, "penjelasan.view"):
        raise Http404("Permintaan penjelasan itu tidak ada.")
    return access(semua, pk, actor, "penjelasan.view")


def _took_part(dokumen: PermintaanPenjelasan, actor: Actor) -> bool:
    orang = actor.person_id
    return orang is not None and history(dokumen).filter(pelaku_person_id=orang).exists()


def _open(request: HttpRequest) -> list[PermintaanPenjelasan]:
    actor = actor_of(request)
    if not can(actor, "penjelasan.view"):
        return []
    semua = rows(actor, "penjelasan.view", PermintaanPenjelasan.objects.select_related("skpd"))
    return list(semua.filter(status__in=(DIMINTA, DIJAWAB))[:8])


def _words(ringkas: RingkasPekan, lalu: RingkasPekan | None) -> dict[str, Any]:
    """The brief's figures with their words; the week before for comparison."""
    hari = ringkas.isi["hari"]
    jadwal, hadir = (sum(h[k] for h in hari) for k in ("jadwal", "hadir"))
    kini = hadir * 10_000 // jadwal if jadwal else None
    dulu = None
    if lalu is not None and (j := sum(h["jadwal"] for h in lalu.isi["hari"])):
        dulu = sum(h["hadir"] for h in lalu.isi["hari"]) * 10_000 // j
    return {
        "hadir_bp": kini,
        "selisih": kini - dulu if kini is not None and dulu is not None else None,
        "terlambat": sum(h["terlambat"] for h in hari),
        "alpa": sum(h["alpa"] for h in hari),
        "hari": [(_day_words(date.fromisoformat(h["tanggal"])), h) for h in hari],
        "terendah": ringkas.isi["skpd_terendah"],
        "menahan": ringkas.isi["menahan"],
        "menahan_skpd": len({m["id"] for m in ringkas.isi["menahan"]}),
        "belum_dihitung": ringkas.isi.get("belum_dihitung"),
        "menunggu": [
            {**m, "sejak": tanggal_pendek(date.fromisoformat(m["sejak"]))}
            for m in ringkas.isi["menunggu"]
        ],
    }


def _day_words(hari: date) -> str:
    """Senin, 15 Des: the week's head says the year."""
    return f"{tanggal_id(hari).split(',')[0]}, {tanggal_pendek(hari).rsplit(' ', 1)[0]}"


def _day(teks: str | None) -> date | None:
    try:
        return monday_of(date.fromisoformat(teks or ""))
    except ValueError:
        return None


def _number(teks: str | None) -> int:
    return -1 if (angka := whole_number(teks)) is None else angka
