"""Nightly care of the inbox: rows follow their documents and superiors, people are reminded, and
what lies too long goes to the superior's superior. Each step may be repeated without harm.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from selaras.core.halaman.format import angka
from selaras.core.notify.services import Kabar, notify_each
from selaras.core.permissions.registry import persons
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.core.workflow.registry import Registration, registration_of, registrations
from selaras.core.workflow.waiting import approvers, due_days, put_waiting, with_facts

AT_ONCE = 2000
REMIND, RAISE = "alur.ingatkan_hari", "alur.naikkan_hari"
ESCALATE = "escalate"
FOLLOW = "selaras.core.workflow.ikuti_atasan"


def rebuild(model: type[Any], *, at: datetime) -> int:
    """Make the inbox say what the documents say: after loading, or when a row is missing.

    Returns how many rows were added. Documents begin to wait when they were submitted.
    """
    reg = registration_of(model)
    waiting = model._default_manager.filter(status__in=list(reg.workflow.waits))
    known = Menunggu.objects.filter(model=reg.label)
    known.exclude(objek_id__in=waiting.order_by().values("pk")).delete()
    added = 0
    missing = waiting.exclude(pk__in=known.order_by().values("objek_id"))
    pks = list(missing.order_by("pk").values_list("pk", flat=True))
    for some in _chunks(pks):
        with transaction.atomic():
            documents = list(with_facts(reg, model._default_manager.filter(pk__in=some)))
            since = {d.pk: d.diajukan_pada for d in documents if d.diajukan_pada}
            added += len(put_waiting(reg, documents, at, since=since))
    return added


def reassign(*, at: datetime, subjek_ids: Collection[int] | None = None) -> int:
    """Let rows wait for today's superiors; soon after posts change, and every night.

    What had been raised and whose superior changed begins anew with the new one.
    """
    moved = 0
    for reg in registrations():
        rows = Menunggu.objects.filter(model=reg.label)
        if subjek_ids is not None:
            rows = rows.filter(subjek_id__in=list(subjek_ids))
        for some in _chunks(list(rows.order_by("pk").values_list("pk", flat=True))):
            moved += _reassign_some(reg, some, at)
    return moved


def reassign_soon() -> None:
    """Posts or superiors changed: once that is stored, the worker lets rows follow."""
    transaction.on_commit(_queue_reassign)


def _queue_reassign() -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(FOLLOW, queueing_lock=FOLLOW).defer()


@transaction.atomic
def _reassign_some(reg: Registration, pks: Sequence[int], at: datetime) -> int:
    rows = {
        r.objek_id: r
        for r in Menunggu.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    }
    documents = list(with_facts(reg, reg.model._default_manager.filter(pk__in=list(rows))))
    changed: list[Menunggu] = []
    for state, wait in reg.workflow.waits.items():
        here = [d for d in documents if d.status == state]
        now = approvers(reg, here, wait, timezone.localdate(at)) if here else {}
        for pk, who in now.items():
            row = rows[pk]
            before = row.penyetuju_awal_id if row.dinaikkan_pada else row.penyetuju_id
            if who != before:
                row.penyetuju_id, row.penyetuju_awal_id = who, None
                row.dinaikkan_pada = row.diingatkan_pada = None
                changed.append(row)
    fields = ["penyetuju_id", "penyetuju_awal_id", "dinaikkan_pada", "diingatkan_pada"]
    Menunggu.objects.bulk_update(changed, fields)
    _tell(changed, at, "pindah", "menunggu_keputusan", "pindah kepada Anda")
    return len(changed)


def remind(*, at: datetime) -> int:
    """Tell deciders what has waited for the law's days, once for each row."""
    return _after_days(REMIND, at, Menunggu.objects.filter(diingatkan_pada=None), _remind_some)


def raise_up(*, at: datetime) -> int:
    """What has waited for the law's days also goes to the superior's superior."""
    rows = Menunggu.objects.filter(dinaikkan_pada=None, penyetuju_id__isnull=False).exclude(
        subjek_id=F("penyetuju_id")
    )
    return _after_days(RAISE, at, rows, _raise_some)


