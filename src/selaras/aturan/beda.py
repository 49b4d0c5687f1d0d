"""How two versions of a plan differ: rows added, dropped, changed, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BARU, HILANG, BERUBAH = "baru", "hilang", "berubah"
Baris = Mapping[str, str]  # column in words -> value in words; "" stands for the row's own words


@dataclass(frozen=True, slots=True)
class Beda:
    """A row that differs between two versions of a plan."""

    kunci: str
    cara: str  # baru | hilang | berubah
    judul: str
    kolom: tuple[tuple[str, str, str], ...] = field(default=())  # name, before, now


def bandingkan(lama: Mapping[str, Baris], baru: Mapping[str, Baris]) -> list[Beda]:
    """Rows added, dropped and changed, in the order of the new version, the dropped last."""
    hasil = []
    for kunci, isi in baru.items():
        if kunci not in lama:
            hasil.append(Beda(kunci, BARU, _judul(isi)))
        elif kolom := _kolom(lama[kunci], isi):
            hasil.append(Beda(kunci, BERUBAH, _judul(isi), kolom))
    hasil += [Beda(k, HILANG, _judul(isi)) for k, isi in lama.items() if k not in baru]
    return hasil


def _judul(isi: Baris) -> str:
    return next(iter(isi.values()), "")


def _kolom(lama: Baris, baru: Baris) -> tuple[tuple[str, str, str], ...]:
    nama = dict.fromkeys([*lama, *baru])
    return tuple(
        (n, lama.get(n, ""), baru.get(n, "")) for n in nama if lama.get(n, "") != baru.get(n, "")
    )
