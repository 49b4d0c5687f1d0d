"""Forms of signing in and of one's own password, passkeys and app, in our words."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from selaras.core.accounts import services
from selaras.core.waktu import now

NEW_LABELS = {"password1": "Kata sandi baru", "password2": "Ulangi kata sandi baru"}
NEW_HELP = (
    "Paling sedikit 10 huruf atau angka, bukan NIP atau nama Anda. Kalimat pendek paling mudah "
    "diingat, misalnya tiga kata yang tidak berhubungan."
)


class SignInForm(LoginForm):  # type: ignore[misc]
    """NIP (or name, or e-mail) and password; spaces typed into a NIP do not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "NIP atau nama pengguna"
        self.fields["login"].widget.attrs.update(placeholder="", autocomplete="username webauthn")
        self.fields["password"].label = "Kata sandi"
        self.fields["password"].widget.attrs.update(placeholder="")
        self.fields["password"].help_text = None

    def clean_login(self) -> str:
        typed: str = self.cleaned_data["login"].strip()
        digits = typed.replace(" ", "")
        return digits if digits.isdigit() else typed


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The first password of one's own, or a new one; the other sessions end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = self.user.wajib_ganti_sandi
        labels = {
            "oldpassword": "Kode sekali pakai dari lembar akun" if first else "Kata sandi sekarang",
            **NEW_LABELS,
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.update(placeholder="")
        self.fields["password1"].help_text = NEW_HELP

    def save(self) -> None:
        services.set_own_password(
            user=self.user,
            password=self.cleaned_data["password1"],
            at=now(),
        )


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """The e-mail of an account; what happens next is told to that address alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Surel yang tercatat pada akun Anda"
        self.fields["email"].widget.attrs.update(placeholder="")

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [u for u in self.users if u.may_sign_in()]  # type: ignore[has-type]
        return email


class PasswordByMailForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by the link of the mail; every session ends and the trail says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in NEW_LABELS.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.update(placeholder="")
        self.fields["password1"].help_text = NEW_HELP

    def save(self) -> None:
        services.set_own_password(
            user=self.user, password=self.cleaned_data["password1"], at=now(), lewat_surel=True
        )


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more before security changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "Kata sandi Anda")


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """Six digits of the app, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "Enam angka atau kode pemulihan", inputmode="numeric")


class ConfirmCodeForm(ReauthenticateCodeForm):  # type: ignore[misc]
    """The same before security changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "Enam angka atau kode pemulihan", inputmode="numeric")


class InstallAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Proof that the app on the phone has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "Enam angka dari aplikasi", inputmode="numeric")


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that can sign in by itself; a mere second factor is what the app is for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], "Nama kunci ini")
        self.fields["name"].help_text = "Misalnya: ponsel saya."
        _word(self.fields["passwordless"], "Dapat dipakai masuk tanpa kata sandi")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = ""


def _word(field: forms.Field, label: str, **attrs: str) -> None:
    field.label = label
    field.help_text = ""
    field.widget.attrs.update(placeholder="", **attrs)
