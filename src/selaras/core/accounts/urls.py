"""akun/: signing in and one's own account. Only the pages that are used; nobody signs up here.

The library's views keep the names the library looks for (account_login, mfa_...).
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from selaras.core.accounts import views
from selaras.core.permissions import public, signed_in

_ENTRANCE = public("pintu masuk")
_OWN = signed_in("mengatur akun sendiri")
_BACK = _OWN(RedirectView.as_view(pattern_name="akun:saya"))
_LOGIN = account.LoginView.as_view(template_name="akun/masuk/masuk.html")
_SECOND = mfa.AuthenticateView.as_view(template_name="akun/masuk/faktor_kedua.html")
_PASSWORD = account.PasswordChangeView.as_view(template_name="akun/sandi.html", success_url="/")
_FORGOTTEN = account.PasswordResetView.as_view(template_name="akun/lupa/minta.html")
_SENT = account.PasswordResetDoneView.as_view(template_name="akun/lupa/terkirim.html")
_BY_MAIL = account.PasswordResetFromKeyView.as_view(
    template_name="akun/lupa/sandi.html", success_url=reverse_lazy("account_login")
)
_FIRST_PASSWORD = signed_in("sandi pertama", even_before_new_password=True)

entrance = [
    path("masuk/", _ENTRANCE(_LOGIN), name="account_login"),
    path("masuk/faktor-kedua/", _ENTRANCE(_SECOND), name="mfa_authenticate"),
    path("masuk/kunci-sandi/", _ENTRANCE(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("masuk/<slug:provider_id>/", _ENTRANCE(oidc.login), name="openid_connect_login"),
    path(
        "masuk/<slug:provider_id>/kembali/",
        _ENTRANCE(oidc.callback),
        name="openid_connect_callback",
    ),
    path(
        "masuk/sso/batal/", _ENTRANCE(views.sign_on_cancelled), name="socialaccount_login_cancelled"
    ),
    path("lupa/", _ENTRANCE(_FORGOTTEN), name="account_reset_password"),
    path("lupa/terkirim/", _ENTRANCE(_SENT), name="account_reset_password_done"),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _ENTRANCE(_BY_MAIL),
        name="account_reset_password_from_key",
    ),
    path("keluar/", _ENTRANCE(views.sign_out), name="account_logout"),
    path("sandi/", _FIRST_PASSWORD(_PASSWORD), name="account_change_password"),
]

confirm = [
    path(
        "",
        _OWN(account.ReauthenticateView.as_view(template_name="akun/konfirmasi.html")),
        name="account_reauthenticate",
    ),
    path(
        "kode/",
        _OWN(mfa.ReauthenticateView.as_view(template_name="akun/konfirmasi.html")),
        name="mfa_reauthenticate",
    ),
    path(
        "kunci/",
        _OWN(
            webauthn.ReauthenticateWebAuthnView.as_view(template_name="akun/kunci/konfirmasi.html")
        ),
        name="mfa_reauthenticate_webauthn",
    ),
]

second_factor = [
    path("keamanan/", _BACK, name="mfa_index"),
    path(
        "totp/pasang/",
        _OWN(totp.ActivateTOTPView.as_view(template_name="akun/totp/pasang.html")),
        name="mfa_activate_totp",
    ),
    path(
        "totp/lepas/",
        _OWN(totp.DeactivateTOTPView.as_view(template_name="akun/totp/lepas.html")),
        name="mfa_deactivate_totp",
    ),
    path(
        "kode-pemulihan/",
        _OWN(recovery.ViewRecoveryCodesView.as_view(template_name="akun/kode/lihat.html")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "kode-pemulihan/buat/",
        _OWN(recovery.GenerateRecoveryCodesView.as_view(template_name="akun/kode/buat.html")),
        name="mfa_generate_recovery_codes",
    ),
    path("kunci-sandi/", _BACK, name="mfa_list_webauthn"),
    path(
        "kunci-sandi/tambah/",
        _OWN(webauthn.AddWebAuthnView.as_view(template_name="akun/kunci/tambah.html")),
        name="mfa_add_webauthn",
    ),
    path(
        "kunci-sandi/<int:pk>/hapus/",
        _OWN(webauthn.RemoveWebAuthnView.as_view(template_name="akun/kunci/hapus.html")),
        name="mfa_remove_webauthn",
    ),
]

own = [
    path("", views.own_account, name="saya"),
    path("sesi/akhiri/", views.end_sessions, name="akhiri-sesi"),
]

urlpatterns = [
    *entrance,
    path("konfirmasi/", include(confirm)),
    *second_factor,
    path("", include((own, "akun"))),
]
