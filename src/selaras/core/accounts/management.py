"""Accounts of others: made in bulk for people without one, reset, closed, a lost phone replaced.

Every function asks the policy itself, so that a page cannot forget.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.core.accounts.codes import OneTimeCodeHasher, new_code
from selaras.core.accounts.models import User
from selaras.core.audit.services import record, record_many
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.policy import check
from selaras.core.permissions.registry import Candidate, persons, units
from selaras.core.permissions.services import Tempat, covers

CODE_LASTS = timedelta(days=30)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes on paper: the code is known here and nowhere else afterwards."""

    nip: str
    nama: str
    unit: str
    kode: str
    sampai: datetime


def people_without_account(
    *,
    actor: Actor,
    at: datetime,
    unit_id: int | None = None,
    limit: int = AT_ONCE,
    skip: int = 0,
    tepat: bool = True,
) -> tuple[int, list[Candidate]]:
    """Whom the actor may make accounts for, perhaps in one unit's subtree: how many (a moment old
    unless `tepat`), and `limit` of them."""
    path = units().path_of(unit_id) if unit_id is not None else ""
    if unit_id is not None and not path:
        return 0, []
    reach, day = actor.reach("pengguna.manage"), actor.day(at)
    return persons().without_account(
        reach, day, unit_path=path, limit=limit, skip=skip, tepat=tepat
    )


@transaction.atomic
def create_accounts(*, actor: Actor, person_ids: Sequence[int], at: datetime) -> list[Slip]:
    """Make accounts for people within reach; those who have one meanwhile are left out."""
    if len(person_ids) > AT_ONCE:
        raise ValidationError(f"Paling banyak {AT_ONCE} akun sekali jalan. Pilih per unit.")
    reach, day = actor.reach("pengguna.manage"), actor.day(at)
    _, people = persons().without_account(reach, day, ids=set(person_ids), limit=AT_ONCE)
    taken = set(
        User.objects.filter(username__in=[c.nip for c in people]).values_list("username", flat=True)
    )
    people = [c for c in people if c.nip not in taken]
    codes = [new_code() for _ in people]
    users = User.objects.bulk_create(
        User(
            username=c.nip,
            nama=c.nama,
            password=code_hash(code),
            wajib_ganti_sandi=True,
            sandi_sementara_sampai=at + CODE_LASTS,
        )
        for c, code in zip(people, codes, strict=True)
    )
    persons().link({c.id: u.pk for c, u in zip(people, users, strict=True)})
    record_many(
        actor=actor,
        aksi="pengguna.manage",
        entries=[(user, person.id) for person, user in zip(people, users, strict=True)],
        keterangan="akun dibuat",
    )
    return [
        Slip(c.nip, c.nama, c.unit, code, at + CODE_LASTS)
        for c, code in zip(people, codes, strict=True)
    ]


@transaction.atomic
def reset_account(*, actor: Actor, user: User, at: datetime, cara: str) -> Slip:
    """A new one-time code; the old password and every session end. `cara` = how the officer
    made sure who asked."""
    _require_manageable(actor, user)
    _require_reason(cara)
    code = new_code()
    user.password = code_hash(code)
    user.wajib_ganti_sandi = True
    user.sandi_sementara_sampai = at + CODE_LASTS
    user.save(update_fields=["password", "wajib_ganti_sandi", "sandi_sementara_sampai"])
    _end_sessions(user)
    _trail(actor, user, f"kata sandi direset; identitas: {cara}")
    return Slip(user.username, str(user), "", code, at + CODE_LASTS)


@transaction.atomic
def remove_second_factors(*, actor: Actor, user: User, cara: str) -> int:
    """A lost phone: passkeys, TOTP and recovery codes go, and every session ends."""
    _require_manageable(actor, user)
    _require_reason(cara)
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    _end_sessions(user)
    _trail(actor, user, f"{count} faktor kedua dicabut; identitas: {cara}")
    return count


@transaction.atomic
def set_active(*, actor: Actor, user: User, active: bool, alasan: str) -> None:
    """Close an account (sessions end at once) or open it again."""
    _require_manageable(actor, user)
    _require_reason(alasan)
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        _end_sessions(user)
    _trail(actor, user, f"akun {'dibuka' if active else 'ditutup'}: {alasan}")


def may_manage(actor: Actor, user: User) -> bool:
    """Within scope, not oneself, and not above oneself.

    Whoever resets a password can sign in as that person: an account that holds roles is left to
    those who could have given those roles.
    """
    if user.pk == actor.user_id:
        return False
    today = actor.day()
    held = PenugasanPeran.objects.pada(today).filter(user=user)
    return all(covers(actor, Tempat(g.instansi_id, g.unit_id)) for g in held)


def _require_manageable(actor: Actor, user: User) -> None:
    check(actor, "pengguna.manage", user)
    if not may_manage(actor, user):
        raise PermissionDenied(
            "Akun ini memegang peran; hanya yang berwenang memberi peran itu yang boleh "
            "mengubahnya. Akun sendiri diatur di halaman Akun saya."
        )


def _require_reason(text: str) -> None:
    if len(text.strip()) < 5:
        raise ValidationError("Tuliskan bagaimana identitasnya dipastikan atau alasannya.")


def _end_sessions(user: User) -> None:
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()


def code_hash(code: str) -> str:
    """How a one-time code rests in the database."""
    return make_password(code, hasher=OneTimeCodeHasher.algorithm)


def _trail(actor: Actor, user: User, keterangan: str) -> None:
    record(
        actor=actor, aksi="pengguna.manage", objek=user, keterangan=keterangan,
        person_id=persons().id_of_user(user.pk),
    )  # fmt: skip
