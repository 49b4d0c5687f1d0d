"""Asking for a day to be mended: one's own list, the form, the request with its way."""

from contextlib import suppress
from datetime import date, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from selaras.core.bilangan import whole_number
from selaras.core.files.limit import body_limit
from selaras.core.files.models import Berkas
from selaras.core.files.purposes import MIB, limits_of
from selaras.core.files.services import take_berkas
from selaras.core.halaman.format import periode_id, tanggal_id
from selaras.core.permissions import Actor, access, actor_of, requires
from selaras.core.workflow.engine import apply, available, history
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.words import history_lines
from selaras.hukum import HukumError, Law
from selaras.pegawai.models import Pegawai
from selaras.presensi.forms import KoreksiForm, OrangHariForm
from selaras.presensi.models import UsulKoreksi
from selaras.presensi.models.koreksi import TERBUKA
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.hari import FaktaHari, load_day
from selaras.presensi.selectors.koreksi import (
    BUKTI,
    Konteks,
    load_context,
    may_read,
    mendable_days,
    open_request,
    rules_of,
    used,
    visible,
    words_of,
)
from selaras.presensi.services.benah.usul_koreksi import (
    DAPAT_DIUBAH,
    Isian,
    KoreksiDitolak,
    draft_key,
    hand_in,
)
from selaras.presensi.workflow.koreksi import asked

KIRIMAN = 60 * MIB  # a form with a few files, where there is no script
BERANDA = ("Beranda", "/")


@require_safe
@requires("koreksi.own")
def own_corrections(request: HttpRequest) -> HttpResponse:
    """What may still be mended, and what was asked for."""
    actor = actor_of(request)
    pegawai = _self(actor)
    hari_ini = _today(actor, pegawai)
    konteks: dict[str, Any] = {"jalur": [BERANDA, ("Koreksi presensi", "")], "hari_ini": hari_ini}
    try:
        konteks["hari"] = mendable_days(pegawai, actor.at)
        konteks["p"] = rules_of(pegawai, hari_ini)
    except (KalenderKosong, HukumError) as galat:
        konteks["galat"] = str(galat)
    konteks |= {
        "terpakai": used(pegawai.pk, hari_ini),
        "bulan": periode_id(hari_ini.year * 100 + hari_ini.month),
        "usul": [(u, asked(u)) for u in UsulKoreksi.objects.filter(pegawai=pegawai)[:100]],
    }
    return render(request, "presensi/koreksi/saya.html", konteks)


@body_limit(KIRIMAN)
@requires("koreksi.own")
def ask(request: HttpRequest, tanggal: str) -> HttpResponse:
    """The form for a day of one's own."""
    return _form(request, _self(actor_of(request)), _day(tanggal))


@body_limit(KIRIMAN)
@requires("presensi.correct")
def ask_for(request: HttpRequest, pegawai_id: int, tanggal: str) -> HttpResponse:
    """The same for somebody who cannot, by her officer."""
    actor, hari = actor_of(request), _day(tanggal)
    semua = Pegawai.objects.select_related("instansi")
    pegawai = access(semua, pegawai_id, actor, "presensi.correct", at=hari)
    if pegawai.pk == actor.person_id:
        return redirect("presensi:koreksi_ajukan", tanggal=tanggal)
    return _form(request, pegawai, hari)


@requires("presensi.correct")
def choose_person(request: HttpRequest) -> HttpResponse:
    """For whom, and which day."""
    form = OrangHariForm(request.GET or None, actor=actor_of(request))
    if form.is_valid():
        isi = form.cleaned_data
        return redirect("presensi:koreksi_untuk", isi["nip"].pk, isi["tanggal"].isoformat())
    konteks = {
        "form": form,
        "jalur": [BERANDA, ("Usul koreksi", reverse("presensi:koreksi_usul")), ("Catatkan", "")],
    }
    kode = 422 if form.errors else 200
    return render(request, "presensi/koreksi/pilih.html", konteks, status=kode)


