"""One's own account: how one signs in, where one is signed in, which roles one holds."""

from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from selaras.core.accounts import services
from selaras.core.accounts.selectors import own_sessions
from selaras.core.bilangan import whole_number
from selaras.core.permissions import actor_of, public, requires
from selaras.core.permissions.selectors import held_roles


@requires("akun.own")
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    actor = actor_of(request)
    factors = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    kinds = Authenticator.Type
    return render(
        request,
        "akun/saya.html",
        {
            "actor": actor,
            "peran": held_roles(actor),
            "kunci_sandi": [f.wrap() for f in factors if f.type == kinds.WEBAUTHN],
            "totp": next((f for f in factors if f.type == kinds.TOTP), None),
            "kode": next((f.wrap() for f in factors if f.type == kinds.RECOVERY_CODES), None),
            "sesi": own_sessions(request),
            "sso": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        },
    )


@requires("akun.own")
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one session (`id`) or, without it, all but this one."""
    sessions = UserSession.objects.filter(user=request.user)
    if wanted := request.POST.get("id"):
        sessions = sessions.filter(pk=whole_number(wanted))
    count = services.end_sessions(
        actor=actor_of(request),
        sessions=sessions.exclude(session_key=request.session.session_key),
    )
    messages.success(request, f"{count} sesi diakhiri. Perangkat itu harus masuk lagi.")
    return redirect("akun:saya")


@public("keluar tidak pernah ditolak")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated:
        services.record_sign_out(actor=actor_of(request))
    logout(request)
    return redirect("account_login")


@public("pintu masuk")
def sign_on_cancelled(request: HttpRequest) -> HttpResponse:
    """Back from single sign-on without having signed in."""
    messages.info(request, f"Masuk lewat {settings.OIDC_NAME} dibatalkan.")
    return redirect("account_login")
