"""The only writers of attendance."""

from selaras.presensi.services.ketukan import HasilTerima, ensure_partitions, record_taps
from selaras.presensi.services.lembar import recompute_days, write_sheets
from selaras.presensi.services.mesin import (
    approve_mesin,
    ensure_situs,
    map_pin,
    register_mesin,
)

__all__ = [
    "HasilTerima",
    "approve_mesin",
    "ensure_partitions",
    "ensure_situs",
    "map_pin",
    "recompute_days",
    "record_taps",
    "register_mesin",
    "write_sheets",
]
