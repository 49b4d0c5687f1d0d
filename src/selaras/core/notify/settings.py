"""Which channels this installation can use; keys and addresses come from the environment."""

import os
from dataclasses import dataclass

from django.conf import settings

from selaras.core.notify.catalog import Saluran


@dataclass(frozen=True, slots=True)
class Whatsapp:
    """A gateway of the region's own choice: where to post, and the secret that signs."""

    url: str
    rahasia: str


@dataclass(frozen=True, slots=True)
class Vapid:
    """The key pair by which push services know this site (RFC 8292)."""

    privat: str
    publik: str
    surat: str


def whatsapp() -> Whatsapp | None:
    url = os.environ.get("SELARAS_WA_URL", "")
    return Whatsapp(url, os.environ.get("SELARAS_WA_RAHASIA", "")) if url else None


def vapid() -> Vapid | None:
    privat = os.environ.get("SELARAS_VAPID_PRIVAT", "")
    publik = os.environ.get("SELARAS_VAPID_PUBLIK", "")
    surat = os.environ.get("SELARAS_VAPID_SURAT", "mailto:admin@localhost")
    return Vapid(privat, publik, surat) if privat and publik else None


def site_url() -> str:
    """The site's own address, for links in mail."""
    return os.environ.get("SELARAS_ALAMAT", "http://localhost:8000").rstrip("/")


def mail_works() -> bool:
    """Whether mail leaves this machine: a host is named, or tests keep it."""
    backend: str = settings.EMAIL_BACKEND
    return not backend.endswith("smtp.EmailBackend") or bool(os.environ.get("SELARAS_SUREL_HOST"))


def open_channels() -> frozenset[Saluran]:
    found = set()
    if mail_works():
        found.add(Saluran.SUREL)
    if vapid():
        found.add(Saluran.PUSH)
    if whatsapp():
        found.add(Saluran.WHATSAPP)
    return frozenset(found)


def push_hosts() -> tuple[str, ...]:
    """The push services of the browsers; further ones (tests, others) from the environment."""
    more = os.environ.get("SELARAS_PUSH_HOSTS", "")
    return (
        "fcm.googleapis.com",
        "push.services.mozilla.com",
        "push.apple.com",
        "notify.windows.com",
        *(h for h in more.split(",") if h),
    )


def keep_days() -> int:
    """How long a read notice is kept; 0 = for ever."""
    teks = os.environ.get("SELARAS_PEMBERITAHUAN_HARI", "")
    return int(teks) if teks.isdecimal() else 180
