"""/api/v1/fingerspot/<key>/: the cloud of Fingerspot machines tells of each tap as it happens.

Its webhook sets no header, so the key stands in the address. It sends the same again when it is
not answered with 200: whatever can be decided now is answered so.
"""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, JsonResponse

from selaras.core.waktu import now
from selaras.klien.aplikasi_presensi import TapLuar, read_event
from selaras.presensi.models import Ketukan, KunciAplikasi
from selaras.presensi.services.masuk.ketukan_luar import SALAH, SUDAH, take_outside_taps
from selaras.presensi.views.api_ketukan import app_door, body_of

SEMENIT = timedelta(minutes=1)


@app_door("POST", KunciAplikasi.Lingkup.KIRIM)
def receive_event(request: HttpRequest, kunci: KunciAplikasi) -> JsonResponse:
    """Take the tap; news of other kinds is answered and forgotten."""
    try:
        isi = json.loads(body_of(request))
    except (ValueError, RecursionError):
        return JsonResponse({"status": SALAH, "pesan": "Isi kiriman bukan JSON yang utuh."})
    peristiwa = read_event(isi, ZoneInfo(kunci.situs.instansi.zona))
    if peristiwa is None:
        return JsonResponse({"status": "diabaikan", "pesan": "Hanya attlog yang diambil."})
    baru = [t for t in peristiwa.ketukan if not _known_minute(kunci, t)]
    hasil = take_outside_taps(
        situs=kunci.situs, taps=baru, sumber=Ketukan.Sumber.API, at=now(), rusak=peristiwa.rusak
    )
    status = [*hasil.status, *[SUDAH] * (len(peristiwa.ketukan) - len(baru))]
    return JsonResponse({"status": status[0] if status else SALAH, "jumlah": len(status)})


def _known_minute(kunci: KunciAplikasi, tap: TapLuar) -> bool:
    """The cloud tells minutes here and seconds when it is asked: one tap, not two."""
    return (
        tap.waktu.second == 0
        and Ketukan.objects.filter(
            situs=kunci.situs, pin=tap.pin, waktu__gt=tap.waktu, waktu__lt=tap.waktu + SEMENIT
        ).exists()
    )
