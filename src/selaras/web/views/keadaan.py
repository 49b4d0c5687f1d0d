"""The running day, asked for again every few seconds: what was tapped, what this month comes to.

An unchanged day costs one small question beside the sign-in (304, or 204 for the page's own
asking); only a change computes anything.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.core.frames import read_once
from selaras.core.halaman.format import jam_menit, menit_id
from selaras.core.permissions import Actor, actor_of, requires
from selaras.hukum import HukumError, Law
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.hari_ini import (
    HariIni,
    assumed,
    fingerprint,
    has_evidence,
    load_today,
)
from selaras.tpp.services.perkiraan import Perkiraan, estimate
from selaras.web.views.beranda import person_of

SEGAR = 5  # seconds between two looks at a day that may still change
TENANG = 60
EMBER = 10  # minutes after which the words about what may still be done are said anew


@dataclass(frozen=True, slots=True)
class Uang:
    """The month's estimate, and what today took from it (0 = nothing)."""

    perkiraan: Perkiraan
    diterima: int | None
    hari_ini: int = 0


@require_safe
@requires("presensi.view")
def live_state(request: HttpRequest) -> HttpResponse:
    """The card of one's running day; unchanged since `sidik` = nothing to send."""
    actor = actor_of(request)
    pegawai = person_of(actor)
    if pegawai is None:
        return render(request, "web/keadaan.html", {"tanpa_pegawai": True})
    fakta = fingerprint(pegawai, actor.at)
    sidik = _mark(pegawai, actor, fakta)
    if request.GET.get("sidik") == sidik:
        return _marked(HttpResponse(status=204), sidik)
    if request.headers.get("If-None-Match") == f'"{sidik}"':
        return _marked(HttpResponseNotModified(), sidik)
    konteks = {"sidik": sidik, "pegawai": pegawai, "selang": TENANG}
    with read_once():  # the day and the month's estimates stand on the same facts
        konteks |= _day_so_far(pegawai, actor, ada_bukti=has_evidence(fakta))
    return _marked(render(request, "web/keadaan.html", konteks), sidik)


def _day_so_far(pegawai: Pegawai, actor: Actor, *, ada_bukti: bool) -> dict[str, Any]:
    """What the card shows; why not, where the law or the calendar is silent."""
    try:
        aturan = Law.load().pada(_day(actor.at, pegawai).replace(day=1), pegawai.instansi.daerah)
        hari = load_today(pegawai, aturan, actor.at, ada_bukti=ada_bukti)
        if hari is None:
            return {}
        periode = hari.tanggal.year * 100 + hari.tanggal.month
        return {
            "h": hari,
            "kata": words(hari),
            "langkah": next_step(hari),
            "uang": money(pegawai, periode, hari, actor.at),
            "periode": periode,
            "selang": SEGAR if hari.bertugas else TENANG,
        }
    except HukumError as galat:
        return {"galat": str(galat)}
    except KalenderKosong:
        return {"galat": "Kalender kerja tahun ini belum diisi."}


def words(h: HariIni) -> str:
    """The day so far, in a sentence."""
    if h.izin:
        return "Anda sedang cuti, dinas, atau izin hari ini."
    if h.jadwal_masuk is None:
        return "Hari libur." if h.libur else "Tidak ada jadwal kerja hari ini."
    if h.masuk is None:
        pulang = "" if h.pulang is None else f" Pulang {jam_menit(h.pulang)}."
        return f"Belum ada catatan masuk.{pulang}"
    telat = f", terlambat {menit_id(h.menit_tl)}" if h.menit_tl else ", tepat waktu"
    if h.pulang is None:
        return f"Masuk {jam_menit(h.masuk)}{telat}."
    cepat = f", {menit_id(h.menit_psw)} sebelum waktunya" if h.menit_psw else ""
    return f"Masuk {jam_menit(h.masuk)}{telat}. Pulang {jam_menit(h.pulang)}{cepat}."


def next_step(h: HariIni) -> str:
    """What may still be done today."""
    if not h.bertugas or h.jadwal_masuk is None or h.jadwal_pulang is None:
        return ""
    if h.masuk is None:
        return _until(
            h.menit_kini,
            (h.jadwal_masuk, f"Catat masuk sampai {jam_menit(h.jadwal_masuk)} masih tepat waktu."),
            (h.tutup_masuk, f"Catat masuk masih diterima sampai {jam_menit(h.tutup_masuk)}."),
            lewat="Waktu catat masuk sudah lewat; mintalah koreksi bila Anda bekerja hari ini.",
        )
    if h.pulang is not None and not h.menit_psw:
        return "Tidak ada lagi yang perlu dicatat hari ini."
    return _until(
        h.menit_kini,
        (h.jadwal_pulang - 1, f"Catat pulang mulai {jam_menit(h.jadwal_pulang)}."),
        (h.tutup_pulang, f"Catat pulang sampai {jam_menit(h.tutup_pulang)}."),
        lewat="Waktu catat pulang sudah lewat; mintalah koreksi bila tadi Anda pulang sesudahnya.",
    )


def _until(kini: int, *kata: tuple[int, str], lewat: str) -> str:
    """The words of the first minute that has not passed."""
    return next((k for menit, k in kata if kini <= menit), lewat)


def money(pegawai: Pegawai, periode: int, h: HariIni, at: datetime) -> Uang:
    """The month's estimate; where today takes something away, with today counted."""
    tanpa = estimate(pegawai, periode, at, rinci=False)
    sebelum = tanpa.diterima
    if sebelum is None or not h.potongan_bp or h.jadwal_pulang is None:
        return Uang(tanpa, sebelum)
    tengah_malam = datetime(h.tanggal.year, h.tanggal.month, h.tanggal.day,
                            tzinfo=ZoneInfo(h.zona))  # fmt: skip
    tutup = max(at, tengah_malam + timedelta(minutes=h.tutup_pulang + 1))
    andai = None if h.pulang is not None else assumed(pegawai.pk, h.tanggal, h.jadwal_pulang)
    dengan = estimate(pegawai, periode, tutup, andai, rinci=False)
    sesudah = dengan.diterima
    if sesudah is None:
        return Uang(tanpa, sebelum)
    return Uang(dengan, sesudah, sesudah - sebelum)


def _mark(pegawai: Pegawai, actor: Actor, fakta: str) -> str:
    """Changes with the day's facts, and now and then with the clock."""
    ember = int(actor.at.timestamp()) // (EMBER * 60)
    isi = f"{pegawai.pk}|{ember}|{fakta}"
    return sha256(isi.encode()).hexdigest()[:16]


def _marked(response: HttpResponse, sidik: str) -> HttpResponse:
    response["ETag"] = f'"{sidik}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _day(at: datetime, pegawai: Pegawai) -> Any:
    return at.astimezone(ZoneInfo(pegawai.zona)).date()
