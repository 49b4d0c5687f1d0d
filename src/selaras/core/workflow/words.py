"""How steps and states read in sentences."""

from collections.abc import Iterable
from typing import Any

from selaras.core.halaman.format import waktu_zona
from selaras.core.halaman.status import status_of
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import (
    NotUnderWorkflow,
    Registration,
    registration_by_label,
)


def title(reg: Registration) -> str:
    return reg.workflow.judul


def state_word(state: str) -> str:
    """A state as it reads inside a sentence."""
    return status_of(state).kata.lower()


def moved(reg: Registration, state: str) -> str:
    return f"{title(reg)} {state_word(state)}."


def already(reg: Registration, document: Any) -> str:
    return f"{title(reg)} sudah {state_word(document.status)}; tidak ada yang berubah."


def history_lines(entries: Iterable[TransisiLog]) -> list[dict[str, str]]:
    """A document's steps as the kit's timeline draws them, the newest first."""
    return [
        {
            "waktu": waktu_zona(entry.waktu),
            "judul": step_words(entry),
            "oleh": entry.oleh,
            "kata": entry.alasan,
            "status": entry.ke,
        }
        for entry in reversed(list(entries))
    ]


_SPECIAL = {"undo": "Keputusan diurungkan", "escalate": "Naik ke atasannya"}


def step_words(entry: TransisiLog) -> str:
    """What happened, as its own table names it."""
    try:
        step = registration_by_label(entry.model).workflow.by_name.get(entry.transisi)
    except NotUnderWorkflow:
        step = None
    return _SPECIAL.get(entry.transisi) or (step.label if step else entry.transisi)
