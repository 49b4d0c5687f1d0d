"""Which days stand behind a period: a calendar month, or the one that THR and gaji ke-13 are of.

THR and the 13th salary pay the TPP of one month again (tpp.bulan_dasar_khusus): its facts and its
law count. Knows law and calendar only.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from selaras.hukum import Law

BULAN_THR, BULAN_KE13 = 14, 15
NAMA_KHUSUS = {BULAN_THR: "thr", BULAN_KE13: "gaji_13"}


class PeriodeTakSah(ValueError):
    """Not a period that can be computed."""


@dataclass(frozen=True, slots=True)
class Masa:
    """A period and the calendar month whose facts it stands on (its own, for ordinary months)."""

    periode: int
    dasar: int

    @property
    def khusus(self) -> str:
        """thr, gaji_13, or "" for a calendar month."""
        return NAMA_KHUSUS.get(self.periode % 100, "")

    @property
    def awal(self) -> date:
        """First day of the facts: the law of this day counts."""
        return date(self.dasar // 100, self.dasar % 100, 1)

    @property
    def akhir(self) -> date:
        return self.awal.replace(day=calendar.monthrange(self.dasar // 100, self.dasar % 100)[1])


def masa_of(periode: int, daerah: str | None = None, law: Law | None = None) -> Masa:
    """The days behind a period in a region; raises PeriodeTakSah, or NotInForce for THR's month.

    Without a region THR and the 13th salary stand on December, which is enough for dates of lists.
    """
    tahun, bulan = divmod(periode, 100)
    if 1 <= bulan <= 12:
        return Masa(periode, periode)
    if bulan not in NAMA_KHUSUS:
        raise PeriodeTakSah(f"Periode {periode} bukan bulan, THR (14) atau gaji ke-13 (15).")
    if daerah is None:
        return Masa(periode, tahun * 100 + 12)
    aturan = (law or Law.load()).pada(date(tahun, 12, 31), daerah)
    return Masa(periode, tahun * 100 + aturan.tabel("tpp.bulan_dasar_khusus")[NAMA_KHUSUS[bulan]])
