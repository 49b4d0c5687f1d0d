"""Writes the trail. Called by services, in the same transaction as what they do."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from selaras.core.audit.models import Jejak
from selaras.core.audit.states import difference, state_of
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import actions, role

__all__ = ["record", "record_change", "record_changes", "record_many", "record_read", "state_of"]


def record(
    *,
    actor: Actor,
    aksi: str,
    objek: Model | None = None,
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
    keterangan: str = "",
    person_id: int | None = None,
    instansi_id: int | None = None,
    membaca: bool = False,
) -> Jejak:
    """Add one entry: `person_id` = whom it is about, so that she can see it."""
    return Jejak.objects.create(
        **_who(actor, aksi, own=person_id is not None and person_id == actor.person_id),
        membaca=membaca,
        jenis=objek._meta.label_lower if objek is not None else "",
        objek_id="" if objek is None else str(objek.pk),
        objek_label="" if objek is None else str(objek)[:200],
        sebelum=None if sebelum is None else dict(sebelum),
        sesudah=None if sesudah is None else dict(sesudah),
        keterangan=keterangan[:400],
        person_id=person_id,
        instansi_id=actor.instansi_id if instansi_id is None else instansi_id,
    )


def record_many(
    *,
    actor: Actor,
    aksi: str,
    entries: Iterable[tuple[Model, int | None]],
    keterangan: str = "",
    membaca: bool = False,
) -> None:
    """One entry for each (object, person concerned) in one statement."""
    who = _who(actor, aksi)
    Jejak.objects.bulk_create(
        Jejak(
            **who,
            membaca=membaca,
            jenis=objek._meta.label_lower,
            objek_id=str(objek.pk),
            objek_label=str(objek)[:200],
            keterangan=keterangan[:400],
            person_id=person_id,
            instansi_id=actor.instansi_id,
        )
        for objek, person_id in entries
    )


def record_changes(
    *,
    actor: Actor,
    aksi: str,
    entries: Iterable[tuple[Model, int | None, Mapping[str, Any]]],
    instansi_id: int | None = None,
    fields: tuple[str, ...] = (),
    keterangan: str = "",
    atas_nama: str = "",
) -> None:
    """The set-wise twin of `record_change`: (object, person concerned, state before) each.

    `fields` = those of `state_of` that the states before hold; `atas_nama` = the mandate's giver.
    """
    who = _who(actor, aksi)
    if atas_nama:
        who["atas_nama"] = atas_nama[:200]
    semua = [(o, p, difference(sebelum, state_of(o, fields=fields))) for o, p, sebelum in entries]
    Jejak.objects.bulk_create(
        Jejak(
            **who,
            jenis=objek._meta.label_lower,
            objek_id=str(objek.pk),
            objek_label=str(objek)[:200],
            sebelum=before,
            sesudah=after,
            keterangan=keterangan[:400],
            person_id=person_id,
            instansi_id=actor.instansi_id if instansi_id is None else instansi_id,
        )
        for objek, person_id, (before, after) in semua
        if before != after
    )


def record_change(
    *,
    actor: Actor,
    aksi: str,
    objek: Model,
    sebelum: Mapping[str, Any],
    keterangan: str = "",
    person_id: int | None = None,
    instansi_id: int | None = None,
) -> Jejak | None:
    """Add an entry of the fields that differ from `sebelum` (= state_of before); none if equal."""
    before, after = difference(sebelum, state_of(objek))
    if before == after:
        return None
    return record(
        actor=actor,
        aksi=aksi,
        objek=objek,
        sebelum=before,
        sesudah=after,
        keterangan=keterangan,
        person_id=person_id,
        instansi_id=instansi_id,
    )


def record_read(
    *,
    actor: Actor,
    aksi: str,
    objek: Model,
    person_ids: Iterable[int],
    keterangan: str = "",
) -> None:
    """Masked or sensitive data was shown: an entry for each person concerned, except oneself.

    Data of many whom nobody names (a list that is taken away) are one entry about no one.
    """
    about = list(person_ids)
    others: list[int | None] = [pk for pk in about if pk != actor.person_id] if about else [None]
    who = _who(actor, aksi)
    Jejak.objects.bulk_create(
        Jejak(
            **who,
            membaca=True,
            jenis=objek._meta.label_lower,
            objek_id=str(objek.pk),
            objek_label=str(objek)[:200],
            keterangan=keterangan[:400],
            person_id=pk,
            instansi_id=actor.instansi_id,
        )
        for pk in others
    )


def _who(actor: Actor, aksi: str, *, own: bool = False) -> dict[str, Any]:
    held = actor.wewenang_for(aksi, own=own) if aksi in actions() else actor.wewenang
    titles = dict.fromkeys(role(w.peran).judul for w in held if w.peran != "pengguna")
    return {
        "waktu": actor.at,
        "pelaku_id": actor.user_id,
        "pelaku_nama": actor.nama[:200],
        "peran": ", ".join(titles)[:200],
        "atas_nama": ", ".join(dict.fromkeys(w.atas_nama for w in held if w.atas_nama))[:200],
        "saluran": actor.saluran,
        "alamat": actor.alamat or None,
        "aksi": aksi,
    }
