"""PermenPANRB 6/2022: from ratings to the predicate, and what the system suggests on the way.

A suggestion is words for the assessor, never a decision; the predicate follows from her two
ratings by the nine cells. Pure; the tables are law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from selaras.hukum import Aturan

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
SERATUS_BP = 10_000


class Rating(IntEnum):
    """Ratings with the codes of the national database."""

    DI_ATAS = 1
    SESUAI = 2
    DI_BAWAH = 3


KATA = {
    Rating.DI_ATAS: "di atas ekspektasi",
    Rating.SESUAI: "sesuai ekspektasi",
    Rating.DI_BAWAH: "di bawah ekspektasi",
}


@dataclass(frozen=True, slots=True)
class Saran:
    """What the rule suggests, why, and what the assessor should look at before deciding.

    rating None: something is not rated yet, so nothing is suggested.
    """

    rating: int | None
    alasan: str
    tanda: tuple[str, ...] = ()

    @property
    def kata(self) -> str:
        """The rating in words."""
        return KATA[Rating(self.rating)] if self.rating else ""


@dataclass(frozen=True, slots=True)
class Pola:
    """How a unit's predicates lie against the pattern of its organisation's result."""

    jumlah: Mapping[str, int]
    puncak: str
    harapan: str
    peringatan: str = ""

    @property
    def semua(self) -> int:
        """How many people have a predicate."""
        return sum(self.jumlah.values())


def kode_predikat(nama: str) -> int:
    """The national code, 1 (sangat baik) to 5."""
    return PREDIKAT.index(nama) + 1


def predikat(hasil: int, perilaku: int, aturan: Aturan) -> str:
    """One of the nine cells."""
    kode = aturan.butir("panrb6.matriks", f"h{int(hasil)}_p{int(perilaku)}")
    return PREDIKAT[kode - 1]


def suggest_hasil(
    utama: Sequence[int | None], tambahan: Sequence[int | None], aturan: Aturan
) -> Saran:
    """The rating of results as a whole, from the rows' ratings."""
    semua = [*utama, *tambahan]
    if belum := _belum(semua, "hasil"):
        return belum
    atas, bawah = semua.count(Rating.DI_ATAS), semua.count(Rating.DI_BAWAH)
    utama_bawah = list(utama).count(Rating.DI_BAWAH)
    tanda = [f"{utama_bawah} hasil utama di bawah ekspektasi"] if utama_bawah else []
    if _sebagian_besar(bawah, semua, aturan):
        return Saran(Rating.DI_BAWAH, _alasan(bawah, semua, Rating.DI_BAWAH), tuple(tanda))
    if _sebagian_besar(atas, semua, aturan):
        if not utama_bawah:
            return Saran(Rating.DI_ATAS, _alasan(atas, semua, Rating.DI_ATAS))
        kata = f"{_alasan(atas, semua, Rating.DI_ATAS)}, tetapi {tanda[0]}"
        return Saran(Rating.SESUAI, kata, tuple(tanda))
    return Saran(Rating.SESUAI, _selebihnya(atas, bawah, semua), tuple(tanda))


def suggest_perilaku(nilai: Mapping[str, int | None], aturan: Aturan) -> Saran:
    """The rating of behaviour as a whole, from the ratings of the seven values."""
    semua = list(nilai.values())
    if belum := _belum(semua, "nilai perilaku"):
        return belum
    atas, bawah = semua.count(Rating.DI_ATAS), semua.count(Rating.DI_BAWAH)
    rendah = tuple(nama for nama, r in nilai.items() if r == Rating.DI_BAWAH)
    tanda = (f"di bawah ekspektasi: {', '.join(rendah)}",) if rendah else ()
    if _sebagian_besar(bawah, semua, aturan):
        return Saran(Rating.DI_BAWAH, _alasan(bawah, semua, Rating.DI_BAWAH), tanda)
    if _sebagian_besar(atas, semua, aturan) and not rendah:
        return Saran(Rating.DI_ATAS, _alasan(atas, semua, Rating.DI_ATAS))
    return Saran(Rating.SESUAI, _selebihnya(atas, bawah, semua), tanda)


def pola(jumlah: Mapping[str, int], capaian_organisasi: str, aturan: Aturan) -> Pola:
    """A unit's predicates against the pattern. It warns where they lie higher, never forces."""
    lengkap = {nama: jumlah.get(nama, 0) for nama in PREDIKAT}
    harapan = PREDIKAT[aturan.butir("panrb6.pola_puncak", capaian_organisasi) - 1]
    puncak = max(PREDIKAT, key=lambda nama: lengkap[nama]) if any(lengkap.values()) else ""
    peringatan = ""
    if puncak and kode_predikat(puncak) < kode_predikat(harapan):
        peringatan = (
            f"Predikat terbanyak {_kata(puncak)}, sedangkan pola untuk capaian organisasi "
            f"{_kata(capaian_organisasi)} berpuncak pada {_kata(harapan)}."
        )
    return Pola(lengkap, puncak, harapan, peringatan)


def _belum(semua: Sequence[int | None], apa: str) -> Saran | None:
    kosong = sum(satu is None for satu in semua)
    if not semua:
        return Saran(None, f"Belum ada {apa} untuk dinilai.")
    return Saran(None, f"{kosong} dari {len(semua)} {apa} belum dinilai.") if kosong else None


def _sebagian_besar(banyak: int, semua: Sequence[object], aturan: Aturan) -> bool:
    return banyak * SERATUS_BP > len(semua) * aturan.nilai("panrb6.sebagian_besar")


def _alasan(banyak: int, semua: Sequence[object], rating: Rating) -> str:
    if banyak == len(semua):
        return f"semua {banyak} {KATA[rating]}"
    return f"{banyak} dari {len(semua)} {KATA[rating]}"


def _selebihnya(atas: int, bawah: int, semua: Sequence[object]) -> str:
    if not atas and not bawah:
        return f"semua {len(semua)} sesuai ekspektasi"
    sesuai = len(semua) - atas - bawah
    return f"{atas} di atas, {sesuai} sesuai, {bawah} di bawah: tidak ada yang sebagian besar"


def _kata(nama: str) -> str:
    return nama.replace("_", " ")
