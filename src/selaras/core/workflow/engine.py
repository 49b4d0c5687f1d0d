"""The only place that moves a document: one function for one, the same for five hundred.

Lock, state, permission or mandate, self, guards, write, log, inbox, after, trail, notices. A step
to where the document already is returns quietly, so that a double tap changes nothing twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from selaras.core.audit.services import record_changes, state_of
from selaras.core.permissions.actor import Actor
from selaras.core.workflow.authority import OWN, Kuasa, authorities, is_about_herself
from selaras.core.workflow.definition import Transition
from selaras.core.workflow.errors import (
    AlasanWajib,
    Bentrok,
    Berpagar,
    LangkahDitolak,
    LangkahTidakSah,
    TidakBerwenang,
)
from selaras.core.workflow.models import Dokumen, Menunggu, TransisiLog
from selaras.core.workflow.registry import Registration, registration_of
from selaras.core.workflow.waiting import (
    UNIT,
    put_waiting,
    refresh_waiting,
    subject_of,
    with_facts,
)
from selaras.core.workflow.words import already, moved, state_word, title

Listener = Callable[[Registration, Transition, Sequence[TransisiLog], Sequence[Menunggu]], None]
_FIELDS = ("status", "diajukan_pada", "diputus_pada", "diputus_oleh", "versi_alur")
_listeners: list[Listener] = []


@dataclass(frozen=True, slots=True)
class Langkah:
    """What became of one step: `diubah` False = the document was there already."""

    diubah: bool
    dari: str
    ke: str
    catatan: TransisiLog | None = None
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class HasilBanyak:
    """What became of many: how many moved, which were left out and why."""

    jadi: int
    lewat: list[tuple[int, str]] = field(default_factory=list)
    pks: tuple[int, ...] = ()


@dataclass(slots=True)
class _Step:
    """One step on many documents, on its way through the checks."""

    reg: Registration
    step: Transition
    actor: Actor
    at: datetime
    alasan: str
    catatan: Any = None
    quiet: list[Any] = field(default_factory=list)
    refused: dict[int, LangkahDitolak] = field(default_factory=dict)
    waiting: Mapping[int, Menunggu] = field(default_factory=dict)
    kuasa: Mapping[int, Kuasa] = field(default_factory=dict)
    entries: list[TransisiLog] = field(default_factory=list)

    def refuse(self, document: Any, error: LangkahDitolak) -> None:
        self.refused[document.pk] = error


def on_step(listener: Listener) -> None:
    """Call this after each step, in its transaction: (registration, step, entries, waiting)."""
    _listeners.append(listener)


@transaction.atomic
def apply(
    document: Dokumen,
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    at: datetime | None = None,
    catatan: Any = None,
    versi: int | None = None,
) -> Langkah:
    """Take one step; raises LangkahDitolak (see errors) and changes nothing then.

    `versi` = the document's versi_alur that the person saw; another one refuses (Bentrok).
    The given instance is brought up to date.
    """
    reg = registration_of(type(document))
    run = _start(reg, name, actor, reason, at)
    run.catatan = catatan
    locked = _lock(reg, reg.model._default_manager.filter(pk=document.pk))
    if not locked:
        raise Bentrok(f"{reg.workflow.judul} ini sudah tidak ada. Muat ulang halaman.")
    now = locked[0]
    if versi is not None and versi != now.versi_alur and now.status not in run.step.targets:
        raise Bentrok(_changed(reg, now))
    _perform(run, locked)
    _copy(now, document)
    if now.pk in run.refused:
        raise run.refused[now.pk]
    if run.quiet:
        return Langkah(False, now.status, now.status, pesan=already(reg, now))
    entry = run.entries[0]
    return Langkah(True, entry.dari, entry.ke, entry, moved(reg, entry.ke))


@transaction.atomic
def apply_many(
    qs: QuerySet[Any],
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> HasilBanyak:
    """The same step on many documents in a constant number of statements; refused ones stay."""
    run = _start(registration_of(qs.model), name, actor, reason, at)
    _perform(run, _lock(run.reg, qs))
    pks = tuple(entry.objek_id for entry in run.entries)
    return HasilBanyak(len(pks), [(pk, str(why)) for pk, why in run.refused.items()], pks)


def available(document: Dokumen, actor: Actor, *, at: datetime | None = None) -> list[Transition]:
    """The steps that this actor may take now, in the table's order; guards are asked later."""
    reg = registration_of(type(document))
    steps = [s for s in reg.workflow.steps_from(document.status) if not s.automatic]
    if not steps:
        return []
    known = list(with_facts(reg, reg.model._default_manager.filter(pk=document.pk)))
    waiting = _waiting(reg, known) if any(not s.own for s in steps) else {}
    seen: dict[tuple[str, bool], bool] = {}
    for step in steps:
        key = (step.action, step.own)
        if key not in seen:
            held = authorities(reg, step, known, waiting, actor=actor, at=at or actor.at)
            seen[key] = bool(held) and not is_about_herself(step, known[0], actor)
    return [s for s in steps if seen[s.action, s.own]]


