"""Decisions from the inbox: one row, or many rows of several kinds in one action."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from selaras.core.permissions.actor import Actor
from selaras.core.workflow.engine import Langkah, apply, apply_many
from selaras.core.workflow.errors import Bentrok, LangkahDitolak
from selaras.core.workflow.inbox import document_of, inbox, steps_of, yes_of
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.core.workflow.registry import registration_by_label
from selaras.core.workflow.undo import undo_many

MOST = 2000


@dataclass(slots=True)
class HasilKotak:
    """What became of a selection: how many by kind, and the rows that were left with the reason."""

    jadi: int = 0
    lewat: list[tuple[str, str]] = field(default_factory=list)


def decide(row: Menunggu, name: str, *, actor: Actor, reason: str, versi: int | None) -> Langkah:
    """One decision on a row of the actor's inbox."""
    _, document = document_of(row)
    if document is None:
        raise Bentrok("Usulan ini sudah tidak ada.")
    if name not in {step.name for step in steps_of(row)}:
        raise LangkahDitolak("Keputusan itu tidak ada untuk usulan ini.")
    return apply(document, name, actor=actor, reason=reason, versi=versi)


@transaction.atomic
def approve_rows(seen: Mapping[int, int], *, actor: Actor) -> HasilKotak:
    """Approve rows as they were seen: pk of the row -> version; changed ones are left."""
    hasil = HasilKotak()
    rows = list(inbox(actor).filter(pk__in=list(seen)[:MOST]))
    by_step: dict[tuple[str, str], list[Menunggu]] = defaultdict(list)
    for row in rows:
        if row.versi == seen[row.pk]:
            by_step[row.model, yes_of(row) or "approve"].append(row)
        else:
            hasil.lewat.append((row.judul, "berubah sejak Anda melihatnya"))
    for (label, step), group in by_step.items():
        model = registration_by_label(label).model
        titles = {row.objek_id: row.judul for row in group}
        done = apply_many(model._default_manager.filter(pk__in=list(titles)), step, actor=actor)
        hasil.jadi += done.jadi
        hasil.lewat += [(titles[pk], why) for pk, why in done.lewat]
    return hasil


def take_back(entri: int, *, actor: Actor) -> tuple[int, Sequence[str]]:
    """Undo everything that the actor decided in the same action as this entry of the log."""
    first = TransisiLog.objects.filter(pk=entri, pelaku_id=actor.user_id, memutus=True).first()
    if first is None:
        return 0, ["Keputusan itu tidak ditemukan."]
    same = TransisiLog.objects.filter(
        model=first.model, transisi=first.transisi, waktu=first.waktu, pelaku_id=actor.user_id,
        memutus=True,
    )  # fmt: skip
    reg = registration_by_label(first.model)
    done, refused = undo_many(reg, list(same.values_list("objek_id", flat=True)), actor=actor)
    return len(done), sorted({str(why) for why in refused.values()})
