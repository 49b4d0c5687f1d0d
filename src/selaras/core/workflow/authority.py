"""Who may take a step on which documents: the policy, the one it waits for, or a mandate.

Set-wise, in a constant number of queries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.core.workflow.definition import Transition
from selaras.core.workflow.models import Delegasi, Menunggu
from selaras.core.workflow.registry import Registration
from selaras.core.workflow.waiting import approvers, subject_of


@dataclass(frozen=True, slots=True)
class Kuasa:
    """By what right: one's own, or in another's name by a mandate."""

    delegasi: Delegasi | None = None

    @property
    def atas_nama(self) -> str:
        return self.delegasi.dari_nama if self.delegasi else ""


OWN = Kuasa()


def mandates(actor: Actor, at: datetime) -> Sequence[Delegasi]:
    """The mandates that the actor holds on that day."""
    if actor.person_id is None:
        return ()
    return list(Delegasi.objects.pada(actor.day(at)).filter(kepada_id=actor.person_id))


def authorities(
    reg: Registration,
    step: Transition,
    documents: Sequence[Any],
    waiting: Mapping[int, Menunggu],
    *,
    actor: Actor,
    at: datetime,
) -> Mapping[int, Kuasa]:
    """pk -> by what right; documents that the actor may not touch are absent."""
    if actor.sistem:
        return {d.pk: OWN for d in documents}
    qs = reg.model._default_manager.filter(pk__in=[d.pk for d in documents])
    allowed = set(rows(actor, step.action, qs).values_list("pk", flat=True))
    found = {pk: OWN for pk in allowed}
    if step.own or actor.person_id is None or not waiting:
        return found
    held = [m for m in mandates(actor, at) if m.covers(reg.workflow.name)]
    givers = {m.dari_id: m for m in held}
    asked = {
        d.pk: row
        for d in documents
        if (row := waiting.get(d.pk))
        and (d.pk not in allowed or row.penyetuju_id in givers)
    }  # fmt: skip
    current = _current_approvers(reg, documents, asked, at)
    for pk, penyetuju_id in current.items():
        if penyetuju_id == actor.person_id:
            found[pk] = OWN
        elif penyetuju_id in givers:
            found[pk] = Kuasa(givers[penyetuju_id])
    return found


def _current_approvers(
    reg: Registration, documents: Sequence[Any], asked: Mapping[int, Menunggu], at: datetime
) -> Mapping[int, int]:
    """Whom the documents wait for at this moment, also when posts changed since last night."""
    raised = {pk: row.penyetuju_id for pk, row in asked.items() if row.dinaikkan_pada}
    found = {pk: who for pk, who in raised.items() if who is not None}
    for state, wait in reg.workflow.waits.items():
        here = [d for d in documents if d.pk in asked and d.pk not in raised and d.status == state]
        if here:
            now = approvers(reg, here, wait, timezone.localdate(at))
            found |= {pk: who for pk, who in now.items() if who is not None}
    return found


def is_about_herself(step: Transition, document: Any, actor: Actor) -> bool:
    """Whether somebody would decide about her own document."""
    subject = subject_of(document)
    return not step.own and subject is not None and subject == actor.person_id
