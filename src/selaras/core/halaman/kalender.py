"""A month as weeks of days, ready to be drawn; what a day means is told by the caller."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import Status, status_of


@dataclass(frozen=True, slots=True)
class Hari:
    """A day's look: state, up to two short lines (times), a note (minutes) and its address."""

    tanggal: date
    status: Status
    baris: Sequence[str] = ()
    catatan: str = ""
    url: str = ""
    kini: bool = False

    @property
    def kata(self) -> str:
        """The day in words, for those who cannot see the shape."""
        return ", ".join([self.status.kata, *self.baris, *([self.catatan] if self.catatan else [])])


@dataclass(frozen=True, slots=True)
class Kalender:
    """A drawn month: weeks from Monday, None outside the month."""

    judul: str
    minggu: Sequence[Sequence[Hari | None]]
    nama_hari: Sequence[str] = fmt.HARI


def month_calendar(periode: int, hari: Mapping[date, Hari], *, kini: date) -> Kalender:
    """The weeks of a period (tahun x 100 + bulan); a day not given is shown as not yet known."""
    tahun, bulan = divmod(periode, 100)
    kosong = status_of("belum")
    minggu = [
        [
            (hari.get(h) or Hari(h, kosong, kini=h == kini)) if h.month == bulan else None
            for h in pekan
        ]
        for pekan in calendar.Calendar(firstweekday=0).monthdatescalendar(tahun, bulan)
    ]
    return Kalender(fmt.periode_id(periode), minggu)
