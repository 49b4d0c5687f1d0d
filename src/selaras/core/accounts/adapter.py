"""Our answers to allauth's questions: who may pass, where from, and what is written to the trail.

Knows sign-in only; what a signed-in user may do is core.permissions.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from selaras.core.accounts import services
from selaras.core.accounts.encryption import decrypt, encrypt
from selaras.core.accounts.models import User
from selaras.core.accounts.selectors import user_of_claims
from selaras.core.permissions.middleware import client_address
from selaras.core.waktu import now

CLOSED = "Akun ini tidak dapat dipakai masuk. Hubungi pengelola kepegawaian SKPD Anda."
CLOSED_SAMPLE = "Akun contoh hanya dapat dipakai pada situs demo."

_MISMATCH = "NIP atau kata sandinya tidak cocok. Periksa huruf besar dan angka, lalu coba lagi."
_WAIT = "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."
_CODE = "Angka itu tidak cocok. Ketik angka yang sedang tampil di aplikasi."
ACCOUNT_ERRORS = {
    "username_password_mismatch": _MISMATCH,
    "email_password_mismatch": _MISMATCH,
    "too_many_login_attempts": _WAIT,
    "rate_limited": _WAIT,
    "incorrect_password": "Kata sandinya tidak cocok.",
    "enter_current_password": "Kata sandi sekarang tidak cocok.",
    "incorrect_code": _CODE,
}
FACTOR_ERRORS = {"incorrect_code": _CODE}
REAUTHENTICATE_BY = {
    "reauthenticate": "Pakai kata sandi",
    "mfa_reauthenticate": "Pakai aplikasi autentikator atau kode pemulihan",
    "mfa_reauthenticate:webauthn": "Pakai kunci sandi",
}


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect("account_login")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in for accounts that officers made; nobody signs up."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ACCOUNT_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [{**m, "description": REAUTHENTICATE_BY[m["id"]]} for m in methods]

    def send_notification_mail(self, template_prefix: str, user: User, **kwargs: Any) -> None:
        """The library tells of every change here; the trail keeps it, mail is not needed."""
        if not template_prefix.startswith("mfa/"):
            return  # our own services trace passwords
        services.record_factor_change(
            user=user,
            event=template_prefix.rpartition("/")[2],
            at=now(),
            alamat=client_address(context.request),
        )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        del user
        self.send_mail("akun/surel/lupa_sandi", email, context)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Only our own words: every message here is written by our views."""

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Every way of signing in passes here: password, passkey, TOTP, single sign-on."""
        if not user.may_sign_in():
            services.record_refused_sign_in(user=user, alamat=client_address(request))
            return _refuse(request, CLOSED_SAMPLE if user.contoh else CLOSED)
        return None

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        services.record_sign_in(user=user, alamat=client_address(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = credentials.get("username") or credentials.get("email") or ""
        services.record_failed_sign_in(username=name, alamat=client_address(request))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets rest encrypted, names are Indonesian."""

    error_messages = {**DefaultMFAAdapter.error_messages, **FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return "Selaras"

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Kunci sandi {count + 1}"


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on opens an account that exists; it makes neither accounts nor people."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not sociallogin.is_existing:
            user = user_of_claims(_claims(sociallogin))
            if user is None or not user.may_sign_in():
                raise ImmediateHttpResponse(
                    _refuse(
                        request,
                        f"{settings.OIDC_NAME} mengenali Anda, tetapi belum ada akun Selaras yang "
                        "cocok. Minta pengelola kepegawaian SKPD Anda membuatkannya.",
                    )
                )
            sociallogin.connect(request, user)
            services.record_single_sign_on_linked(user=user, alamat=client_address(request))
        services.drop_unused_code(user=sociallogin.user)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any
    ) -> None:
        raise ImmediateHttpResponse(
            _refuse(
                request,
                f"Masuk lewat {settings.OIDC_NAME} tidak selesai. Coba lagi, atau masuk dengan "
                "kata sandi.",
            )
        )


def _claims(sociallogin: Any) -> dict[str, Any]:
    data: dict[str, Any] = sociallogin.account.extra_data
    return {**(data.get("id_token") or {}), **(data.get("userinfo") or {})} or data
