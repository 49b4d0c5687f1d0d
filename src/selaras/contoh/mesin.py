"""Where people tap: sites with a machine each, and everyone's PIN there.

A site is an SKPD's office, a school or a puskesmas; its id is the unit's.
"""

from dataclasses import dataclass
from datetime import date

from selaras.contoh.dunia import Dunia
from selaras.contoh.orang import Masa
from selaras.contoh.struktur import Unit


@dataclass(frozen=True, slots=True)
class Tempat:
    """A site and the serial number of its machine."""

    id: int
    unit: Unit
    sn: str


def situs_unit(unit: Unit) -> int:
    """The site where people of a unit tap."""
    if unit.situs:
        return unit.situs
    if unit.jenis in ("sekolah", "puskesmas"):
        return unit.id
    return unit.skpd.situs or unit.skpd.id


def tempat(d: Dunia) -> list[Tempat]:
    """Every site of the regency, in the order of its units."""
    ada = {situs_unit(u) for u in d.struktur.unit}
    return [
        Tempat(u.id, u, f"CTH{20250000 + u.id * 37:08d}") for u in d.struktur.unit if u.id in ada
    ]


def bagi_pin(d: Dunia) -> dict[tuple[int, int], tuple[str, Masa]]:
    """(site, person) -> PIN at that machine and since when; PINs count up per site."""
    masa: dict[tuple[int, int], Masa] = {}
    for o in d.orang:
        for post, penugasan, _, (mulai, sampai) in o.jabatan:
            if penugasan == "D" and (sampai is None or sampai > d.skala.mulai):
                kunci = (situs_unit(post.unit), o.id)
                lama = masa.get(kunci, (date.max, None))
                masa[kunci] = (min(lama[0], mulai), sampai)
    urut: dict[int, int] = {}
    hasil: dict[tuple[int, int], tuple[str, Masa]] = {}
    for situs, pegawai in sorted(masa):
        urut[situs] = urut.get(situs, 0) + 1
        hasil[situs, pegawai] = (str(urut[situs]), masa[situs, pegawai])
    return hasil
