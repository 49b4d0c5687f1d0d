"""What of an order to work overtime the taps prove. Pure: minutes of the order's date only.

An order of SPKL (PP 11/2017; Perpres 21/2023 ps. 4) names hours; a tap near its end proves that the
person stayed, a tap near its beginning that she came. Where the order joins her usual hours, being
at work proves that side. Whether and how it is paid is the region's law, not decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from selaras.hukum import Aturan

SEJAM = 60


class Keadaan(StrEnum):
    """How an order and the taps agree."""

    BELUM = "belum"  # its window is still open
    PENUH = "penuh"
    SEBAGIAN = "sebagian"
    TANPA_BUKTI = "tanpa_bukti"


@dataclass(frozen=True, slots=True)
class JendelaLembur:
    """Minutes around an order in which taps prove it, and the gap to usual hours that joins."""

    sebelum: int
    sesudah: int
    sambung: int

    @classmethod
    def dari(cls, aturan: Aturan) -> "JendelaLembur":
        t = aturan.tabel("presensi.lembur_jendela")
        return cls(t["sebelum"], t["sesudah"], t["sambung"])


@dataclass(frozen=True, slots=True)
class Kenyataan:
    """When she worked of the ordered hours, as far as it is proven."""

    keadaan: Keadaan
    mulai: int | None = None
    selesai: int | None = None

    @property
    def menit(self) -> int:
        if self.mulai is None or self.selesai is None:
            return 0
        return max(0, self.selesai - self.mulai)

    @property
    def jam_penuh(self) -> int:
        """Whole hours, as tariffs by the hour count them."""
        return self.menit // SEJAM


def kenyataan(
    perintah: tuple[int, int],
    ketukan: Sequence[int],
    jadwal: tuple[int, int] | None,
    p: JendelaLembur,
    *,
    kini: int,
) -> Kenyataan:
    """Order, taps and usual hours (None = a day off) in minutes from midnight of the order's date.

    `kini` is the minute asked at: taps after it have not happened, an order whose window is open
    waits.
    """
    mulai, selesai = perintah
    if kini <= selesai + p.sesudah:
        return Kenyataan(Keadaan.BELUM)
    dekat = sorted(
        k for k in ketukan if mulai - p.sebelum <= k <= selesai + p.sesudah and k <= kini
    )
    awal = _joined_before(mulai, ketukan, jadwal, p)
    akhir = _joined_after(selesai, ketukan, jadwal, p)
    if awal is None and dekat and dekat[0] < selesai:
        awal = max(mulai, dekat[0])
    if akhir is None and dekat and dekat[-1] > mulai:
        akhir = min(selesai, dekat[-1])
    if awal is None or akhir is None or akhir <= awal:
        return Kenyataan(Keadaan.TANPA_BUKTI)
    penuh = akhir - awal >= selesai - mulai
    return Kenyataan(Keadaan.PENUH if penuh else Keadaan.SEBAGIAN, awal, akhir)


def _joined_before(
    mulai: int, ketukan: Sequence[int], jadwal: tuple[int, int] | None, p: JendelaLembur
) -> int | None:
    """Usual hours end where the order begins: who came to work that day was there."""
    if jadwal is None or not 0 <= mulai - jadwal[1] <= p.sambung:
        return None
    return mulai if any(jadwal[0] - p.sebelum * 2 <= k < jadwal[1] for k in ketukan) else None


def _joined_after(
    selesai: int, ketukan: Sequence[int], jadwal: tuple[int, int] | None, p: JendelaLembur
) -> int | None:
    """Usual hours begin where the order ends: who went home from work that day was there."""
    if jadwal is None or not 0 <= jadwal[0] - selesai <= p.sambung:
        return None
    return selesai if any(jadwal[0] < k <= jadwal[1] + p.sesudah * 3 for k in ketukan) else None


def uang_lembur(jam_penuh: int, golongan: str, tarif: dict[str, int]) -> int | None:
    """Whole hours at the tariff of the rank's Roman numeral; None where no tariff names it."""
    per_jam = tarif.get(golongan.split("/", maxsplit=1)[0])
    return None if per_jam is None else jam_penuh * per_jam
