"""A unit's month under the common workflow: the government's chain, nobody's own document."""

from dataclasses import replace
from typing import Any

from selaras.core.permissions import Actor
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import register
from selaras.periode.kait import announce
from selaras.periode.models import PeriodeUnit
from selaras.periode.transitions import BULAN


def _announce(bulan: Any, entry: TransisiLog, actor: Actor) -> None:
    """Let the rooms above act on the state that was reached (periode.kait)."""
    announce(bulan, actor, entry.waktu)


_STEPS = tuple(
    step if step.automatic else replace(step, after=(_announce,)) for step in BULAN.transitions
)
register(
    PeriodeUnit,
    replace(BULAN, transitions=_STEPS),
    subject="",
    unit="skpd__path",
    instansi="skpd__instansi_id",
    related=("skpd",),
    view_action="periode.view",
)
