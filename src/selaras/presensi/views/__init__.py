"""Pages of attendance."""

from selaras.presensi.views.catatan import list_missed_roll_calls
from selaras.presensi.views.gangguan import (
    declare,
    list_outages,
    show_outage,
    show_witness,
    withdraw_outage,
)
from selaras.presensi.views.jadwal import assign, edit_timetable, list_timetables
from selaras.presensi.views.kalender import (
    edit_holiday,
    edit_ramadan,
    remove_holiday,
    show_calendar,
)
from selaras.presensi.views.ketuk import clock_in, clock_in_offline
from selaras.presensi.views.koreksi import (
    ask,
    ask_for,
    choose_person,
    own_corrections,
    preview_request,
    show_request,
    step_request,
)
from selaras.presensi.views.koreksi_unit import list_corrections, list_requests
from selaras.presensi.views.mesin import (
    approve,
    list_machines,
    list_unknown_pins,
    map_unknown_pin,
    reject,
    revoke,
    show_machine,
)
from selaras.presensi.views.pagi import show_morning
from selaras.presensi.views.sekarang import show_now
from selaras.presensi.views.tempat import add_place, edit_place, list_places
from selaras.presensi.views.terlambat import rank_late
from selaras.presensi.views.tinjauan import (
    list_odd_taps,
    preview_review,
    show_pattern,
    show_review,
)
from selaras.presensi.views.unit import fold_unit, unit_grid

__all__ = [
    "add_place",
    "approve",
    "ask",
    "ask_for",
    "assign",
    "choose_person",
    "clock_in",
    "clock_in_offline",
    "declare",
    "edit_holiday",
    "edit_place",
    "edit_ramadan",
    "edit_timetable",
    "fold_unit",
    "list_corrections",
    "list_machines",
    "list_missed_roll_calls",
    "list_odd_taps",
    "list_outages",
    "list_places",
    "list_requests",
    "list_timetables",
    "list_unknown_pins",
    "map_unknown_pin",
    "own_corrections",
    "preview_request",
    "preview_review",
    "rank_late",
    "reject",
    "remove_holiday",
    "revoke",
    "show_calendar",
    "show_machine",
    "show_morning",
    "show_now",
    "show_outage",
    "show_pattern",
    "show_request",
    "show_review",
    "show_witness",
    "step_request",
    "unit_grid",
    "withdraw_outage",
]
