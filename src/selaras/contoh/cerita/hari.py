"""How a story tells a day: which taps there are."""

from datetime import date, timedelta

from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import dinas, jam_dinas
from selaras.contoh.orang import Orang


def hari_kerja(o: Orang, mulai: date, n: int) -> list[date]:
    """The next n days on which she works, from a date on."""
    hasil: list[date] = []
    hari = mulai
    while len(hasil) < n:
        if dinas(o, hari):
            hasil.append(hari)
        hari += timedelta(1)
    return hasil


def tepat(d: Dunia, o: Orang, hari: date, telat: int = 0, cepat: int = 0) -> None:
    """A day with taps this many minutes late or early; 0 and 0 is punctual."""
    jadwal = dinas(o, hari)
    if jadwal is None:
        raise ValueError(f"{hari} bukan hari kerja {o.id}")
    masuk, pulang = jam_dinas(jadwal, hari)
    d.ketukan[o.id, hari] = [
        (masuk + telat if telat else masuk - 6, 20, 0),
        (pulang - cepat if cepat else pulang + 4, 30, 1),
    ]


def buang(d: Dunia, o: Orang, hari: date, arah: int) -> None:
    """A punctual day of which the tap in (0) or out (1) is missing."""
    tepat(d, o, hari)
    d.ketukan[o.id, hari] = [k for k in d.ketukan[o.id, hari] if k[2] != arah]
