"""Builds the actor of a user: her person, her roles today. Reads only."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from selaras.core.permissions.actor import Actor, Wewenang
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import Person, persons, units


def load_actor(user: Any, *, at: datetime, alamat: str = "", saluran: str = "web") -> Actor:
    """The actor of a user at an instant; two queries, and none for a visitor."""
    if not user.is_authenticated or not user.is_active:
        return Actor(user_id=None, nama="Pengunjung", at=at, alamat=alamat, saluran=saluran)
    today = timezone.localdate(at)
    person = persons().of_user(user.pk, today)
    given = (
        PenugasanPeran.objects.pada(today)
        .filter(user_id=user.pk)
        .annotate(path=units().path_expression("unit_id"))
        .values_list("peran", "instansi_id", "unit_id", "path", "atas_nama__nama")
        .order_by("pk")
    )
    return Actor(
        user_id=user.pk,
        nama=str(user),
        at=at,
        person_id=person.id if person else None,
        instansi_id=person.instansi_id if person else None,
        unit_path=person.unit_path if person else "",
        wewenang=(
            *_automatic(person),
            *(Wewenang(p, i, u, path or "", nama or "") for p, i, u, path, nama in given),
        ),
        alamat=alamat,
        saluran=saluran,
    )


def _automatic(person: Person | None) -> tuple[Wewenang, ...]:
    if person is None:
        return (Wewenang("pengguna"),)
    own = [Wewenang("pengguna", person.instansi_id), Wewenang("pegawai", person.instansi_id)]
    if person.has_subordinates:
        own.append(Wewenang("atasan_langsung", person.instansi_id))
    return tuple(own)
