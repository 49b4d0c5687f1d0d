"""Reads of the inbox: what waits for a person, herself or by a mandate, oldest and due first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, F, Min, Model, OuterRef, Q, QuerySet
from django.db.models.aggregates import Count
from django.http import Http404
from django.utils import timezone

from selaras.core.halaman.format import jam_zona, tanggal_pendek
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import access
from selaras.core.permissions.registry import PersonLabel, persons
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.definition import Transition
from selaras.core.workflow.models import Delegasi, Menunggu, TransisiLog
from selaras.core.workflow.registry import (
    NotUnderWorkflow,
    Registration,
    registration_by_label,
    workflow_titles,
)
from selaras.core.workflow.undo import undo_minutes

M = TypeVar("M", bound=Model)
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def inbox(actor: Actor, held: Sequence[Delegasi] | None = None) -> QuerySet[Menunggu]:
    """What waits for the actor on the day she acts.

    A document about herself stands there only when it waits for her own word.
    """
    me = actor.person_id
    if me is None:
        return Menunggu.objects.none()
    mine = Q(penyetuju_id=me) | Q(penyetuju_awal_id=me)
    for mandate in mandates(actor, actor.at) if held is None else held:
        given = Q(penyetuju_id=mandate.dari_id) | Q(penyetuju_awal_id=mandate.dari_id)
        given &= ~Q(subjek_id=mandate.dari_id)
        mine |= given & Q(alur__in=mandate.alur) if mandate.alur else given
    rows = Menunggu.objects.filter(mine).exclude(Q(subjek_id=me) & ~Q(penyetuju_id=me))
    return rows.order_by(F("batas").asc(nulls_last=True), "sejak", "pk")


def access_to_decide(qs: QuerySet[M], pk: int, actor: Actor, action: str) -> M:
    """The document within reach, one that waits for the actor (also by a mandate), or her decision.

    Whoever must decide may read what it is about, and afterwards what she decided.
    """
    try:
        return access(qs, pk, actor, action)
    except Http404:
        hers = qs.filter(pk=pk, diputus_oleh_id=actor.user_id).exists()
        if not hers and not waits_for(actor, qs.model, pk):
            raise
    return qs.get(pk=pk)


def waits_for(actor: Actor, model: type[Model], pk: int) -> bool:
    """Whether that document stands in the actor's inbox, her own or one she holds a mandate of."""
    return inbox(actor).filter(model=model._meta.label_lower, objek_id=pk).exists()


@dataclass(frozen=True, slots=True)
class Baris:
    """A row of the inbox with the words that it shows."""

    m: Menunggu
    orang: PersonLabel | None
    sejak: str
    batas: str
    mendesak: bool
    atas_nama: str
    jenis: str
    setuju: str  # the step that says yes, "" = not from here

    @property
    def bisa_setuju(self) -> bool:
        return bool(self.setuju)

    @property
    def nama(self) -> str:
        return self.orang.nama if self.orang else self.m.judul

    @property
    def judul(self) -> str:
        """The title without the name that stands above it."""
        head, _, rest = self.m.judul.partition(" · ")
        return rest if rest and head in self.nama else self.m.judul


def described(
    rows: Collection[Menunggu], actor: Actor, held: Sequence[Delegasi] = ()
) -> list[Baris]:
    """Rows with names and words; one query for all of them."""
    today = actor.day()
    ids = {r.subjek_id for r in rows if r.subjek_id is not None}
    people = persons().labels(ids, today) if ids else {}
    givers = {m.dari_id: m.dari_nama for m in held}
    titles = workflow_titles()
    return [
        Baris(
            m=row,
            orang=people.get(row.subjek_id or 0),
            sejak=since_words(row.sejak, actor.at),
            batas=due_words(row.batas, today),
            mendesak=row.batas is not None and row.batas <= today,
            atas_nama=_in_whose_name(row, actor, givers),
            jenis=titles.get(row.alur, row.alur),
            setuju=yes_of(row),
        )
        for row in rows
    ]


def steps_of(row: Menunggu) -> tuple[Transition, ...]:
    """What may be decided in the row's state; her own word, if it waits for that."""
    try:
        workflow = registration_by_label(row.model).workflow
    except NotUnderWorkflow:
        return ()
    return tuple(
        s for s in workflow.steps_from(row.status) if s.own == row.pribadi and not s.automatic
    )


