"""Finds accounts. Reads only; rows of others come through core.permissions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from selaras.core.accounts.models import User
from selaras.core.waktu import here as on_this_clock


def user_of_claims(claims: Mapping[str, Any]) -> User | None:
    """The account that a single sign-on identity names: by the configured claim, else by e-mail.

    A mail address counts only when the provider says it has verified it.
    """
    name = str(claims.get(settings.OIDC_CLAIM) or "").strip()
    if name and (found := User.objects.filter(username__iexact=name).first()):
        return found
    email = str(claims.get("email") or "").strip()
    if email and claims.get("email_verified") is True:
        return User.objects.filter(email__iexact=email).first()
    return None


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A browser that is signed in."""

    id: int
    mulai: datetime
    alamat: str
    peramban: str
    ini: bool


def own_sessions(request: HttpRequest) -> list[OwnSession]:
    """The browsers where the user is signed in now, this one first."""
    keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user_id=request.user.pk, session_key__in=keys)
    here = request.session.session_key
    sessions = [
        OwnSession(
            row.pk,
            on_this_clock(row.created_at),
            row.ip,
            browser_name(row.user_agent),
            row.session_key == here,
        )
        for row in rows.order_by("-created_at")
    ]
    return sorted(sessions, key=lambda row: not row.ini)


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
             ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def browser_name(user_agent: str) -> str:
    """A browser's own long name in two words that people know."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Peramban lain")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} di {system}" if system else browser


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """How an account signs in, for the officer who helps its holder."""

    totp: bool
    kunci_sandi: int
    sso: bool
    sesi: int


def account_facts(user: User) -> AccountFacts:
    """Counts only: no secret, no address."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return AccountFacts(
        totp=Authenticator.Type.TOTP in kinds,
        kunci_sandi=kinds.count(Authenticator.Type.WEBAUTHN),
        sso=SocialAccount.objects.filter(user=user).exists(),
        sesi=UserSession.objects.filter(user=user, session_key__in=keys).count(),
    )


def sample_logins() -> list[tuple[str, str, str]]:
    """Username, person and password of the demo's logins, for its sign-in page; elsewhere none."""
    if not settings.DEMO:
        return []
    akun = User.objects.filter(contoh=True).order_by("pk").values_list("username", "nama")
    return [(username, nama, settings.SANDI_CONTOH) for username, nama in akun]
