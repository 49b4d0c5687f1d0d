"""Finds accounts. Reads only; rows of others come through core.permissions."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from selaras.core.accounts.models import User


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
