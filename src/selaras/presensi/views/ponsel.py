"""What the phone application calls: what it needs, its registration, the taps it sends. JSON."""

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from selaras.core.permissions import actor_of, signed_in
from selaras.core.waktu import now
from selaras.presensi.kiriman import KirimanRusak, read_kiriman, read_pemasangan
from selaras.presensi.selectors.bekal import hours_of, place_as_json, rules_of, ways_of
from selaras.presensi.selectors.ponsel import load_pengetuk, to_ms
from selaras.presensi.services.gawai.pemasangan import KunciDitolak, register_pemasangan
from selaras.presensi.services.gawai.ponsel import (
    AkunLain,
    BukanPegawai,
    HasilKetuk,
    Kiriman,
    receive_taps,
)
from selaras.presensi.services.masuk.laju import TerlaluSering

SENDIRI = "orang hanya mengetuk untuk dirinya sendiri"
TUJUAN = (
    "Posisi dan foto diambil hanya saat Anda mengetuk, untuk memastikan tempat presensi, "
    "dan dihapus sesudah masa simpannya."
)


@require_POST
@signed_in(SENDIRI, as_json=True)
def send_taps(request: HttpRequest) -> JsonResponse:
    """Take the taps of one request; what became of each."""
    at = now()
    try:
        isi = read_kiriman(request.body, geser_ms=_shift())
        kiriman = Kiriman(
            akun_id=cast(int, request.user.pk),
            pemasangan=isi.pemasangan,
            ketukan=isi.sah,
            selisih_kirim=None if isi.jam_kirim is None else isi.jam_kirim - to_ms(at),
            pegawai_id=isi.pegawai_id,
        )
        jadi = iter(receive_taps(kiriman=kiriman, at=at))
    except KirimanRusak as galat:
        return _refuse(galat.galat, str(galat), galat.status)
    except TerlaluSering as sering:
        return _refuse("terlalu_sering", "", 429, coba_lagi_detik=sering.detik)
    except AkunLain:
        return _refuse("akun_lain", "Ketukan ini milik orang lain: masuk dengan akunnya.", 409)
    except BukanPegawai:
        return _refuse("bukan_pegawai", "Akun ini bukan akun pegawai.", 403)
    hasil = [k if isinstance(k, HasilKetuk) else next(jadi) for k in isi.ketukan]
    return JsonResponse({"waktu_server": to_ms(now()), "hasil": [h.as_json() for h in hasil]})


@require_POST
@signed_in(SENDIRI, as_json=True)
def register_installation(request: HttpRequest) -> JsonResponse:
    """Make an installation and its public key known for the account."""
    try:
        pemasangan, kunci, nama = read_pemasangan(request.body)
        register_pemasangan(
            actor=actor_of(request), pemasangan=pemasangan, kunci_publik=kunci, nama=nama, at=now()
        )
    except KirimanRusak as galat:
        return _refuse(galat.galat, str(galat), galat.status)
    except KunciDitolak as galat:
        return _refuse("kunci", str(galat), 409)
    return JsonResponse({"id": str(pemasangan), "status": "terdaftar"})


@require_GET
@never_cache
@signed_in(SENDIRI, as_json=True)
def show_supplies(request: HttpRequest) -> JsonResponse:
    """The server's clock and all that the phone needs to tap without a signal."""
    at = now()
    orang = load_pengetuk(cast(int, request.user.pk), at=at)
    if orang is None:
        return _refuse("bukan_pegawai", "Akun ini bukan akun pegawai.", 403)
    hari_ini = orang.tanggal(to_ms(at))
    aturan, jam = rules_of(orang, hari_ini), hours_of(orang, hari_ini)
    isi: dict[str, Any] = {
        "waktu_server": to_ms(now()),
        "pegawai": {"id": orang.pegawai_id, "nama": orang.nama},
        "zona": str(orang.zona),
        "tempat": [place_as_json(t) for t in orang.tempat(hari_ini)],
        "mode": ways_of(orang, hari_ini),
        "selfie": aturan["selfie"],
        "peta": {"ubin": settings.PETA_UBIN or None, "atribusi": settings.PETA_ATRIBUSI},
        "privasi": {"tujuan": TUJUAN, "simpan_hari": aturan["simpan_hari"]},
        "jadwal": {"tanggal": hari_ini.isoformat(), "masuk": jam.masuk, "pulang": jam.pulang},
        "csrf": get_token(request),
    }
    return JsonResponse(isi)


def _shift() -> int:
    """Milliseconds that this site's clock is apart from the world's: a demo lives on its day."""
    return (now() - timezone.now()) // timedelta(milliseconds=1) if settings.DEMO else 0


def _refuse(galat: str, pesan: str, status: int, **lain: int) -> JsonResponse:
    jawab = JsonResponse({"galat": galat, "pesan": pesan, **lain}, status=status)
    if "coba_lagi_detik" in lain:
        jawab["Retry-After"] = str(lain["coba_lagi_detik"])
    return jawab
