"""The month sheet's bytes: 31 days x 12 bytes. The only place that knows the layout.

A day's fields and their types are `aturan.presensi.HARI`; days that a month lacks are zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selaras.aturan.presensi import HARI, KOSONG, StatusHari

HARI_LEMBAR = 31
BITA_HARI = HARI.itemsize
BITA_LEMBAR = HARI_LEMBAR * BITA_HARI


@dataclass(frozen=True, slots=True)
class HariPresensi:
    """One day as pages read it; minutes from local midnight, None = no tap."""

    kode: StatusHari
    jenis: int
    masuk: int | None
    pulang: int | None
    menit_tl: int
    menit_psw: int
    potongan_bp: int


def encode(hari: NDArray[np.void]) -> NDArray[np.void]:
    """(orang, n <= 31) days -> one opaque item of 372 bytes per person."""
    penuh = np.zeros((hari.shape[0], HARI_LEMBAR), HARI)
    penuh["masuk"] = penuh["pulang"] = KOSONG
    penuh[:, : hari.shape[1]] = hari
    return penuh.view(f"V{BITA_LEMBAR}").reshape(-1)


def decode(lembar: Sequence[bytes | memoryview]) -> NDArray[np.void]:
    """Sheets -> (orang, 31) structured days."""
    return np.frombuffer(b"".join(bytes(b) for b in lembar), HARI).reshape(-1, HARI_LEMBAR)


def patch(lembar: bytes | memoryview, tanggal: int, hari: NDArray[np.void]) -> bytes:
    """The sheet with the day of the month `tanggal` (1-31) replaced by one of HARI."""
    letak = (tanggal - 1) * BITA_HARI
    isi = bytes(lembar)
    return isi[:letak] + hari.tobytes() + isi[letak + BITA_HARI :]


def read_days(lembar: bytes | memoryview, jumlah: int = HARI_LEMBAR) -> list[HariPresensi]:
    """One sheet's first `jumlah` days for a page."""
    return [_hari(h) for h in decode([lembar])[0, :jumlah]]


def read_codes(lembar: bytes | memoryview, tanggal: Sequence[int]) -> list[StatusHari]:
    """What the sheet says of these days of the month (1-31), and nothing else of them."""
    kode = decode([lembar])[0]["kode"]
    return [StatusHari(int(kode[t - 1])) for t in tanggal]


def _hari(h: np.void) -> HariPresensi:
    kode, jenis, masuk, pulang, tl, psw, bp = h.item()
    return HariPresensi(
        StatusHari(kode),
        jenis,
        None if masuk == KOSONG else masuk,
        None if pulang == KOSONG else pulang,
        tl,
        psw,
        bp,
    )
