"""One person's month under both laws, line beside line; computed when asked for, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selaras.aturan.penjelasan import iter_rincian
from selaras.hukum import Aturan, Law
from selaras.tpp.lab.hitung import Berjalan, hitung_lagi
from selaras.tpp.lab.jalan import own_law
from selaras.tpp.lab.usulan import HukumUsulan
from selaras.tpp.selectors.lab import read_stored_month


@dataclass(frozen=True, slots=True)
class BarisBanding:
    """One component on both sides; None = the other law knows no such line for this person."""

    kode: str
    judul: str
    satuan: str
    lama: Mapping[str, Any] | None
    baru: Mapping[str, Any] | None

    @property
    def selisih(self) -> int:
        return int(self.baru["nilai"] if self.baru else 0) - int(
            self.lama["nilai"] if self.lama else 0
        )

    @property
    def berubah(self) -> bool:
        return self.selisih != 0


@dataclass(frozen=True, slots=True)
class OrangBanding:
    """A month of one person: its lines, both laws, and why the other couldn't compute it."""

    baris: list[BarisBanding]
    asal: Aturan
    aturan: Aturan
    galat: str


def person_month(
    *,
    instansi_id: int,
    daerah: str,
    pegawai_id: int,
    periode: int,
    usulan: HukumUsulan,
    berjalan: Berjalan | None = None,
    law: Law | None = None,
) -> OrangBanding | None:
    """Both sides of a stored month; None where the person has no instrument in it."""
    bulan = read_stored_month(instansi_id, periode, [pegawai_id])
    if not bulan.instrumen.height:
        return None
    asal, aturan = own_law(daerah, periode, law), usulan.aturan(periode)
    lama = hitung_lagi(bulan, asal, asal)
    baru = hitung_lagi(bulan, asal, aturan, berjalan)
    galat = baru["galat"][0] or ""
    kiri = {b["komponen"]: b for b in iter_rincian(lama, asal, "pegawai_id")}
    kanan = {} if galat else {b["komponen"]: b for b in iter_rincian(baru, aturan, "pegawai_id")}
    return OrangBanding(_pairs(kiri, kanan), asal, aturan, galat)


def _pairs(
    kiri: Mapping[str, Mapping[str, Any]], kanan: Mapping[str, Mapping[str, Any]]
) -> list[BarisBanding]:
    """Lines in the order in which the longer side tells them."""
    urut = list(kiri)
    for n, kode in enumerate(kanan):
        if kode not in kiri:
            sebelum = list(kanan)[n - 1] if n else ""
            urut.insert(urut.index(sebelum) + 1 if sebelum in urut else 0, kode)
    hasil = []
    for kode in urut:
        satu = kiri.get(kode) or kanan[kode]
        hasil.append(
            BarisBanding(kode, satu["judul"], satu["satuan"], kiri.get(kode), kanan.get(kode))
        )
    return hasil
