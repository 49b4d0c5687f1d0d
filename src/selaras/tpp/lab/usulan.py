"""A proposed law: another region's edition, or single values laid over one's own. Pure.

The months keep their own dates; where another edition does not reach them, the law of the same
calendar month nearest within that edition is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from selaras.hukum import Aturan, Edisi, Law, NilaiDaerah

NILAI, DAERAH, BERKAS = "nilai", "daerah", "berkas"
SUMBER = {NILAI: "Nilai yang diubah", DAERAH: "Aturan lain", BERKAS: "Berkas usulan"}
USULAN = "usulan laboratorium"


@dataclass(frozen=True, slots=True)
class BarisUsulan:
    """One key's proposed value, from `mulai` on (ISO date; "" = in all months compared)."""

    kunci: str
    nilai: Any
    mulai: str = ""


@dataclass(frozen=True, slots=True)
class Usulan:
    """What is compared with the region's own law; small enough to be a job's input."""

    sumber: str
    daerah: str  # whose law is the ground: the government's own, or the other region
    edisi: str = ""  # only for DAERAH
    baris: tuple[BarisUsulan, ...] = ()
    nama_berkas: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values for the job."""
        return asdict(self)

    @classmethod
    def from_json(cls, isi: Mapping[str, Any]) -> "Usulan":
        """The proposal back from a job's input."""
        baris = tuple(BarisUsulan(**b) for b in isi.get("baris", ()))
        return cls(**{**isi, "baris": baris})

    def kata(self, law: Law) -> str:
        """The proposal in words."""
        if self.sumber == DAERAH:
            return f"{law.region(self.daerah).nama}, {law.edisi(self.daerah, self.edisi).judul}"
        judul = [law.parameter(k).judul for k in self.kunci]  # type: ignore[union-attr]
        isi = ", ".join(judul[:2]) + (f" dan {len(judul) - 2} lainnya" if len(judul) > 2 else "")
        return f"{self.nama_berkas}: {isi}" if self.nama_berkas else f"Mengubah {isi}"

    @property
    def kunci(self) -> list[str]:
        """The keys that single values change, without repetition."""
        return list(dict.fromkeys(b.kunci for b in self.baris))


@dataclass(frozen=True, slots=True)
class HukumUsulan:
    """The proposed law, ready to be asked month by month."""

    law: Law
    usulan: Usulan
    edisi: Edisi | None = field(default=None)

    def aturan(self, periode: int) -> Aturan:
        """The proposed law of a month (its first day)."""
        awal = date(periode // 100, periode % 100, 1)
        hari = day_in_edition(self.edisi, awal) if self.edisi else awal
        return self.law.pada(hari, self.usulan.daerah)


def proposed_law(usulan: Usulan, law: Law, periode: Sequence[int]) -> HukumUsulan:
    """The law that the proposal makes; raises HukumError with every finding."""
    if usulan.sumber == DAERAH:
        return HukumUsulan(law, usulan, law.edisi(usulan.daerah, usulan.edisi))
    awal = min(periode)
    sejak = date(awal // 100, awal % 100, 1)
    rows = [
        NilaiDaerah(
            kunci=b.kunci,
            daerah=usulan.daerah,
            mulai=date.fromisoformat(b.mulai) if b.mulai else sejak,
            nilai=b.nilai,
            peraturan=USULAN,
            keyakinan="rendah",
        )
        for b in usulan.baris
    ]
    return HukumUsulan(law.with_nilai_daerah(rows), usulan)


def day_in_edition(edisi: Edisi, hari: date) -> date:
    """The day itself where the edition holds then, else the same month nearest within it."""
    if edisi.covers(hari):
        return hari
    terakhir = edisi.sampai or max(hari, edisi.mulai).replace(month=12, day=31)
    tahun = range(edisi.mulai.year, terakhir.year + 1)
    sebulan = [d for t in tahun for d in [hari.replace(year=t, day=1)] if edisi.covers(d)]
    if sebulan:
        return min(sebulan, key=lambda d: abs((d - hari).days))
    return edisi.mulai if hari < edisi.mulai else terakhir
