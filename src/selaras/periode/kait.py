"""What rooms above do when a unit's month reaches a state: they register here, periode calls them.

Inside the step's transaction: a failure there stops the step.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from selaras.core.permissions import Actor
from selaras.periode.models import PeriodeUnit

Reached = Callable[[PeriodeUnit, Actor, datetime], object]
_reached: dict[str, list[Reached]] = defaultdict(list)


def on_reached(status: str, fungsi: Reached) -> None:
    """Call `fungsi(bulan, actor, at)` whenever a unit's month comes to this state; once each."""
    if fungsi not in _reached[status]:
        _reached[status].append(fungsi)


def announce(bulan: PeriodeUnit, actor: Actor, at: datetime) -> None:
    """Tell everybody who asked that the month has come to its present state."""
    for fungsi in _reached[bulan.status]:
        fungsi(bulan, actor, at)
