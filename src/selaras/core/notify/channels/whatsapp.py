"""WhatsApp through the region's own gateway: a signed JSON post to the configured address.

The gateway gets {"kepada", "nama", "judul", "isi", "url", "jenis", "kunci"}; `X-Selaras-Tanda` is
the hex HMAC-SHA256 of the body under the shared secret, `Idempotency-Key` the notice's own key.
"""

import hashlib
import hmac
import json

from selaras.core.notify.channels import GagalKirim, Pesan, TidakAdaTujuan, Tujuan
from selaras.core.notify.channels.http import post
from selaras.core.notify.settings import whatsapp


def send(pesan: Pesan, tujuan: Tujuan) -> None:
    gateway = whatsapp()
    if gateway is None:
        raise GagalKirim("gerbang WhatsApp belum dipasang")
    nomor = international(tujuan.telepon)
    if not nomor:
        raise TidakAdaTujuan("nomor telepon belum diisi")
    body = json.dumps(
        {
            "kepada": nomor,
            "nama": tujuan.nama,
            "judul": pesan.judul,
            "isi": pesan.isi,
            "url": pesan.url,
            "jenis": pesan.jenis,
            "kunci": pesan.kunci,
        },
        ensure_ascii=False,
    ).encode()
    post(
        gateway.url,
        body,
        {
            "Content-Type": "application/json",
            "X-Selaras-Tanda": sign(body, gateway.rahasia),
            "Idempotency-Key": pesan.kunci,
        },
    )


def sign(body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def international(telepon: str) -> str:
    """'0812-3456-789' -> '628123456789'; "" when it is no mobile number."""
    angka = "".join(c for c in telepon if c.isascii() and c.isdigit())
    if angka.startswith("0"):
        angka = f"62{angka[1:]}"
    return angka if angka.startswith("628") and 10 <= len(angka) <= 15 else ""
