"""Builds the actor of a user: her person, her roles today. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import timezone

from selaras.core.permissions.actor import Actor, Wewenang, local_date
from selaras.core.permissions.catalog import role
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.policy import rows
from selaras.core.permissions.registry import Person, persons, units
from selaras.core.pernyataan import Pernyataan


def load_actor(user: Any, *, at: datetime, alamat: str = "", saluran: str = "web") -> Actor:
    """The actor of a user at an instant; two queries, and none for a visitor."""
    if not user.is_authenticated or not user.is_active:
        return Actor(user_id=None, nama="Pengunjung", at=at, alamat=alamat, saluran=saluran)
    person = _person(user.pk, at)
    zona = person.zona if person else ""
    return Actor(
        user_id=user.pk,
        nama=str(user),
        at=at,
        person_id=person.id if person else None,
        instansi_id=person.instansi_id if person else None,
        unit_path=person.unit_path if person else "",
        wewenang=(
            *_automatic(person),
            *(
                Wewenang(p, i, u, path or "", nama or "", berlaku.upper)
                for p, i, u, path, nama, berlaku, tempat in _grants(user.pk, at)
                if local_date(at, tempat or zona) in berlaku
            ),
        ),
        alamat=alamat,
        saluran=saluran,
        zona=zona,
        holds_mandate=bool(person and person.holds_mandate),
        zona_instansi=person.zona_instansi if person else "",
    )


def _person(user_id: int, at: datetime) -> Person | None:
    """Who the user is on the day it is where she works; asked twice only near midnight."""
    site = timezone.localdate(at)
    person = persons().of_user(user_id, site)
    if person is None or (here := local_date(at, person.zona)) == site:
        return person
    return persons().of_user(user_id, here)


def _grants(user_id: int, at: datetime) -> Iterable[tuple[Any, ...]]:
    """Roles given for about now, each with the zone of the place it was given for."""
    around = DateRange(at.date() - timedelta(days=1), at.date() + timedelta(days=1), "[]")
    return _GRANTS.rows(user_id=user_id, around=around)


def _grants_of(user_id: int, around: DateRange) -> QuerySet[Any, Any]:
    qs: QuerySet[Any, Any] = (
        PenugasanPeran.objects.filter(user_id=user_id, berlaku__overlap=around)
        .annotate(
            path=units().path_expression("unit_id"),
            zona=units().zone_expression("instansi_id", "unit_id"),
        )
        .values_list("peran", "instansi_id", "unit_id", "path", "atas_nama__nama", "berlaku",
                     "zona")
        .order_by("pk")
    )  # fmt: skip
    return qs


_GRANTS = Pernyataan(
    _grants_of, {"user_id": -(2**31), "around": DateRange(date(1, 2, 3), date(4, 5, 6), "[]")}
)


def _automatic(person: Person | None) -> tuple[Wewenang, ...]:
    if person is None:
        return (Wewenang("pengguna"),)
    own = [Wewenang("pengguna", person.instansi_id), Wewenang("pegawai", person.instansi_id)]
    if person.has_subordinates:
        own.append(Wewenang("atasan_langsung", person.instansi_id))
    return tuple(own)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as its holder reads it: what, where, how long."""

    judul: str
    lingkup: str
    sampai: date | None
    atas_nama: str
    otomatis: bool


def held_roles(actor: Actor) -> list[HeldRole]:
    """The roles an actor holds now, without the one that everybody has."""
    return [
        HeldRole(
            role(w.peran).judul,
            "Anda sendiri" if role(w.peran).otomatis else units().label(w.instansi_id, w.unit_id),
            w.sampai,
            w.atas_nama,
            role(w.peran).otomatis,
        )
        for w in actor.wewenang
        if w.peran != "pengguna"
    ]


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A grant as officers read it, with what they may do about it."""

    id: int
    judul: str
    lingkup: str
    mulai: date
    sampai: date | None
    berlaku: bool
    oleh: str
    alasan: str
    boleh_cabut: bool


def roles_of(user: Any, *, actor: Actor) -> list[GivenRole]:
    """All grants of a user over time, the newest first."""
    grants = PenugasanPeran.objects.filter(user=user).select_related("diberikan_oleh")
    grants = grants.annotate(zona=units().zone_expression("instansi_id", "unit_id"))
    revocable = set(rows(actor, "peran.grant", grants).values_list("pk", flat=True))
    return [
        _given(grant, local_date(actor.at, grant.zona or actor.zona), grant.pk in revocable)
        for grant in grants.order_by("-pk")
    ]


def _given(grant: PenugasanPeran, today: date, revocable: bool) -> GivenRole:
    lower, upper = grant.berlaku.lower, grant.berlaku.upper
    if grant.berlaku.isempty:  # revoked before it began
        lower = upper = timezone.localdate(grant.diberikan_pada)
    over = upper is not None and upper <= today
    return GivenRole(
        id=grant.pk,
        judul=grant.judul,
        lingkup=units().label(grant.instansi_id, grant.unit_id),
        mulai=lower,
        sampai=None if upper is None else upper - timedelta(days=1),
        berlaku=lower <= today and not over,
        oleh=str(grant.diberikan_oleh or "operator sistem"),
        alasan=grant.alasan,
        boleh_cabut=revocable and not over,
    )