def yes_of(row: Menunggu) -> str:
    """The step by which the row's document is approved; "" = it is decided otherwise."""
    if not (names := step_names(row)):
        return ""
    wait = registration_by_label(row.model).workflow.waits.get(row.status)
    return wait.yes if wait and wait.yes in names else ""


def step_names(row: Menunggu) -> set[str]:
    return {step.name for step in steps_of(row)}


def _in_whose_name(row: Menunggu, actor: Actor, givers: Mapping[int, str]) -> str:
    own = actor.person_id in {row.penyetuju_id, row.penyetuju_awal_id}
    return "" if own else givers.get(row.penyetuju_id or 0, "")


def since_words(since: datetime, now: datetime) -> str:
    """'sejak 10.42', 'sejak kemarin', 'sejak Senin', 'sejak 3 Nov 2025'."""
    day, today = timezone.localdate(since), timezone.localdate(now)
    days = (today - day).days
    if days <= 0:
        return f"sejak {jam_zona(since)}"
    if days == 1:
        return "sejak kemarin"
    if days < 7:
        return f"sejak {HARI[day.weekday()]}"
    return f"sejak {tanggal_pendek(day)}"


def due_words(due: date | None, today: date) -> str:
    """'lewat 2 hari', 'batas hari ini', 'batas besok', 'batas 3 hari lagi'."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"lewat {-days} hari"
    return {0: "batas hari ini", 1: "batas besok"}.get(days, f"batas {days} hari lagi")


@dataclass(frozen=True, slots=True)
class Baru:
    """A decision just taken that may still be taken back."""

    entri: int
    jumlah: int
    judul: str
    langkah: str
    sampai: datetime


def just_decided(actor: Actor) -> list[Baru]:
    """The actor's latest decisions that the law still lets her take back, by action."""
    if actor.user_id is None:
        return []
    minutes = undo_minutes(actor, actor.at)
    later = TransisiLog.objects.filter(
        model=OuterRef("model"), objek_id=OuterRef("objek_id"), pk__gt=OuterRef("pk")
    )
    rows = (
        TransisiLog.objects.filter(
            pelaku_person_id=actor.person_id, pelaku_id=actor.user_id, memutus=True,
            waktu__gte=actor.at - timedelta(minutes=minutes), waktu__lte=actor.at,
        )
        .filter(~Exists(later))
        .values("model", "transisi", "waktu")
        .annotate(n=Count("pk"), entri=Min("pk"))
        .order_by("-waktu")[:5]
    )  # fmt: skip
    found = []
    for row in rows:
        step, reg = _step_of(row["model"], row["transisi"])
        if step and reg and step.undoable:
            until = row["waktu"] + timedelta(minutes=minutes)
            found.append(Baru(row["entri"], row["n"], reg.workflow.judul, step.target, until))
    return found


def _step_of(model: str, name: str) -> tuple[Transition | None, Registration | None]:
    try:
        reg = registration_by_label(model)
    except NotUnderWorkflow:
        return None, None
    return reg.workflow.by_name.get(name), reg


@dataclass(frozen=True, slots=True)
class Jenis:
    """A kind of document in the inbox: how many wait, how many are overdue."""

    alur: str
    judul: str
    jumlah: int
    lewat: int


def kinds_in(rows: QuerySet[Menunggu], today: date) -> list[Jenis]:
    """The kinds that wait, by name; one query."""
    titles = workflow_titles()
    counted = (
        rows.order_by()
        .values_list("alur")
        .annotate(n=Count("pk"), lewat=Count("pk", filter=Q(batas__lt=today)))
    )
    found = [Jenis(alur, titles.get(alur, alur), n, lewat) for alur, n, lewat in counted]
    return sorted(found, key=lambda kind: kind.judul)


def waiting_count(actor: Actor) -> int:
    return inbox(actor).count()


def document_of(row: Menunggu) -> tuple[Registration, Any]:
    """The document that a row stands for; None when it is gone."""
    reg = registration_by_label(row.model)
    documents = reg.model._default_manager.all()
    if reg.related:
        documents = documents.select_related(*reg.related)
    return reg, documents.filter(pk=row.objek_id).first()
