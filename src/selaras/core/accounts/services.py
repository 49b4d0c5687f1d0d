"""Writes of one's own account: passwords and what signing in leaves in the trail.

Accounts of others are made and reset in management.py.
"""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from selaras.core.accounts.models import User
from selaras.core.audit.services import record
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now

FACTOR_EVENTS = {
    "totp_activated": "aplikasi autentikator dipasang",
    "totp_deactivated": "aplikasi autentikator dilepas",
    "webauthn_added": "kunci sandi ditambahkan",
    "webauthn_removed": "kunci sandi dihapus",
    "recovery_codes_generated": "kode pemulihan dibuat",
}


def record_sign_in(*, user: User, alamat: str) -> None:
    record(actor=_self(user, alamat), aksi="akun.masuk", objek=user)


def record_refused_sign_in(*, user: User, alamat: str) -> None:
    record(actor=_visitor(alamat), aksi="akun.masuk_ditolak", objek=user)


def record_single_sign_on_linked(*, user: User, alamat: str) -> None:
    record(actor=_self(user, alamat), aksi="akun.tautkan_sso", objek=user)


def record_failed_sign_in(*, username: str, alamat: str) -> None:
    """A wrong password: the name that was typed, if it can be one.

    A password typed into the field of the name must not stand in the trail: what is neither an
    account nor a number (NIP) is told by its length alone.
    """
    bernama = username.isdecimal() or User.objects.filter(username__iexact=username).exists()
    note = (
        f"nama yang diketik: {username[:60]}"
        if bernama
        else (f"nama yang diketik tidak dikenal ({len(username)} huruf)")
    )
    record(actor=_visitor(alamat), aksi="akun.masuk_gagal", keterangan=note)


def record_sign_out(*, actor: Actor) -> None:
    record(actor=actor, aksi="akun.keluar")


def record_factor_change(*, user: User, event: str, at: datetime, alamat: str) -> None:
    """A second factor came or went; `event` is the library's name of it."""
    record(
        actor=load_actor(user, at=at, alamat=alamat),
        aksi="akun.faktor_kedua",
        objek=user,
        keterangan=FACTOR_EVENTS.get(event, event),
    )


@transaction.atomic
def end_sessions(*, actor: Actor, sessions: QuerySet[UserSession]) -> int:
    """End sessions at once: the browser's next request finds nobody signed in."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    count = sessions.count()
    sessions.delete()
    if count:
        record(actor=actor, aksi="akun.akhiri_sesi", keterangan=f"{count} sesi")
    return count


@transaction.atomic
def set_own_password(*, user: User, password: str, at: datetime, lewat_surel: bool = False) -> None:
    """The user chose a password: the one-time code is spent and other sessions end.

    Sessions carry a hash of the password, so changing it ends them at their next request.
    """
    user.set_password(password)
    user.wajib_ganti_sandi = False
    user.sandi_sementara_sampai = None
    user.save(update_fields=["password", "wajib_ganti_sandi", "sandi_sementara_sampai"])
    record(
        actor=load_actor(user, at=at), aksi="akun.ganti_sandi", objek=user,
        keterangan="lewat tautan surel" if lewat_surel else "",
    )  # fmt: skip


def drop_unused_code(*, user: User) -> None:
    """Single sign-on proved who she is: a one-time code still lying on paper dies."""
    if user.wajib_ganti_sandi:
        user.set_unusable_password()
        user.wajib_ganti_sandi = False
        user.sandi_sementara_sampai = None
        user.save(update_fields=["password", "wajib_ganti_sandi", "sandi_sementara_sampai"])


def _self(user: User, alamat: str) -> Actor:
    return load_actor(user, at=now(), alamat=alamat)


def _visitor(alamat: str) -> Actor:
    return Actor(user_id=None, nama="Pengunjung", at=now(), alamat=alamat)
