"""Pages of daily activities: one's own day, the team's, the unit's, the catalogue."""

from selaras.kinerja.aktivitas.views.hari import (
    add,
    answer,
    edit,
    remove,
    repeat,
    resubmit,
    show_today,
    suggestions,
)
from selaras.kinerja.aktivitas.views.katalog import (
    add_task,
    edit_task,
    list_catalogue,
    load_examples,
)
from selaras.kinerja.aktivitas.views.lembur import add_order, list_orders, own_orders, revoke_order
from selaras.kinerja.aktivitas.views.luring import receive_offline, show_offline
from selaras.kinerja.aktivitas.views.masa import list_month, show_week
from selaras.kinerja.aktivitas.views.pola import patterns
from selaras.kinerja.aktivitas.views.tim import (
    decide_day,
    decide_many,
    show_day,
    show_team,
)
from selaras.kinerja.aktivitas.views.unit import list_people, recap_day

__all__ = [
    "add",
    "add_order",
    "add_task",
    "answer",
    "decide_day",
    "decide_many",
    "edit",
    "edit_task",
    "list_catalogue",
    "list_month",
    "list_orders",
    "list_people",
    "load_examples",
    "own_orders",
    "patterns",
    "recap_day",
    "receive_offline",
    "remove",
    "repeat",
    "resubmit",
    "revoke_order",
    "show_day",
    "show_offline",
    "show_team",
    "show_today",
    "show_week",
    "suggestions",
]
