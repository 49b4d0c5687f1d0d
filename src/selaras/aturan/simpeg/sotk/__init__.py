"""A reorganisation (SOTK) as a plan: the old structure and the draft's items give the new one.

Pure: nothing here reads or writes. PP 18/2016 (perangkat daerah) says that a structure is set by
regulation from a date on; what was before stays as it was.
"""

from selaras.aturan.simpeg.sotk.bentuk import (
    Butir,
    Keadaan,
    Kunci,
    Pemangku,
    Pindah,
    PostBaru,
    PostLama,
    Rencana,
    Temuan,
    Tindakan,
    UnitBaru,
    UnitLama,
)
from selaras.aturan.simpeg.sotk.susun import plan

__all__ = [
    "Butir", "Keadaan", "Kunci", "Pemangku", "Pindah", "PostBaru", "PostLama", "Rencana",
    "Temuan", "Tindakan", "UnitBaru", "UnitLama", "plan",
]  # fmt: skip
