"""Days, timetables and shift rosters of the sample regency, and who works when.

Only what the generator needs to make believable taps; the product's own calendar rules are in
aturan/jadwal.py and read the rows that this makes.
"""

from dataclasses import dataclass
from datetime import date

from selaras.contoh.orang import Orang
from selaras.contoh.struktur import Post

# What falls into the quarter (SKB 3 Menteri 2025): the calendar itself is seeded by presensi.
LIBUR = {date(2025, 12, 25), date(2025, 12, 26)}


@dataclass(frozen=True, slots=True)
class Jadwal:
    """A timetable: minutes of the day per ISO weekday; a shift has the same every day."""

    id: int
    kode: str
    nama: str
    jam: dict[int, tuple[int, int]]
    regu: bool = False  # a shift, worked by roster, holidays or not


def _jam(teks: str) -> int:
    jam, menit = teks.split(":")
    return int(jam) * 60 + int(menit)


def _pekan(**jam: str) -> dict[int, tuple[int, int]]:
    hari = {"senin": [1, 2, 3, 4], "jumat": [5], "sabtu": [6], "setiap": [1, 2, 3, 4, 5, 6, 7]}
    hasil = {}
    for nama, teks in jam.items():
        masuk, pulang = (_jam(t) for t in teks.split("-"))
        for h in hari[nama]:
            hasil[h] = (masuk, pulang)
    return hasil


JADWAL = [
    Jadwal(
        1, "KANTOR-5", "Kantor lima hari kerja", _pekan(senin="07:30-16:00", jumat="07:30-16:30")
    ),
    Jadwal(
        2,
        "SEKOLAH-6",
        "Sekolah enam hari kerja",
        _pekan(senin="07:00-13:45", jumat="07:00-11:30", sabtu="07:00-13:00"),
    ),
    Jadwal(
        3,
        "PUSKESMAS-6",
        "Puskesmas enam hari kerja",
        _pekan(senin="07:30-14:15", jumat="07:30-11:30", sabtu="07:30-14:00"),
    ),
    Jadwal(4, "RS-PAGI", "RSUD dinas pagi", _pekan(setiap="08:00-14:00"), True),
    Jadwal(5, "RS-SORE", "RSUD dinas sore", _pekan(setiap="14:00-20:00"), True),
    Jadwal(6, "RS-MALAM", "RSUD dinas malam", _pekan(setiap="20:00-08:00"), True),
    Jadwal(7, "REGU-SIANG", "Regu jaga siang", _pekan(setiap="07:00-19:00"), True),
    Jadwal(8, "REGU-MALAM", "Regu jaga malam", _pekan(setiap="19:00-07:00"), True),
]
JADWAL_KODE = {j.kode: j for j in JADWAL}
# Rosters as a cycle of shifts; None is a day off.
POLA: dict[str, list[str | None]] = {
    "SHIFT-RS": ["RS-PAGI", "RS-PAGI", "RS-SORE", "RS-MALAM", None, None],
    "REGU": ["REGU-SIANG", "REGU-MALAM", None, None],
}


def jadwal_post(post: Post) -> str:
    """Timetable or roster pattern of a post."""
    return post.resep.jadwal or post.unit.jadwal


def dinas(o: Orang, hari: date) -> Jadwal | None:
    """The timetable by which she works on a day, none when free or not in service."""
    post = o.pada(hari)
    if post is None:
        return None
    kode = jadwal_post(post)
    if kode in POLA:
        pola = POLA[kode]
        nama = pola[(hari.toordinal() + o.id) % len(pola)]
        return JADWAL_KODE[nama] if nama else None
    jadwal = JADWAL_KODE[kode]
    return jadwal if hari.isoweekday() in jadwal.jam and hari not in LIBUR else None


def jam_dinas(jadwal: Jadwal, hari: date) -> tuple[int, int]:
    """Start and end in minutes of the day; an end on the next day is over 1,440."""
    masuk, pulang = jadwal.jam[hari.isoweekday()]
    return masuk, pulang if pulang > masuk else pulang + 1440
