"""The only writers of attendance."""

from selaras.presensi.services.apel import cancel_tidak_apel, record_tidak_apel, save_tidak_apel
from selaras.presensi.services.jadwal import (
    Jam,
    assign_jadwal,
    save_jadwal,
    set_roster,
    standard_hours,
)
from selaras.presensi.services.kalender import (
    delete_libur,
    save_libur,
    save_ramadan,
    seed_calendar,
)
from selaras.presensi.services.ketukan import HasilTerima, ensure_partitions, record_taps
from selaras.presensi.services.koreksi import add_koreksi, cancel_koreksi
from selaras.presensi.services.lembar import (
    HasilLipat,
    fold_month,
    recompute_days,
    write_sheets,
)
from selaras.presensi.services.lipat import refold_month, refold_touched
from selaras.presensi.services.mesin import (
    approve_mesin,
    ensure_situs,
    map_pin,
    register_mesin,
    revoke_mesin,
)

__all__ = [
    "HasilLipat",
    "HasilTerima",
    "Jam",
    "add_koreksi",
    "approve_mesin",
    "assign_jadwal",
    "cancel_koreksi",
    "cancel_tidak_apel",
    "delete_libur",
    "ensure_partitions",
    "ensure_situs",
    "fold_month",
    "map_pin",
    "recompute_days",
    "record_taps",
    "record_tidak_apel",
    "refold_month",
    "refold_touched",
    "register_mesin",
    "revoke_mesin",
    "save_jadwal",
    "save_libur",
    "save_ramadan",
    "save_tidak_apel",
    "seed_calendar",
    "set_roster",
    "standard_hours",
    "write_sheets",
]
