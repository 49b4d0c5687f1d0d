"""Web push: a notice encrypted for one browser (RFC 8291), signed as this site (RFC 8292).

Built on `cryptography` and PyJWT, which signing in needs anyway.
"""

import base64
import json
import os
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from selaras.core.notify.channels import GagalKirim, Pesan, TidakAdaTujuan, Tujuan
from selaras.core.notify.channels.http import Jawaban, post
from selaras.core.notify.models import LanggananPush
from selaras.core.notify.settings import Vapid, push_hosts, vapid

TTL_SECONDS = 24 * 3600
RECORD_SIZE = 4096
GONE = (404, 410)  # the browser took its permission back


def send(pesan: Pesan, tujuan: Tujuan, *, now: int) -> None:
    """To every browser of the person; those that are gone are forgotten."""
    keys = vapid()
    if keys is None:
        raise GagalKirim("kunci VAPID belum dipasang")
    body = json.dumps(
        {"judul": pesan.judul, "isi": pesan.isi, "url": pesan.url, "kunci": pesan.kunci}
    ).encode()
    reached, errors = 0, []
    for langganan in LanggananPush.objects.filter(person_id=tujuan.person_id):
        try:
            _send_one(langganan, body, keys, now=now)
            reached += 1
        except Jawaban as error:
            if error.code in GONE:
                langganan.delete()
            else:
                errors.append(str(error))
        except GagalKirim as error:
            errors.append(str(error))
    if errors and not reached:
        raise GagalKirim("; ".join(errors))
    if not reached:
        raise TidakAdaTujuan("belum ada peramban yang berlangganan")


def _send_one(langganan: LanggananPush, body: bytes, keys: Vapid, *, now: int) -> None:
    require_known(langganan.endpoint)
    post(
        langganan.endpoint,
        encrypt(body, langganan.p256dh, langganan.auth),
        {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(TTL_SECONDS),
            "Authorization": authorization(langganan.endpoint, keys, now=now),
        },
    )


def require_known(endpoint: str) -> None:
    """A browser names the address we post to: only push services that we know."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    known = any(host == h or host.endswith(f".{h}") for h in push_hosts())
    if not known or (parts.scheme != "https" and host not in {"localhost", "127.0.0.1"}):
        raise GagalKirim(f"layanan push tidak dikenal: {host[:80]}")


def authorization(endpoint: str, keys: Vapid, *, now: int) -> str:
    """The header by which the push service knows this site."""
    parts = urlsplit(endpoint)
    private = ec.derive_private_key(
        int.from_bytes(unpadded(keys.privat)), ec.SECP256R1()
    )  # the raw 32 bytes, as browsers and generators write it
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": now + TTL_SECONDS // 2,
        "sub": keys.surat,
    }
    return f"vapid t={jwt.encode(claims, private, algorithm='ES256')}, k={keys.publik}"


def encrypt(
    body: bytes,
    p256dh: str,
    auth: str,
    *,
    private: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body for one browser, as one aes128gcm record; key and salt are new each time."""
    mine = private or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    their_bytes = unpadded(p256dh)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), their_bytes)
    my_bytes = mine.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    shared = mine.exchange(ec.ECDH(), theirs)
    ikm = _hkdf(unpadded(auth), shared, b"WebPush: info\0" + their_bytes + my_bytes, 32)
    key = _hkdf(salt, ikm, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, ikm, b"Content-Encoding: nonce\0", 12)
    sealed = AESGCM(key).encrypt(nonce, body + b"\x02", None)
    head = salt + RECORD_SIZE.to_bytes(4) + len(my_bytes).to_bytes(1) + my_bytes
    return head + sealed


def _hkdf(salt: bytes, ikm: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(ikm)


def unpadded(text: str) -> bytes:
    """base64url without padding, as push keys are written."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
