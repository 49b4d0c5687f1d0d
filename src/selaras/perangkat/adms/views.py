"""The addresses under iclock/ that machines speak to. No session, no forms: raw bytes.

OK is said after everything is stored; whatever goes wrong here is a 500, and the machine comes
again. What a machine says is never part of an error message.
"""

import logging
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from selaras.core.permissions import public
from selaras.core.permissions.middleware import client_address
from selaras.core.waktu import now
from selaras.organisasi.models import ZONA_JAM, Zona
from selaras.perangkat.adms import terima
from selaras.perangkat.adms.badan import BadanTerputus, decode, drain, read_lines
from selaras.perangkat.adms.gerbang import Ditolak, Tamu, admit
from selaras.perangkat.adms.jawaban import TABEL, Setelan, option_block, order_line
from selaras.presensi.models import Mesin, StempelMesin
from selaras.presensi.services.alat.kabar_mesin import note_facts
from selaras.presensi.services.alat.perintah import fetch_orders, note_restart

MIB = 1024 * 1024
BADAN_MAKS = 512 * MIB  # years of a large office come to some twenty
BESAR = 64 * 1024
JEDA_GALAT, JEDA_DITOLAK = 30, 600
SIBUK_TERBANYAK = 2  # long deliveries at once in a process: its other threads are for people
_besar = threading.BoundedSemaphore(SIBUK_TERBANYAK)
log = logging.getLogger("selaras.perangkat")
View = Callable[[HttpRequest, Tamu], HttpResponse]


def _say(kata: str, status: int = 200) -> HttpResponse:
    """A plain answer; machines set their clocks by its date."""
    jawab = HttpResponse(kata, status=status, content_type="text/plain; charset=utf-8")
    jawab["Date"] = http_date(now().timestamp())
    jawab["Cache-Control"] = "no-store"
    return jawab


def machine_door(view: View) -> Callable[..., HttpResponse]:
    """Let a machine in or tell it why not; any mishap is a 500 without words."""

    @csrf_exempt
    @public("mesin tidak punya akun; perangkat.adms.gerbang memeriksa nomor seri dan alamatnya")
    @wraps(view)
    def answer(request: HttpRequest, awal: str = "", rahasia: str = "") -> HttpResponse:
        try:
            return view(request, _admit(request, rahasia or awal))
        except Ditolak as galat:
            jawab = _say(f"ERROR: {galat.kata}", galat.status)
            if galat.tunggu:
                jawab["Retry-After"] = str(galat.tunggu)
            return jawab
        except (BadanTerputus, UnreadablePostError):
            return _say("ERROR: kiriman terputus", 400)
        except Exception:
            log.exception("machine request failed")
            return _say("ERROR", 500)

    return answer


@machine_door
def cdata(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """Greeting, or a table of rows."""
    if request.method != "POST":
        return _greet(request, tamu)
    if tamu.mesin.status == Mesin.Status.DITOLAK:
        log.info("rows of a rejected machine", extra={"sn": tamu.mesin.sn})
        raise Ditolak(403, "mesin ini ditolak petugas")
    tabel = request.GET.get("table", "").upper()
    with _Badan(request) as badan:
        if tabel == "ATTLOG":
            stempel = request.GET.get("Stamp", "")
            hasil = terima.take_taps(tamu, badan.lines(), stempel=stempel)
            return _say(f"OK: {hasil.baris}")
        if tabel == "OPERLOG":
            stempel = request.GET.get("Stamp") or request.GET.get("OpStamp", "")
            return _say(f"OK: {terima.take_log(tamu, badan.lines(), stempel=stempel)}")
        if tabel == "OPTIONS":
            terima.take_options(tamu, badan.text())
        elif not tabel:  # some models answer orders here
            terima.take_answers(tamu, badan.lines())
        else:  # photos, templates and whatever comes next: read, not kept
            badan.discard()
    return _say("OK")


@machine_door
def getrequest(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """The poll, every few seconds: a sign of life, and the orders that wait."""
    if info := request.GET.get("INFO", ""):
        terima.take_info(tamu, info[:400])
    if not tamu.dipakai:
        return _say("OK")
    perintah = fetch_orders(mesin_id=tamu.mesin.pk, at=tamu.at)
    return _say("\n".join(order_line(p.pk, p.jenis, p.isi) for p in perintah) or "OK")


@machine_door
def devicecmd(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """What became of orders."""
    with _Badan(request) as badan:
        terima.take_answers(tamu, badan.lines())
    return _say("OK")


@machine_door
def fdata(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """Photos: thanked for and not kept."""
    with _Badan(request) as badan:
        badan.discard()
    return _say("OK")


@machine_door
def ping(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """Still there, while a long delivery is under way."""
    return _say("OK")


def _admit(request: HttpRequest, rahasia: str) -> Tamu:
    get = request.GET
    sn = (get.get("SN") or get.get("sn") or "").strip()
    return admit(sn=sn, rahasia=rahasia, alamat=client_address(request), at=now())


def _greet(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    mesin = tamu.mesin
    push = request.GET.get("pushver", "")[:20]
    note_facts(
        mesin.pk,
        {"jabat_pada": tamu.at} | ({"versi_push": push} if push else {}),
    )
    if tamu.dipakai:
        note_restart(mesin_id=mesin.pk, at=tamu.at)
    ditolak = mesin.status == Mesin.Status.DITOLAK
    stempel = StempelMesin.objects.filter(mesin=mesin, tabel__in=list(TABEL))
    return _say(
        option_block(
            Setelan(
                sn=mesin.sn,
                zona_jam=ZONA_JAM[Zona(mesin.zona)],
                jeda=JEDA_DITOLAK if ditolak else mesin.jeda_detik,
                jeda_galat=JEDA_DITOLAK if ditolak else JEDA_GALAT,
                stempel=dict(stempel.values_list("tabel", "stempel")),
                langsung=not ditolak,
                push=push,
            )
        )
    )


class _Badan:
    """A request's body, read once; long ones only a few at a time."""

    def __init__(self, request: HttpRequest) -> None:
        if request.headers.get("Transfer-Encoding", "").lower() == "chunked":
            raise Ditolak(411, "panjang kiriman harus disebut")
        teks = str(request.META.get("CONTENT_LENGTH") or "0")
        self.panjang = int(teks) if teks.isascii() and teks.isdecimal() else 0
        if self.panjang > BADAN_MAKS:
            raise Ditolak(413, "kiriman terlalu besar")
        self._baca: Callable[[int], bytes] = request.read
        self._pegang = False

    def __enter__(self) -> "_Badan":
        if self.panjang > BESAR:
            if not _besar.acquire(blocking=False):
                raise Ditolak(503, "sedang sibuk, kirim lagi nanti", tunggu=5)
            self._pegang = True
        return self

    def __exit__(self, *_: object) -> None:
        if self._pegang:
            _besar.release()

    def lines(self) -> Any:
        return read_lines(self._baca, self.panjang)

    def text(self) -> str:
        """A short body whole: of a longer one the first lines."""
        return "\n".join(decode(b.isi) for b, _ in zip(self.lines(), range(500), strict=False))

    def discard(self) -> None:
        drain(self._baca, self.panjang)
