"""Plans changes to one owner's dated history without touching the database.

A statement "X holds since this day" closes what held before; a period "X from day to day" must
not touch another. Rows never overlap afterwards: the database's exclusion constraint agrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

Isi = dict[str, Any]


class Akibat(StrEnum):
    """What a statement does to a history."""

    SAMA = "sama"
    BARU = "baru"
    BERUBAH = "berubah"
    TUMPANG = "tumpang"


@dataclass(slots=True)
class Ruas:
    """One row of a history: [mulai, sampai) and its columns; id None = not stored yet."""

    id: int | None
    mulai: date
    sampai: date | None
    isi: Isi
    berubah: bool = False

    def contains(self, hari: date) -> bool:
        return self.mulai <= hari and (self.sampai is None or hari < self.sampai)

    def overlaps(self, mulai: date, sampai: date | None) -> bool:
        return (sampai is None or self.mulai < sampai) and (
            self.sampai is None or mulai < self.sampai
        )

    def differs(self, isi: Isi) -> bool:
        return any(self.isi.get(nama) != nilai for nama, nilai in isi.items())


@dataclass(frozen=True, slots=True)
class Hasil:
    """The effect of one statement, with the row that held before (or stands in the way)."""

    akibat: Akibat
    ruas: Ruas | None = None
    lama: Isi = field(default_factory=dict)
    lama_sampai: date | None = None


@dataclass(slots=True)
class Riwayat:
    """One owner's rows in order, changed in memory by statements."""

    ruas: list[Ruas]
    bawa: frozenset[str] = frozenset()  # columns a new row takes over when the statement is silent

    def pada(self, hari: date) -> Ruas | None:
        return next((r for r in self.ruas if r.contains(hari)), None)

    def set_since(self, mulai: date, isi: Isi, sampai: date | None = None) -> Hasil:
        """`isi` holds from `mulai` on, until `sampai` or the next change already known."""
        aktif = self.pada(mulai)
        berikut = min((r for r in self.ruas if r.mulai > mulai), key=_mulai, default=None)
        if sampai and berikut and sampai > berikut.mulai:
            return Hasil(Akibat.TUMPANG, berikut)
        if aktif is None:
            akhir = sampai or (berikut.mulai if berikut else None)
            return Hasil(Akibat.BARU, self._insert(mulai, akhir, isi, None))
        if not aktif.differs(isi):
            return self._move_end(aktif, sampai)
        lama, lama_sampai = dict(aktif.isi), aktif.sampai
        akhir = sampai or aktif.sampai
        if aktif.mulai == mulai:
            aktif.isi = {**aktif.isi, **isi}
            aktif.sampai, aktif.berubah = akhir, True
            return Hasil(Akibat.BERUBAH, aktif, lama, lama_sampai)
        aktif.sampai, aktif.berubah = mulai, True
        return Hasil(Akibat.BERUBAH, self._insert(mulai, akhir, isi, aktif), lama, lama_sampai)

    def set_period(self, mulai: date, sampai: date | None, isi: Isi) -> Hasil:
        """`isi` holds in exactly [mulai, sampai); the row that starts that day is corrected."""
        sendiri = next((r for r in self.ruas if r.mulai == mulai), None)
        for lain in self.ruas:
            if lain is not sendiri and lain.overlaps(mulai, sampai):
                return Hasil(Akibat.TUMPANG, lain)
        if sendiri is None:
            return Hasil(Akibat.BARU, self._insert(mulai, sampai, isi, None))
        if not sendiri.differs(isi) and sendiri.sampai == sampai:
            return Hasil(Akibat.SAMA, sendiri)
        lama, lama_sampai = dict(sendiri.isi), sendiri.sampai
        sendiri.isi = {**sendiri.isi, **isi}
        sendiri.sampai, sendiri.berubah = sampai, True
        return Hasil(Akibat.BERUBAH, sendiri, lama, lama_sampai)

    def end_at(self, mulai: date, terakhir: date) -> Hasil:
        """The row that starts on `mulai` holds for the last time on `terakhir`."""
        ruas = next(r for r in self.ruas if r.mulai == mulai)
        sampai = terakhir + timedelta(days=1)
        for lain in self.ruas:
            if lain is not ruas and lain.overlaps(mulai, sampai):
                return Hasil(Akibat.TUMPANG, lain)
        return self._move_end(ruas, sampai)

    def changed(self) -> Iterable[Ruas]:
        """Rows to write: new ones and those that differ from what is stored."""
        return (r for r in self.ruas if r.id is None or r.berubah)

    def _move_end(self, aktif: Ruas, sampai: date | None) -> Hasil:
        if sampai is None or aktif.sampai == sampai:
            return Hasil(Akibat.SAMA, aktif)
        lama_sampai, aktif.sampai, aktif.berubah = aktif.sampai, sampai, True
        return Hasil(Akibat.BERUBAH, aktif, dict(aktif.isi), lama_sampai)

    def _insert(self, mulai: date, sampai: date | None, isi: Isi, dari: Ruas | None) -> Ruas:
        dibawa = {n: dari.isi[n] for n in self.bawa if n in dari.isi} if dari else {}
        baru = Ruas(None, mulai, sampai, {**dibawa, **isi})
        self.ruas.append(baru)
        self.ruas.sort(key=_mulai)
        return baru


def period_text(mulai: date, sampai: date | None) -> str:
    """'1-10-2025 s.d. 31-10-2025': the last day included, as letters write it."""
    awal = f"{mulai.day}-{mulai.month}-{mulai.year}"
    if sampai is None:
        return f"sejak {awal}"
    akhir = sampai - timedelta(days=1)
    return f"{awal} s.d. {akhir.day}-{akhir.month}-{akhir.year}"


def _mulai(ruas: Ruas) -> date:
    return ruas.mulai
