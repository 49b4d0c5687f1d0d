"""A sample person's ranks from her first day, and her service as salary counts it.

Steps follow PP 99/2000 roughly (April and October, three years or more apart); service is cut by
six years from golongan I to II and by five from II to III (PP 99/2000's annex).
"""

from dataclasses import dataclass
from datetime import date

from selaras.contoh.acak import angka
from selaras.contoh.orang import Orang

RUANG = tuple(f"{g}/{r}" for g, isi in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"),
                                        ("IV", "abcde")) for r in isi)  # fmt: skip
JARAK = 3  # years between two ranks, at least
POTONG = {"II": 6, "III": 5}  # years of service that entering the golongan costs
PENGADAAN, REGULER, STRUKTURAL, FUNGSIONAL, IJAZAH = "211", "101", "201", "202", "203"


@dataclass(frozen=True, slots=True)
class Pangkat:
    """A rank, since when, by which kind of promotion, with which months of service."""

    golongan: str
    mulai: date
    jenis_kp: str
    masa_kerja: int


def tangga(o: Orang) -> list[Pangkat]:
    """Her ranks, oldest first; staff without golongan have none."""
    if not o.golongan:
        return []
    if o.golongan not in RUANG or not o.status.endswith("PNS"):
        return [Pangkat(o.golongan, o.tmt, PENGADAAN, 0)]
    tmt = [o.tmt, *_naik(o)]
    akhir = RUANG.index(o.golongan)
    hasil: list[Pangkat] = []
    lama = 0
    for n, mulai in enumerate(tmt):
        golongan = RUANG[akhir - len(tmt) + 1 + n]
        sebelum = hasil[-1].golongan.partition("/")[0] if hasil else ""
        kelompok = golongan.partition("/")[0]
        masuk_golongan = bool(hasil) and kelompok != sebelum
        lama += POTONG.get(kelompok, 0) * 12 if masuk_golongan else 0
        bulan = max(0, _bulan(o.tmt, mulai) - lama)
        hasil.append(Pangkat(golongan, mulai, _jenis(o, n, kelompok, masuk_golongan), bulan))
    return hasil


def masa_kerja(o: Orang, hari: date) -> int:
    """Months of service that count for salary on a day, in the rank of that day."""
    pangkat = pada(o, hari)
    return pangkat.masa_kerja + _bulan(pangkat.mulai, hari)


def pada(o: Orang, hari: date) -> Pangkat:
    """The rank of a day; before the first one, the first."""
    semua = tangga(o)
    return next((p for p in reversed(semua) if p.mulai <= hari), semua[0])


def _naik(o: Orang) -> list[date]:
    """First days of the ranks above the first."""
    terakhir = date(2021 + angka("kp", 4, o.id), (4, 10)[angka("kp.bulan", 2, o.id)], 1)
    kelompok, _, ruang = o.golongan.partition("/")
    dasar = kelompok if ruang != "a" and kelompok != "IV" else {"IV": "III"}.get(kelompok, "II")
    if ruang == "a" and kelompok in {"I", "II"}:
        dasar = "I"
    naik = RUANG.index(o.golongan) - RUANG.index(f"{dasar}/a")
    langkah = max(0, min(naik, _bulan(o.tmt, terakhir) // (12 * JARAK)))
    if not langkah:
        return []
    jarak = (terakhir - o.tmt).days
    return [
        _periode_kp(date.fromordinal(o.tmt.toordinal() + jarak * n // langkah))
        for n in range(1, langkah)
    ] + [terakhir]


def _jenis(o: Orang, n: int, kelompok: str, masuk_golongan: bool) -> str:
    if n == 0:
        return PENGADAAN
    if masuk_golongan and kelompok in {"II", "III"}:
        return IJAZAH
    if o.post.resep.eselon:
        return STRUKTURAL
    return FUNGSIONAL if o.post.resep.jenis == "fungsional" else REGULER


def _periode_kp(hari: date) -> date:
    """The nearest earlier first of April or October, the periods until 2023."""
    if hari.month >= 10:
        return date(hari.year, 10, 1)
    return date(hari.year, 4, 1) if hari.month >= 4 else date(hari.year - 1, 10, 1)


def _bulan(dari: date, sampai: date) -> int:
    penuh = (sampai.year - dari.year) * 12 + sampai.month - dari.month
    return penuh - (sampai.day < dari.day)
