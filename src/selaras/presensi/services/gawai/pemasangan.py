"""Registers the application's installations and checks what they sign (ECDSA P-256, SHA-256)."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.presensi.models import PemasanganPonsel

PANJANG = 32  # bytes of a coordinate of P-256, and of each half of a signature
_CARA = ec.ECDSA(hashes.SHA256())


class KunciDitolak(Exception):
    """The key is none, or the installation is registered with another; the message says which."""


@transaction.atomic
def register_pemasangan(
    *, actor: Actor, pemasangan: UUID, kunci_publik: bytes, nama: str, at: datetime
) -> PemasanganPonsel:
    """Make an installation known for the actor's account; again with the same key: nothing.

    Raises KunciDitolak. An account that others use the installation of is let in all the same:
    its taps bear a sign.
    """
    if actor.user_id is None:
        raise KunciDitolak("Pemasangan didaftarkan oleh pemilik akun.")
    if _public_key(kunci_publik) is None:
        raise KunciDitolak("Kunci pemasangan tidak dapat dibaca.")
    baris, baru = PemasanganPonsel.objects.get_or_create(
        pemasangan=pemasangan,
        akun_id=actor.user_id,
        defaults={"kunci_publik": kunci_publik, "nama": nama[:80], "dibuat_pada": at},
    )
    if bytes(baris.kunci_publik) != kunci_publik or baris.dicabut_pada is not None:
        raise KunciDitolak("Pemasangan ini sudah terdaftar dengan kunci lain: pasang ulang.")
    if baru:
        record(
            actor=actor,
            aksi="akun.own",
            objek=baris,
            person_id=actor.person_id,
            instansi_id=actor.instansi_id,
            sesudah={"nama": baris.nama},
        )
    return baris


def signature_fits(kunci_publik: bytes | None, teks: bytes, tanda_tangan: bytes) -> bool:
    """Whether the registered installation signed this text; False without a key."""
    if kunci_publik is None or len(tanda_tangan) != 2 * PANJANG:
        return False
    kunci = _public_key(bytes(kunci_publik))
    if kunci is None:
        return False
    r, s = (int.from_bytes(b) for b in (tanda_tangan[:PANJANG], tanda_tangan[PANJANG:]))
    try:
        kunci.verify(encode_dss_signature(r, s), teks, _CARA)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4096)
def _public_key(kunci_publik: bytes) -> ec.EllipticCurvePublicKey | None:
    """The key of a point x, y; None when it does not lie on the curve."""
    if len(kunci_publik) != 2 * PANJANG:
        return None
    x, y = (int.from_bytes(b) for b in (kunci_publik[:PANJANG], kunci_publik[PANJANG:]))
    try:
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except ValueError:
        return None
