"""Tells people: writes the notice, one delivery per chosen channel, and wakes the sender."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.notify.catalog import Jenis, Saluran, kind
from selaras.core.notify.models import Kiriman, Pemberitahuan, PilihanSaluran
from selaras.core.notify.settings import open_channels

TASK = "selaras.core.notify.kirim"
_INSERT = """
insert into notify_pemberitahuan
    (person_id, jenis, judul, isi, url, kunci_unik, dibuat_pada)
select v.person_id, %s, v.judul, v.isi, v.url, v.kunci, %s
from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])
    v(person_id, judul, isi, url, kunci)
on conflict (person_id, kunci_unik) do nothing
returning id, person_id
"""


@dataclass(frozen=True, slots=True)
class Kabar:
    """What to tell one person."""

    person_id: int
    judul: str
    isi: str = ""
    url: str = ""
    kunci_unik: str = ""


def notify(
    jenis: str,
    person_ids: Collection[int],
    *,
    judul: str,
    isi: str = "",
    url: str = "",
    kunci_unik: str,
    at: datetime | None = None,
) -> int:
    """Tell these people the same; returns how many heard it for the first time."""
    return notify_each(
        jenis, [Kabar(pk, judul, isi, url, kunci_unik) for pk in sorted(set(person_ids))], at=at
    )


@transaction.atomic(savepoint=False)
def notify_each(jenis: str, kabar: Iterable[Kabar], *, at: datetime | None = None) -> int:
    """Tell each her own, in a constant number of statements."""
    chosen, rows = kind(jenis), list(kabar)
    if not rows:
        return 0
    columns: list[list[Any]] = [
        [k.person_id for k in rows],
        [k.judul[:200] for k in rows],
        [k.isi[:500] for k in rows],
        [k.url[:300] for k in rows],
        [k.kunci_unik[:160] for k in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [jenis, at or waktu.now(), *columns])
        new = cursor.fetchall()
    _dispatch(chosen, new)
    return len(new)


def mark_read(
    person_id: int, *, at: datetime, pk: int | None = None, jenis: str | None = None
) -> int:
    """One notice, one kind, or all of a person's are read."""
    unread = Pemberitahuan.objects.filter(person_id=person_id, dibaca_pada=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    if jenis is not None:
        unread = unread.filter(jenis=jenis)
    return unread.update(dibaca_pada=at)


def choose_channels(person_id: int, chosen: Mapping[str, Collection[Saluran]]) -> None:
    """Keep a person's choice for each kind named."""
    PilihanSaluran.objects.bulk_create(
        [
            PilihanSaluran(
                person_id=person_id, jenis=kind(name).name, saluran=sorted(str(s) for s in channels)
            )
            for name, channels in chosen.items()
        ],
        update_conflicts=True,
        unique_fields=["person_id", "jenis"],
        update_fields=["saluran"],
    )


def _dispatch(jenis: Jenis, new: list[tuple[int, int]]) -> None:
    """A delivery for each open channel that the person wants; the sender wakes after the commit."""
    usable = open_channels()
    if not usable or not new:
        return
    people = [person_id for _, person_id in new]
    own = PilihanSaluran.objects.filter(jenis=jenis.name, person_id__in=people)
    chosen = {row.person_id: {Saluran(s) for s in row.saluran} for row in own}
    rows = [
        Kiriman(pemberitahuan_id=pk, saluran=saluran)
        for pk, person_id in new
        for saluran in sorted(chosen.get(person_id, jenis.saluran) & usable)
    ]
    if not rows:
        return
    ids: list[Any] = [row.pk for row in Kiriman.objects.bulk_create(rows)]
    app.configure_task(TASK).defer(kiriman_ids=ids)
