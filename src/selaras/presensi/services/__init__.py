"""The only writers of attendance, in rooms by what they are about.

masuk   taps on their way in
gawai   phones, kiosks, officers' lists
alat    machines
luar    other applications
kerja   timetables, calendar, rosters, events
hitung  days folded into sheets, the board
benah   corrections, reviews, outages, apel
"""

from selaras.presensi.services.alat.mesin import (
    approve_mesin,
    end_pin,
    ensure_situs,
    map_pin,
    meet_mesin,
    register_mesin,
    reject_mesin,
    revoke_mesin,
    secure_mesin,
    set_served_units,
)
from selaras.presensi.services.benah.apel import (
    cancel_tidak_apel,
    record_tidak_apel,
    save_tidak_apel,
)
from selaras.presensi.services.benah.koreksi import add_koreksi, cancel_koreksi
from selaras.presensi.services.hitung.antre import fold_queued, queue_refold
from selaras.presensi.services.hitung.lembar import (
    HasilLipat,
    fold_month,
    recompute_days,
    write_sheets,
)
from selaras.presensi.services.hitung.lipat import refold_month, refold_touched
from selaras.presensi.services.kerja.jadwal import (
    Jam,
    assign_jadwal,
    save_jadwal,
    set_roster,
    standard_hours,
)
from selaras.presensi.services.kerja.kalender import (
    delete_libur,
    save_libur,
    save_ramadan,
    seed_calendar,
)
from selaras.presensi.services.masuk.ketukan import HasilTerima, record_taps
from selaras.presensi.services.masuk.partisi import ensure_partitions, ensure_partitions_ahead
from selaras.presensi.services.masuk.tertahan import hold_taps, release_held, release_or_queue

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
    "end_pin",
    "ensure_partitions",
    "ensure_partitions_ahead",
    "ensure_situs",
    "fold_month",
    "fold_queued",
    "hold_taps",
    "map_pin",
    "meet_mesin",
    "queue_refold",
    "recompute_days",
    "record_taps",
    "record_tidak_apel",
    "refold_month",
    "refold_touched",
    "register_mesin",
    "reject_mesin",
    "release_held",
    "release_or_queue",
    "revoke_mesin",
    "save_jadwal",
    "save_libur",
    "save_ramadan",
    "save_tidak_apel",
    "secure_mesin",
    "seed_calendar",
    "set_roster",
    "set_served_units",
    "standard_hours",
    "write_sheets",
]
