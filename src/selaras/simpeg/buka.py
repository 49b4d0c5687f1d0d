"""Opening another's specific personal data: for a named purpose, and seen by whom it is about.

Family, health and discipline (UU 27/2022 ps. 4) ask for the purpose once; it holds for a quarter of
an hour in the same session, so that turning pages doesn't ask again.
"""

from django.http import HttpRequest

from selaras.core.audit.services import record_read
from selaras.core.permissions import Actor
from selaras.pegawai.models import Pegawai
from selaras.simpeg.jenis import KELUARGA, KESEHATAN, UMUM

BERALASAN = frozenset({KELUARGA, KESEHATAN, "disiplin.view"})
SELAMA_DETIK = 15 * 60
TERPENDEK = 5
_KUNCI = "simpeg.buka"


def asks_purpose(actor: Actor, pegawai: Pegawai, lihat: str) -> bool:
    """Whether the purpose must be said before this is shown."""
    return lihat in BERALASAN and actor.person_id != pegawai.pk


def is_open(request: HttpRequest, actor: Actor, pegawai: Pegawai, lihat: str) -> bool:
    """Whether the purpose was said a moment ago."""
    sampai = request.session.get(_KUNCI, {}).get(f"{pegawai.pk}:{lihat}", 0)
    return bool(actor.at.timestamp() < sampai)


def open_for(
    request: HttpRequest, actor: Actor, pegawai: Pegawai, lihat: str, *, judul: str, alasan: str
) -> None:
    """Note who opens what for which purpose, and let the pages show it for a while."""
    record_read(actor=actor, aksi=lihat, objek=pegawai, person_ids=[pegawai.pk],
                keterangan=f"{judul} dibuka: {alasan}")  # fmt: skip
    kini = actor.at.timestamp()
    lama = {k: v for k, v in request.session.get(_KUNCI, {}).items() if v > kini}
    request.session[_KUNCI] = {**lama, f"{pegawai.pk}:{lihat}": kini + SELAMA_DETIK}


def trace(actor: Actor, pegawai: Pegawai, lihat: str, kata: str) -> None:
    """Opening another's identity or pay can be seen by her."""
    if lihat != UMUM and lihat not in BERALASAN:
        record_read(actor=actor, aksi=lihat, objek=pegawai, person_ids=[pegawai.pk],
                    keterangan=kata)  # fmt: skip
