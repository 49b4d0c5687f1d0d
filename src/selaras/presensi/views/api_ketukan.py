"""/api/v1/ketukan/: another application sends taps with its own key. JSON, no session, no cookie.

The key and what was sent are never logged.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from selaras.core.files.limit import MIB, body_limit
from selaras.core.permissions import public
from selaras.core.permissions.middleware import client_address
from selaras.core.waktu import now
from selaras.presensi.kiriman_aplikasi import Butir, KirimanSalah, read_items
from selaras.presensi.models import Ketukan, KunciAplikasi
from selaras.presensi.selectors.aplikasi import received
from selaras.presensi.services.luar.kunci_aplikasi import recognise
from selaras.presensi.services.masuk.ketukan_luar import SALAH, take_outside_taps, why_wrong
from selaras.presensi.services.masuk.laju import TerlaluSering, spend

BADAN_MAKS = MIB
LAJU_KUNCI = (60, 2.0)  # requests at once, and a second on the long run
LAJU_SALAH = (20, 0.2)  # for an address that comes with wrong keys
SEBAB = "aplikasi lain masuk dengan kuncinya sendiri, yang diperiksa di sini"
PESAN = {
    "diterima": "Diterima.",
    "sudah": "Sudah ada; tidak dicatat dua kali.",
    "tak_dikenal": "Disimpan; NIP atau PIN ini belum dikenal.",
    SALAH: "Tidak dapat diambil.",
}
log = logging.getLogger("selaras.presensi")
View = Callable[[HttpRequest, KunciAplikasi], JsonResponse]


class _Tolak(Exception):
    def __init__(self, status: int, galat: str, pesan: str, tunggu: int = 0) -> None:
        super().__init__(pesan)
        self.status, self.galat, self.tunggu = status, galat, tunggu


def app_door(cara: str, lingkup: str) -> Callable[[View], Callable[..., JsonResponse]]:
    """Let an application in by its key; refusals are codes and words. `rahasia` is the key in the
    address, for senders that can't set a header."""

    def decorate(view: View) -> Callable[..., JsonResponse]:
        @csrf_exempt
        @body_limit(BADAN_MAKS)
        @public(SEBAB)
        @never_cache
        @wraps(view)
        def answer(request: HttpRequest, rahasia: str = "") -> JsonResponse:
            jawab = decide(request, rahasia)
            if rahasia:  # a refusal is logged with its address, which holds the key
                jawab._has_been_logged = True  # type: ignore[attr-defined]
            return jawab

        def decide(request: HttpRequest, rahasia: str) -> JsonResponse:
            try:
                if request.method != cara:
                    raise _Tolak(405, "cara", f"Pakai {cara}.")
                return view(request, _admit(request, lingkup, rahasia))
            except _Tolak as galat:
                return _refuse(galat.galat, str(galat), galat.status, galat.tunggu)
            except KirimanSalah as galat:
                return _refuse(galat.galat, str(galat), galat.status)
            except UnreadablePostError:
                return _refuse("terputus", "Kiriman terputus.", 400)
            except Exception:
                log.exception("application request failed")
                return _refuse("server", "Galat di server; kirim lagi nanti.", 500)

        return answer

    return decorate


@app_door("POST", KunciAplikasi.Lingkup.KIRIM)
def receive(request: HttpRequest, kunci: KunciAplikasi) -> JsonResponse:
    """Take up to a thousand taps; what became of each, in their order."""
    at = now()
    butir = read_items(body_of(request))
    sah: list[Butir] = []
    alasan: dict[int, str] = {}
    for b in butir:
        if b.tap is None:
            alasan[id(b)] = b.pesan
        elif kata := why_wrong(b.tap.waktu, at):
            alasan[id(b)] = f"{kata[:1].upper()}{kata[1:]}."
        else:
            sah.append(b)
    taps = [b.tap for b in sah if b.tap is not None]
    status: tuple[str, ...] = ()
    if taps:
        status = take_outside_taps(
            situs=kunci.situs, taps=taps, sumber=Ketukan.Sumber.API, at=at
        ).status
    jadi = {id(b): s for b, s in zip(sah, status, strict=True)}
    hasil = [_result(b, jadi.get(id(b), SALAH), alasan.get(id(b), "")) for b in butir]
    jumlah = {s: sum(h["status"] == s for h in hasil) for s in PESAN}
    return JsonResponse({"waktu_server": at.isoformat(), "jumlah": jumlah, "hasil": hasil})


@app_door("GET", KunciAplikasi.Lingkup.KEADAAN)
def state(request: HttpRequest, kunci: KunciAplikasi) -> JsonResponse:
    """What has come in by this application so far."""
    del request
    return JsonResponse(received(kunci.situs, at=now()))


def _result(butir: Butir, status: str, pesan: str) -> dict[str, Any]:
    return {"id": butir.id, "status": status, "pesan": pesan or PESAN[status]}


def _admit(request: HttpRequest, lingkup: str, rahasia: str = "") -> KunciAplikasi:
    cara, _, kepala = request.headers.get("Authorization", "").partition(" ")
    rahasia = rahasia or (kepala.strip() if cara.lower() == "bearer" else "")
    kunci = recognise(rahasia, at=now())
    try:
        if kunci is None:
            spend(f"x{client_address(request)}", *LAJU_SALAH)
        else:
            spend(f"k{kunci.pk}", *LAJU_KUNCI)
    except TerlaluSering as sering:
        raise _Tolak(429, "terlalu_sering", "Terlalu sering; tunggu sebentar.", sering.detik) \
            from None  # fmt: skip
    if kunci is None:
        log.warning("wrong application key", extra={"alamat": client_address(request)})
        raise _Tolak(401, "kunci", "Kuncinya tidak ada, salah, atau sudah dicabut.")
    if lingkup not in kunci.lingkup:
        raise _Tolak(403, "lingkup", "Kunci ini tidak berwenang untuk itu.")
    return kunci


def body_of(request: HttpRequest) -> bytes:
    badan = request.read(BADAN_MAKS + 1)
    if len(badan) > BADAN_MAKS:
        raise KirimanSalah("terlalu_besar", "Kiriman lebih besar dari 1 MB; bagi kirimannya.", 413)
    return badan


def _refuse(galat: str, pesan: str, status: int, tunggu: int = 0) -> JsonResponse:
    jawab = JsonResponse({"galat": galat, "pesan": pesan}, status=status)
    if tunggu:
        jawab["Retry-After"] = str(tunggu)
    if status == 401:
        jawab["WWW-Authenticate"] = 'Bearer realm="selaras"'
    return jawab
