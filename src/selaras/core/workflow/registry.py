"""Which models stand under which workflow, and what core must know of them. Filled at start by
each room's workflow.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from selaras.core.workflow.definition import Workflow

# (documents as a query set, the day) -> {pk: person id, or None where nobody is}
Approver = Callable[[QuerySet[Any], date], Mapping[int, int | None]]


@dataclass(frozen=True, slots=True)
class Ringkas:
    """A document as its row in the inbox says it: enough to decide.

    perhatian  why to look at it one by one ("2 kegiatan tumpang tindih"); "" = may go in bulk
    data       further facts for the row, label -> text
    """

    judul: str
    ringkas: str = ""
    url: str = ""
    perhatian: str = ""
    jumlah: int = 1
    data: Mapping[str, str] = field(default_factory=dict)


REMARKS = (
    "Target terlalu umum; tulis angka dan satuannya.",
    "Bukti belum dilampirkan.",
    "Uraian belum sesuai tugas jabatan.",
    "Periksa lagi tanggal dan jumlahnya.",
)

Describe = Callable[[Sequence[Any]], Mapping[int, Ringkas]]


@dataclass(frozen=True, slots=True)
class Registration:
    """A model under a workflow; lookups are ORM paths ("skp__pegawai_id")."""

    model: type[Model]
    workflow: Workflow
    subject: str
    unit: str
    instansi: str
    approvers: Mapping[str, Approver]
    describe: Describe | None
    related: tuple[str, ...]
    preview: Callable[[int], str] | None
    address: Callable[[int], str] | None
    view_action: str
    remarks: tuple[str, ...]
    notice: str | Mapping[str, str] = ""

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


class NotUnderWorkflow(LookupError):
    """A model that no room has registered."""


_by_model: dict[type[Model], Registration] = {}


def register(
    model: type[Model],
    workflow: Workflow,
    *,
    subject: str = "pegawai_id",
    unit: str = "",
    instansi: str = "",
    approver: Approver | Mapping[str, Approver] | None = None,
    describe: Describe | None = None,
    related: tuple[str, ...] = (),
    preview: Callable[[int], str] | None = None,
    address: Callable[[int], str] | None = None,
    view_action: str = "",
    remarks: tuple[str, ...] = REMARKS,
    notice: str | Mapping[str, str] = "",
) -> None:
    """Put a model under a workflow.

    subject   lookup of the person the document is about; "" = nobody
    unit      lookup of the unit's path; "" = where the subject stands on the day
    approver  who decides: default = the subject's superior on the day; a mapping gives one
              function for each role of the workflow's waits
    describe  the documents as rows of the inbox, set-wise (no query per document)
    related   select_related for the locked documents (their __str__ goes into the trail)
    preview   pk -> address of the fragment shown beside the inbox
    address   pk -> the document's own page, for whom it is about (notices lead there)
    remarks   ready sentences for sending back
    view_action  who may see the document and its history; "" = the actions of its steps
    notice    the kind under which its decisions are told (jenis.yaml), or kinds by the state
              reached; "" and states not named = like all others
    """
    approvers = {"atasan": approver} if callable(approver) else dict(approver or {})
    _by_model[model] = Registration(
        model,
        workflow,
        subject,
        unit,
        instansi,
        approvers,
        describe,
        related,
        preview,
        address,
        view_action,
        remarks,
        notice,
    )


def registration_of(model: type[Model]) -> Registration:
    try:
        return _by_model[model]
    except KeyError:
        raise NotUnderWorkflow(f"{model.__name__} belum didaftarkan di workflow.py") from None


def registration_by_label(label: str) -> Registration:
    """By "app.model", as Menunggu and TransisiLog keep it."""
    for found in _by_model.values():
        if found.label == label:
            return found
    raise NotUnderWorkflow(f"tidak ada alur untuk '{label}'")


def registrations() -> Sequence[Registration]:
    """All, in the order of registration."""
    return tuple(_by_model.values())


def workflow_titles() -> Mapping[str, str]:
    """Name -> title of each workflow."""
    return {r.workflow.name: r.workflow.judul for r in _by_model.values()}


def decided_kinds() -> Mapping[str, str]:
    """The same, of those that wait for somebody's decision."""
    return {r.workflow.name: r.workflow.judul for r in _by_model.values() if r.workflow.waits}
