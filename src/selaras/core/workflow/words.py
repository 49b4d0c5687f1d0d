"""How steps and states read in sentences."""

from typing import Any

from selaras.core.halaman.status import status_of
from selaras.core.workflow.definition import Transition
from selaras.core.workflow.registry import Registration


def title(reg: Registration) -> str:
    return reg.workflow.judul


def state_word(state: str) -> str:
    """A state as it reads inside a sentence."""
    return status_of(state).kata.lower()


def moved(reg: Registration, step: Transition) -> str:
    return f"{title(reg)} {state_word(step.target)}."


def already(reg: Registration, document: Any) -> str:
    return f"{title(reg)} sudah {state_word(document.status)}; tidak ada yang berubah."
