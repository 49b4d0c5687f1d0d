"""Sign-in: password, passkey, TOTP and the government's single sign-on (OIDC); their limits.

Nobody signs up: accounts are made by officers (core.accounts). Single sign-on only opens an
account that exists.
"""

import os
from typing import Any
from urllib.parse import urlsplit

from selaras.settings.security import CONTENT_SECURITY_POLICY, SESSION_COOKIE_SECURE

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/akun/masuk/"

AUTHENTICATION_BACKENDS = ["selaras.core.accounts.backends.AccountBackend"]
# scrypt: as hard as PBKDF2's million rounds in a tenth of the time, so that 400 people can
# sign in at 07.30 on two cores.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "selaras.core.accounts.codes.OneTimeCodeHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "nama", "email"), "max_similarity": 0.6},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a revoked session ends at once
SESSION_COOKIE_NAME = "selaras_sesi"

# Counters of failed sign-ins must be shared by all processes and machines: kept in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# How many proxies stand before us; so many hops of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SELARAS_PROXY", "0"))

ACCOUNT_ADAPTER = "selaras.core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # no sign-up page exists; allauth wants a value
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False  # offices share computers
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "selaras.core.accounts.forms.SignInForm",
    "change_password": "selaras.core.accounts.forms.NewPasswordForm",
    "reauthenticate": "selaras.core.accounts.forms.ConfirmPasswordForm",
    "reset_password": "selaras.core.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "selaras.core.accounts.forms.PasswordByMailForm",
}
# A forgotten password: the page answers the same whether the address is known or not.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 3600
MFA_FORMS = {
    "authenticate": "selaras.core.accounts.forms.SecondStepForm",
    "reauthenticate": "selaras.core.accounts.forms.ConfirmCodeForm",
    "activate_totp": "selaras.core.accounts.forms.InstallAppForm",
    "add_webauthn": "selaras.core.accounts.forms.AddPasskeyForm",
}
# A whole office comes from one address, so the address is limited loosely, the account tightly.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
    "reset_password": "60/m/ip,3/h/key",
    "reset_password_from_key": "60/m/ip",
}

MFA_ADAPTER = "selaras.core.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # most have no e-mail here
MFA_TOTP_ISSUER = "Selaras"
MFA_TOTP_TOLERANCE = 1  # cheap phones drift; one step of 30 s
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SESSION_COOKIE_SECURE  # http://localhost of a first try

SOCIALACCOUNT_ADAPTER = "selaras.core.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

USERSESSIONS_TRACK_ACTIVITY = False

# Name of the claim that holds the NIP or the account's name; without a match, a verified e-mail.
OIDC_CLAIM = os.environ.get("SELARAS_OIDC_CLAIM", "nip")
OIDC_NAME = os.environ.get("SELARAS_OIDC_NAMA", "Akun pemerintah")


def oidc_provider(server: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's configuration of the one OIDC provider."""
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": name,
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": server},
                }
            ],
        }
    }


_server = os.environ.get("SELARAS_OIDC_SERVER", "")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = (
    oidc_provider(
        _server,
        os.environ.get("SELARAS_OIDC_KLIEN", ""),
        os.environ.get("SELARAS_OIDC_RAHASIA", ""),
        OIDC_NAME,
    )
    if _server
    else {}
)
if _server:
    # The browser counts the redirect to the provider as part of the form's submission.
    _origin = "{0.scheme}://{0.netloc}".format(urlsplit(_server))
    _also = os.environ.get("SELARAS_OIDC_ASAL", "").split()
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += [_origin, *_also]

# The sample people's password: printed by the demo, refused by every other site (User.contoh).
SANDI_CONTOH = "lestari-jaya-2025"
