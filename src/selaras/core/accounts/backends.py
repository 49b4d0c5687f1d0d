"""The one door of authentication: which accounts may pass, by password or with a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from selaras.core.accounts.models import User
from selaras.core.waktu import now


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Password sign-in, and the check that every request of a session passes again.

    Passkey, TOTP and single sign-on end in the same session, so closing an account or leaving
    demo mode throws everybody out at their next request.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return isinstance(user, User) and user.may_sign_in()

    def _check_password(self, user: Any, password: str) -> Any:
        found = super()._check_password(user, password)
        if found is not None and found.code_has_expired(now()):
            return None
        return found