def touch(document: Dokumen, *, at: datetime) -> None:
    """The content changed: whoever looks at the old one is told so, its row says the new."""
    reg = registration_of(type(document))
    reg.model._default_manager.filter(pk=document.pk).update(versi_alur=F("versi_alur") + 1)
    document.versi_alur += 1
    if document.status in reg.workflow.waits:
        refresh_waiting(reg, [document.pk], at)


def history(document: Dokumen) -> QuerySet[TransisiLog]:
    """Every step of a document, the oldest first."""
    label = registration_of(type(document)).label
    return TransisiLog.objects.filter(model=label, objek_id=document.pk).order_by("id")


# -- one step, in order -----------------------------------------------------------------------


def _start(reg: Registration, name: str, actor: Actor, reason: str, at: datetime | None) -> _Step:
    step = reg.workflow.transition(name)
    alasan = reason.strip()
    if step.reason_required and not alasan:
        raise AlasanWajib(f"Tulis alasannya dulu, lalu tekan {step.label} lagi.")
    return _Step(reg, step, actor, at or actor.at, alasan)


def _lock(reg: Registration, qs: QuerySet[Any]) -> list[Any]:
    """The documents locked in the order of their keys, so that two runs never block each other."""
    pks = qs.order_by().values("pk")
    documents = reg.model._default_manager.filter(pk__in=pks)
    if reg.related:
        documents = documents.select_related(*reg.related)
    return list(
        with_facts(reg, documents).order_by("pk").select_for_update(of=("self",), no_key=True)
    )


def _waiting(reg: Registration, documents: Sequence[Any]) -> Mapping[int, Menunggu]:
    found = Menunggu.objects.filter(model=reg.label, objek_id__in=[d.pk for d in documents])
    return {row.objek_id: row for row in found}


def _perform(run: _Step, documents: list[Any]) -> None:
    ready = _from_here(run, documents)
    ready = _authorised(run, ready)
    ready = _guarded(run, ready)
    if not ready:
        return
    before = [(d, state_of(d, fields=_FIELDS)) for d in ready]
    sources = {d.pk: d.status for d in ready}
    _write(run, ready)
    run.entries = _log(run, ready, sources)
    rows = put_waiting(run.reg, ready, run.at)
    for document, entry in zip(ready, run.entries, strict=True):
        for after in run.step.after:
            after(document, entry, run.actor)
    for after_many in run.step.after_many:
        after_many(ready, run.entries, run.actor)
    _trail(run, before)
    for listener in _listeners:
        listener(run.reg, run.step, run.entries, rows)


def _from_here(run: _Step, documents: list[Any]) -> list[Any]:
    ready = []
    for document in documents:
        if document.status in run.step.source:
            ready.append(document)
        elif document.status in run.step.targets:
            run.quiet.append(document)
        else:
            run.refuse(document, LangkahTidakSah(_elsewhere(run, document)))
    return ready


def _authorised(run: _Step, documents: list[Any]) -> list[Any]:
    if not documents:
        return []
    run.waiting = _waiting(run.reg, documents)
    run.kuasa = authorities(run.reg, run.step, documents, run.waiting, actor=run.actor, at=run.at)
    ready = []
    for document in documents:
        if is_about_herself(run.step, document, run.actor):
            run.refuse(document, TidakBerwenang("Anda tidak dapat memutus usulan sendiri."))
        elif document.pk not in run.kuasa:
            nama = f"{run.step.label.lower()} {run.reg.workflow.judul}"
            run.refuse(document, TidakBerwenang(f"Anda belum berwenang: {nama}."))
        else:
            ready.append(document)
    return ready


def _guarded(run: _Step, documents: list[Any]) -> list[Any]:
    said: dict[int, str] = {}
    if documents:
        for guard_many in run.step.guards_many:
            said = {**guard_many(documents, run.actor), **said}
    ready = []
    for document in documents:
        why = said.get(document.pk) or next(
            (w for guard in run.step.guards if (w := guard(document, run.actor))), None
        )
        if why:
            run.refuse(document, Berpagar(why))
        else:
            ready.append(document)
    return ready