def warn_due_tomorrow(*, at: datetime) -> int:
    """Tell deciders what is due tomorrow: one notice a person and day."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    rows = Menunggu.objects.filter(batas=tomorrow, penyetuju_id__isnull=False)
    counted: dict[int, int] = defaultdict(int)
    for who in rows.values_list("penyetuju_id", flat=True).iterator():
        counted[who or 0] += 1
    return notify_each(
        "tutup_besok",
        [
            Kabar(who, f"{angka(n)} usulan harus diputus besok", url=_inbox(),
                  kunci_unik=f"alur-besok:{tomorrow}")
            for who, n in counted.items()
        ],
        at=at,
    )  # fmt: skip


def _after_days(key: str, at: datetime, rows: QuerySet[Menunggu], act: Any) -> int:
    """Act on rows that have waited for as many days as the law of their government says."""
    day = timezone.localdate(at)
    ids = list(rows.order_by().values_list("instansi_id", flat=True).distinct())
    done = 0
    for instansi_id, days in due_days(key, ids, day).items():
        if days <= 0:
            continue
        old = rows.filter(instansi_id=instansi_id, sejak__lte=at - timedelta(days=days))
        for some in _chunks(list(old.order_by("pk").values_list("pk", flat=True))):
            done += act(some, at, day)
    return done


@transaction.atomic
def _remind_some(pks: Sequence[int], at: datetime, day: date) -> int:
    del day
    rows = list(
        Menunggu.objects.select_for_update().filter(
            Q(pk__in=pks), diingatkan_pada=None, penyetuju_id__isnull=False
        )
    )
    Menunggu.objects.filter(pk__in=[r.pk for r in rows]).update(diingatkan_pada=at)
    _tell(rows, at, "ingat", "lama_menunggu", "lama menunggu keputusan Anda")
    return len(rows)


@transaction.atomic
def _raise_some(pks: Sequence[int], at: datetime, day: date) -> int:
    rows = list(Menunggu.objects.select_for_update().filter(pk__in=pks, dinaikkan_pada=None))
    above = persons().superior_ids({r.penyetuju_id for r in rows if r.penyetuju_id}, day)
    raised = [
        r for r in rows
        if (boss := above.get(r.penyetuju_id or 0)) is not None and boss != r.subjek_id
    ]  # fmt: skip
    for row in raised:
        row.penyetuju_awal_id, row.penyetuju_id = row.penyetuju_id, above[row.penyetuju_id or 0]
        row.dinaikkan_pada = at
    Menunggu.objects.bulk_update(raised, ["penyetuju_id", "penyetuju_awal_id", "dinaikkan_pada"])
    TransisiLog.objects.bulk_create(_raise_entry(row, at) for row in raised)
    _tell(raised, at, "naik", "lama_menunggu", "naik kepada Anda karena lama menunggu")
    return len(raised)


def _raise_entry(row: Menunggu, at: datetime) -> TransisiLog:
    return TransisiLog(
        alur=row.alur, model=row.model, objek_id=row.objek_id, transisi=ESCALATE, dari=row.status,
        ke=row.status, versi=row.versi, waktu=at, pelaku_nama="Sistem", subjek_id=row.subjek_id,
        unit_path=row.unit_path, penyetuju_id=row.penyetuju_id,
        alasan="Melewati batas waktu; atasan dari yang memutus kini juga dapat memutus.",
    )  # fmt: skip


def _tell(rows: Iterable[Menunggu], at: datetime, what: str, jenis: str, words: str) -> None:
    """One notice for each decider, for all her rows together."""
    mine: Mapping[int, list[Menunggu]] = defaultdict(list)
    for row in rows:
        if row.penyetuju_id is not None:
            mine[row.penyetuju_id].append(row)
    notify_each(
        jenis,
        [
            Kabar(
                who,
                f"{own[0].judul} {words}" if len(own) == 1 else f"{angka(len(own))} usulan {words}",
                own[0].ringkas if len(own) == 1 else "",
                _inbox(),
                f"alur-{what}:{min(r.pk for r in own)}:{timezone.localdate(at)}",
            )
            for who, own in mine.items()
        ],
        at=at,
    )


def _inbox() -> str:
    return reverse("persetujuan:kotak")


def _chunks(pks: Sequence[int]) -> Iterator[list[int]]:
    it = iter(pks)
    while some := list(islice(it, AT_ONCE)):
        yield some
