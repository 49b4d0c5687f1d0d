"""Reads of notices: a person's, what she chose, and deliveries that failed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from selaras.core.notify.catalog import JUDUL_SALURAN, Jenis, Saluran, kinds
from selaras.core.notify.models import Kiriman, Pemberitahuan, PilihanSaluran
from selaras.core.notify.settings import open_channels
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows


def notices_of(actor: Actor) -> QuerySet[Pemberitahuan]:
    """One's own, the newest first."""
    return Pemberitahuan.objects.filter(person_id=actor.person_id or 0)


def unread_count(actor: Actor) -> int:
    return notices_of(actor).filter(dibaca_pada=None).count()


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A kind of notice with the channels a person has chosen for it."""

    jenis: Jenis
    saluran: frozenset[Saluran]


def choices_of(actor: Actor) -> list[Pilihan]:
    """Every kind that may come to the actor's person, chosen or as it comes."""
    if actor.person_id is None:
        return []
    own = PilihanSaluran.objects.filter(person_id=actor.person_id)
    chosen = {row.jenis: frozenset(Saluran(s) for s in row.saluran) for row in own}
    return [
        Pilihan(kind, chosen.get(kind.name, kind.saluran))
        for kind in kinds().values()
        if not kind.aksi or actor.reach(kind.aksi)
    ]


def channels() -> list[tuple[Saluran, str, bool]]:
    """Every channel, its title, and whether this installation can use it."""
    usable = open_channels()
    return [(s, judul, s in usable) for s, judul in JUDUL_SALURAN.items()]


def deliveries(actor: Actor) -> QuerySet[Kiriman]:
    """Deliveries within the actor's reach, with their notices."""
    return rows(actor, "kiriman.view", Kiriman.objects.select_related("pemberitahuan"))
