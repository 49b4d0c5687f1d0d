"""Makes the key pair by which push services know this site.

python -m selaras.core.notify.vapid      prints the two lines for the environment
"""

import base64
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


def new_pair() -> tuple[str, str]:
    """(private, public) as base64url without padding, the form that browsers read."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_numbers().private_value.to_bytes(32)
    public = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return _text(private), _text(public)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


if __name__ == "__main__":
    privat, publik = new_pair()
    sys.stdout.write(f"SELARAS_VAPID_PRIVAT={privat}\nSELARAS_VAPID_PUBLIK={publik}\n")