@require_safe
@requires("presensi.view")
def show_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what is asked, the day beside it, its way, what may be done now."""
    actor = actor_of(request)
    usul = _visible(actor, pk)
    konteks = _content(actor, usul) | {
        "sendiri": usul.pegawai_id == actor.person_id,
        "langkah": [s for s in available(usul, actor) if s.name not in ("submit", "entrust")],
        "ubah": _edit_url(actor, usul),
        "riwayat": history_lines(history(usul)),
        "jalur": [BERANDA, _place(actor, usul), (tanggal_id(usul.tanggal), "")],
    }
    return render(request, "presensi/koreksi/satu.html", konteks)


@require_safe
@requires("persetujuan.view")
def preview_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Beside the inbox: the day, its taps and timetable, the proof."""
    actor = actor_of(request)
    return render(request, "presensi/koreksi/pratinjau.html", _content(actor, _visible(actor, pk)))


@require_POST
@requires("presensi.view")
def step_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step on one request."""
    actor = actor_of(request)
    usul = _visible(actor, pk)
    versi = request.POST.get("versi", "")
    try:
        hasil = apply(
            usul,
            _step_name(usul, actor, request.POST.get("langkah", "")),
            actor=actor,
            reason=request.POST.get("alasan", "").replace("\x00", "").strip()[:2000],
            versi=whole_number(versi),
        )
        messages.success(request, hasil.pesan)
    except LangkahDitolak as error:
        messages.error(request, str(error))
    return redirect("presensi:koreksi_satu", pk)


# -- the form ---------------------------------------------------------------------------------


def _form(request: HttpRequest, pegawai: Pegawai, tanggal: date) -> HttpResponse:
    actor = actor_of(request)
    usul = open_request(pegawai.pk, tanggal)
    if usul is not None and usul.status not in DAPAT_DIUBAH:
        messages.info(request, "Koreksi hari ini sudah diajukan.")
        return redirect("presensi:koreksi_satu", usul.pk)
    try:
        konteks = load_context(pegawai, tanggal, actor.at, usul=usul)
        fakta = load_day(pegawai, tanggal, _law(pegawai, tanggal), actor.at)
    except (KalenderKosong, HukumError) as galat:
        return _page(request, pegawai, tanggal, {"galat": str(galat)}, 200)
    berkas = list(Berkas.objects.filter(pk__in=usul.bukti.values("berkas_id"))) if usul else []
    isi: dict[str, Any] = {"konteks": konteks, "fakta": fakta, "usul": usul}
    if request.method == "POST":
        return _take(request, pegawai, tanggal, isi)
    awal = _initial(usul, konteks, request.GET)
    isi |= {"form": KoreksiForm(initial=awal), "terlampir": berkas}
    return _page(request, pegawai, tanggal, isi, 200)


def _take(
    request: HttpRequest, pegawai: Pegawai, tanggal: date, isi: dict[str, Any]
) -> HttpResponse:
    """Hand in, or say beside each field what is wrong; nothing typed is lost."""
    actor, usul = actor_of(request), isi["usul"]
    form = KoreksiForm(request.POST)
    kept = Berkas.objects.filter(pk__in=usul.bukti.values("berkas_id")) if usul else None
    berkas, tolak = take_berkas(request, "bukti", keperluan=BUKTI, kept=kept)
    if form.is_valid() and not tolak:
        c = form.cleaned_data
        isian = Isian(_minute(c["masuk"]), _minute(c["pulang"]), c["sebab"], c["uraian"], berkas)
        try:
            jadi = hand_in(
                actor=actor, pegawai=pegawai, tanggal=tanggal, isian=isian, kunci=c["kunci"]
            )
        except KoreksiDitolak as error:
            for t in error.temuan:
                form.add_error(t.ruas or None, t.pesan)
        except LangkahDitolak as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(jadi))
            return redirect("presensi:koreksi_satu", jadi.pk)
    isi |= {"form": form, "terlampir": berkas, "galat_berkas": " ".join(tolak)}
    return _page(request, pegawai, tanggal, isi, 422)


def _page(
    request: HttpRequest, pegawai: Pegawai, tanggal: date, isi: dict[str, Any], kode: int
) -> HttpResponse:
    actor = actor_of(request)
    sendiri = pegawai.pk == actor.person_id
    tempat = (
        ("Koreksi presensi", reverse("presensi:koreksi_saya"))
        if sendiri
        else ("Usul koreksi", reverse("presensi:koreksi_usul"))
    )
    isi |= {
        "pegawai": pegawai,
        "sendiri": sendiri,
        "tanggal": tanggal,
        "keperluan": BUKTI,
        "batas_berkas": limits_of(BUKTI, actor),
        "kunci_draf": draft_key(pegawai.pk, tanggal),
        "jalur": [BERANDA, tempat, (tanggal_id(tanggal), "")],
    }
    return render(request, "presensi/koreksi/isi.html", isi, status=kode)


def _initial(usul: UsulKoreksi | None, konteks: Konteks, get: Any) -> dict[str, Any]:
    if usul is None:
        return {"kunci": uuid4(), "sebab": get.get("sebab", "")}
    return {
        "kunci": uuid4(),
        "masuk": _clock(usul.masuk),
        "pulang": _clock(usul.pulang),
        "sebab": usul.sebab,
        "uraian": usul.uraian,
    }


def _said(usul: UsulKoreksi) -> str:
    if usul.status == "titipan":
        return f"Tercatat. {usul.pegawai.nama} diminta membenarkan."
    return "Koreksi diajukan kepada atasan."


# -- the request ------------------------------------------------------------------------------


def _content(actor: Actor, usul: UsulKoreksi) -> dict[str, Any]:
    """What a request shows its reader, with the day as it is now."""
    fakta: FaktaHari | None = None
    with suppress(KalenderKosong, HukumError):  # it can be read without the day beside it
        fakta = load_day(usul.pegawai, usul.tanggal, _law(usul.pegawai, usul.tanggal), actor.at)
    boleh = may_read(actor, usul)
    return {
        "u": usul,
        "pegawai": usul.pegawai,
        "diminta": asked(usul),
        "uraian": words_of(actor, usul),
        "fakta": fakta,
        "berkas": list(Berkas.objects.filter(pk__in=usul.bukti.values("berkas_id")))
        if boleh
        else [],
        "tersamar": not boleh,
    }


def _visible(actor: Actor, pk: int) -> UsulKoreksi:
    qs = UsulKoreksi.objects.select_related("pegawai__instansi", "dicatat_oleh", "diputus_oleh")
    usul = visible(actor, qs).filter(pk=pk).first()
    if usul is None:
        raise Http404("usul koreksi tidak ditemukan")
    return usul


def _step_name(usul: UsulKoreksi, actor: Actor, name: str) -> str:
    if name not in {s.name for s in available(usul, actor)}:
        raise LangkahDitolak("Langkah itu tidak ada lagi; muat ulang halaman ini.")
    return name


def _edit_url(actor: Actor, usul: UsulKoreksi) -> str:
    if usul.status not in DAPAT_DIUBAH or usul.status not in TERBUKA:
        return ""
    hari = usul.tanggal.isoformat()
    if usul.pegawai_id == actor.person_id:
        return reverse("presensi:koreksi_ajukan", args=[hari])
    if usul.dicatat_oleh_id == actor.user_id:
        return reverse("presensi:koreksi_untuk", args=[usul.pegawai_id, hari])
    return ""


def _place(actor: Actor, usul: UsulKoreksi) -> tuple[str, str]:
    if usul.pegawai_id == actor.person_id:
        return "Koreksi presensi", reverse("presensi:koreksi_saya")
    return "Usul koreksi", reverse("presensi:koreksi_usul")


def _self(actor: Actor) -> Pegawai:
    if actor.person_id is None:
        raise Http404("akun ini tidak tertaut pegawai")
    return Pegawai.objects.select_related("instansi").get(pk=actor.person_id)


def _today(actor: Actor, pegawai: Pegawai) -> date:
    return actor.at.astimezone(ZoneInfo(pegawai.zona)).date()


def _law(pegawai: Pegawai, tanggal: date) -> Any:
    return Law.load().pada(tanggal.replace(day=1), pegawai.instansi.daerah)


def _day(teks: str) -> date:
    try:
        hari = parse_date(teks)
    except ValueError:
        hari = None
    if hari is None or not 2000 <= hari.year <= 2100:
        raise Http404("tanggal tidak ada")
    return hari


def _minute(jam: time | None) -> int | None:
    return None if jam is None else jam.hour * 60 + jam.minute


def _clock(menit: int | None) -> str | None:
    return None if menit is None else f"{menit // 60 % 24:02d}:{menit % 60:02d}"
