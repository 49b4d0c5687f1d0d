"""Keeps Menunggu in step with the documents: whose inbox each one stands in, since when, until
when. Called inside the engine's transaction, and nightly for whole models.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from selaras.core.permissions.registry import PersonLabel, persons, units
from selaras.core.workflow.definition import Wait
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.registry import Registration, Ringkas
from selaras.hukum import Law, NotInForce

SUBJEK, UNIT, INSTANSI = "alur_subjek", "alur_unit", "alur_instansi"
_COLUMNS = (
    "alur", "status", "penyetuju_id", "subjek_id", "unit_path", "instansi_id", "sejak", "batas",
    "judul", "ringkas", "url", "perhatian", "jumlah", "data", "versi", "diingatkan_pada",
    "dinaikkan_pada", "penyetuju_awal_id",
)  # fmt: skip


def with_facts(reg: Registration, qs: QuerySet[Any]) -> QuerySet[Any]:
    """The documents with whom they are about and where they stand, as the registration says."""
    wanted = {SUBJEK: reg.subject, UNIT: reg.unit, INSTANSI: reg.instansi}
    found: QuerySet[Any] = qs.annotate(**{name: F(path) for name, path in wanted.items() if path})
    return found


def subject_of(document: Any) -> int | None:
    """Whom an annotated document is about."""
    found: int | None = getattr(document, SUBJEK, None)
    return found


def approvers(
    reg: Registration, documents: Sequence[Any], wait: Wait, day: date
) -> Mapping[int, int | None]:
    """pk -> the person who decides; None where the chain is vacant. Never the subject herself."""
    if wait.role == "diri":
        return {d.pk: subject_of(d) for d in documents}
    room = reg.approvers.get(wait.role)
    if room is not None:
        qs = reg.model._default_manager.filter(pk__in=[d.pk for d in documents])
        found = room(qs, day)
    else:
        ids = {s for d in documents if (s := subject_of(d)) is not None}
        above = persons().superior_ids(ids, day) if ids else {}
        found = {d.pk: above.get(subject_of(d) or 0) for d in documents}
    return {d.pk: who if (who := found.get(d.pk)) != subject_of(d) else None for d in documents}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rows need, fetched once for all documents of a state."""

    approver: Mapping[int, int | None]
    ringkas: Mapping[int, Ringkas]
    orang: Mapping[int, PersonLabel]
    hari: Mapping[int | None, int]  # instansi -> days until due


def put_waiting(
    reg: Registration,
    documents: Sequence[Any],
    at: datetime,
    *,
    since: Mapping[int, datetime] | None = None,
) -> list[Menunggu]:
    """Let these annotated documents wait where their state says; others wait no more.

    `since` keeps an earlier beginning (undo, repair); returns the rows that wait.
    """
    waits = reg.workflow.waits
    rows: list[Menunggu] = []
    for state, wait in waits.items():
        here = [d for d in documents if d.status == state]
        if here:
            facts = _facts(reg, here, wait, at)
            rows += [_row(reg, d, facts, (since or {}).get(d.pk, at)) for d in here]
    gone = [d.pk for d in documents if d.status not in waits]
    if gone:
        Menunggu.objects.filter(model=reg.label, objek_id__in=gone).delete()
    if rows:
        Menunggu.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["model", "objek_id"],
            update_fields=list(_COLUMNS),
        )
    return rows


def _facts(reg: Registration, documents: Sequence[Any], wait: Wait, at: datetime) -> _Facts:
    day = timezone.localdate(at)
    subjects = {s for d in documents if (s := subject_of(d)) is not None}
    orang = persons().labels(subjects, day) if subjects else {}
    ringkas = reg.describe(documents) if reg.describe else {}
    instansi = {_instansi(d, orang) for d in documents}
    return _Facts(
        approvers(reg, documents, wait, day), ringkas, orang, due_days(wait.days_key, instansi, day)
    )


def due_days(
    key: str | None, instansi_ids: Iterable[int | None], day: date
) -> Mapping[int | None, int]:
    """Days that a decision may take, by government; without a law in force there is no due date."""
    if key is None:
        return {}
    regions = units().regions({i for i in instansi_ids if i is not None})
    found: dict[int | None, int] = {}
    for instansi_id in set(instansi_ids):
        try:
            found[instansi_id] = Law.load().pada(day, regions.get(instansi_id or 0)).nilai(key)
        except NotInForce:
            continue
    return found


def _instansi(document: Any, orang: Mapping[int, PersonLabel]) -> int | None:
    own: int | None = getattr(document, INSTANSI, None)
    if own is not None:
        return own
    label = orang.get(subject_of(document) or 0)
    return label.instansi_id if label else None


def _row(reg: Registration, document: Any, facts: _Facts, since: datetime) -> Menunggu:
    said = facts.ringkas.get(document.pk) or Ringkas(reg.workflow.judul, str(document))
    label = facts.orang.get(subject_of(document) or 0)
    days = facts.hari.get(_instansi(document, facts.orang))
    return Menunggu(
        alur=reg.workflow.name,
        model=reg.label,
        objek_id=document.pk,
        status=document.status,
        penyetuju_id=facts.approver.get(document.pk),
        subjek_id=subject_of(document),
        unit_path=getattr(document, UNIT, None) or (label.unit_path if label else ""),
        instansi_id=_instansi(document, facts.orang),
        sejak=since,
        batas=None if days is None else timezone.localdate(since) + timedelta(days=days),
        judul=said.judul[:200],
        ringkas=said.ringkas[:300],
        url=said.url,
        perhatian=said.perhatian[:300],
        jumlah=said.jumlah,
        data=dict(said.data),
        versi=document.versi_alur,
    )


def refresh_waiting(reg: Registration, pks: Collection[int], at: datetime) -> list[Menunggu]:
    """Describe anew what waits after its content changed; the beginning of waiting stays."""
    rows = Menunggu.objects.filter(model=reg.label, objek_id__in=pks)
    since = dict(rows.values_list("objek_id", "sejak"))
    qs = reg.model._default_manager.filter(pk__in=pks)
    return put_waiting(reg, list(with_facts(reg, qs)), at, since=since)