def _write(run: _Step, documents: list[Any]) -> None:
    """State and times, in one statement for all that go the same way."""
    step, workflow = run.step, run.reg.workflow
    values: dict[str, Any] = {}
    if workflow.submits(step):
        values |= {"diajukan_pada": run.at, "diputus_pada": None, "diputus_oleh_id": None}
    elif workflow.decides(step):
        values |= {"diputus_pada": run.at, "diputus_oleh_id": run.actor.user_id}
    values |= _stamp(run)
    ways: dict[str, list[Any]] = {}
    for document in documents:
        ways.setdefault(step.target_of(document), []).append(document)
    for state, these in ways.items():
        set_state(run.reg, these, {"status": state, **values})


def _stamp(run: _Step) -> dict[str, Any]:
    """The step's own time and hand, where the model keeps them."""
    kept = {field.attname for field in run.reg.model._meta.concrete_fields}
    stamp = run.step.stamp
    values = {f"{stamp}_pada": run.at, f"{stamp}_oleh_id": run.actor.user_id} if stamp else {}
    return {name: value for name, value in values.items() if name in kept}


def set_state(reg: Registration, documents: Sequence[Any], values: Mapping[str, Any]) -> None:
    """Write state and times of locked documents; for the engine and undo alone."""
    reg.model._default_manager.filter(pk__in=[d.pk for d in documents]).update(
        **values, versi_alur=F("versi_alur") + 1
    )
    for document in documents:
        for name, value in values.items():
            setattr(document, name, value)
        document.versi_alur += 1
        document._status_tersimpan = document.status


def _log(run: _Step, documents: list[Any], sources: Mapping[int, str]) -> list[TransisiLog]:
    return TransisiLog.objects.bulk_create(
        [_entry(run, document, sources[document.pk]) for document in documents]
    )


def _entry(run: _Step, document: Any, dari: str) -> TransisiLog:
    kuasa, row = run.kuasa.get(document.pk, OWN), run.waiting.get(document.pk)
    mandat = kuasa.delegasi
    return TransisiLog(
        alur=run.reg.workflow.name,
        model=run.reg.label,
        objek_id=document.pk,
        transisi=run.step.name,
        dari=dari,
        ke=document.status,
        versi=document.versi_alur,
        waktu=run.at,
        pelaku_id=run.actor.user_id,
        pelaku_nama=run.actor.nama[:200],
        pelaku_person_id=run.actor.person_id,
        delegasi_id=mandat.pk if mandat else None,
        atas_nama_id=mandat.dari_id if mandat else None,
        atas_nama=kuasa.atas_nama,
        alasan=run.alasan,
        catatan=run.catatan,
        subjek_id=subject_of(document),
        unit_path=getattr(document, UNIT, None) or (row.unit_path if row else ""),
        penyetuju_id=row.penyetuju_id if row else None,
        menunggu_sejak=row.sejak if row else None,
        memutus=run.reg.workflow.decides(run.step),
    )


def _trail(run: _Step, before: Sequence[tuple[Any, dict[str, Any]]]) -> None:
    """One statement per giver of a mandate; nearly always that is one."""
    if not run.step.traced:
        return
    by_name: dict[str, list[tuple[Any, int | None, dict[str, Any]]]] = {}
    for document, state in before:
        nama = run.kuasa.get(document.pk, OWN).atas_nama
        by_name.setdefault(nama, []).append((document, subject_of(document), state))
    for nama, entries in by_name.items():
        record_changes(
            actor=run.actor,
            aksi=run.reg.workflow.trail or run.step.action,
            entries=entries,
            fields=_FIELDS,
            keterangan=f"{run.step.label}: {run.alasan}" if run.alasan else run.step.label,
            atas_nama=nama,
        )


# -- words ------------------------------------------------------------------------------------


def _elsewhere(run: _Step, document: Any) -> str:
    reg = run.reg
    last = history(document).last()
    if last is None:
        keadaan = state_word(document.status)
        return f"{title(reg)} berstatus {keadaan}, belum bisa {run.step.label.lower()}."
    jam = timezone.localtime(last.waktu).strftime("%d-%m-%Y %H.%M")
    return (
        f"{title(reg)} sudah {state_word(document.status)} oleh {last.oleh} pada {jam}; "
        f"keputusan Anda ({run.step.label.lower()}) tidak disimpan."
    )


def _changed(reg: Registration, document: Any) -> str:
    return (
        f"{title(reg)} berubah sejak Anda membukanya (kini {state_word(document.status)}). "
        "Periksa isinya yang baru, lalu putuskan lagi."
    )


def _copy(source: Any, target: Any) -> None:
    """Bring the caller's instance up to date."""
    if source is target:
        return
    for name in (*_FIELDS[:3], "diputus_oleh_id", "versi_alur"):
        setattr(target, name, getattr(source, name))  # what the step wrote
    target._status_tersimpan = source.status
