"""Pages of attendance."""

from selaras.presensi.views.catatan import list_corrections, list_missed_roll_calls
from selaras.presensi.views.jadwal import assign, edit_timetable, list_timetables
from selaras.presensi.views.kalender import (
    edit_holiday,
    edit_ramadan,
    remove_holiday,
    show_calendar,
)
from selaras.presensi.views.mesin import (
    approve,
    list_machines,
    list_unknown_pins,
    map_unknown_pin,
    revoke,
    show_machine,
)
from selaras.presensi.views.unit import fold_unit, unit_grid

__all__ = [
    "approve",
    "assign",
    "edit_holiday",
    "edit_ramadan",
    "edit_timetable",
    "fold_unit",
    "list_corrections",
    "list_machines",
    "list_missed_roll_calls",
    "list_timetables",
    "list_unknown_pins",
    "map_unknown_pin",
    "remove_holiday",
    "revoke",
    "show_calendar",
    "show_machine",
    "unit_grid",
]
