"""Windows around expected times, and taps -> first in, last out. Never looks at the button.

A person's starts and ends form one line of anchors. A tap belongs to the nearest anchor whose
window it is in, so that windows never overlap; at the exact midpoint the later anchor wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selaras.aturan.jadwal import SEHARI
from selaras.aturan.presensi.kisi import Kisi, Menit
from selaras.aturan.presensi.kode import KOSONG
from selaras.aturan.presensi.parameter import Jendela

_TUTUP = 32767


@dataclass(frozen=True, slots=True)
class JendelaHari:
    """First and last minute (inclusive) of both windows, (hari, orang); closed: buka > tutup."""

    buka_masuk: Menit
    tutup_masuk: Menit
    buka_pulang: Menit
    tutup_pulang: Menit


def jendela_hari(kisi: Kisi, aturan: Jendela) -> JendelaHari:
    """Cut each day's windows at the midpoints between neighbouring anchors."""
    bentuk = (kisi.masuk.shape[0] - 2, kisi.masuk.shape[1])
    jendela = JendelaHari(*(np.empty(bentuk, np.int16) for _ in range(4)))
    for hari in range(bentuk[0]):
        baris = slice(hari, hari + 3)
        tepi = _tepi(kisi.masuk[baris], kisi.pulang[baris], aturan)
        for nama, isi in zip(JendelaHari.__slots__, tepi, strict=True):
            getattr(jendela, nama)[hari] = isi
    return jendela


def _tepi(masuk: Menit, pulang: Menit, aturan: Jendela) -> tuple[Menit, Menit, Menit, Menit]:
    """The four edges of the middle one of three days."""
    kini_masuk, kini_pulang = masuk[1], pulang[1]
    ada = kini_masuk != KOSONG
    tengah = _tengah(kini_masuk, kini_pulang)
    kemarin = np.where(pulang[0] != KOSONG, _tengah(pulang[0] - SEHARI, kini_masuk), -_TUTUP)
    besok = np.where(masuk[2] != KOSONG, _tengah(kini_pulang, masuk[2] + SEHARI), _TUTUP)
    return (
        np.where(ada, np.maximum(kini_masuk - aturan.masuk_sebelum, kemarin), _TUTUP),
        np.where(ada, np.minimum(kini_masuk + aturan.masuk_sesudah, tengah - 1), -_TUTUP),
        np.where(ada, np.maximum(kini_pulang - aturan.pulang_sebelum, tengah), _TUTUP),
        np.where(ada, np.minimum(kini_pulang + aturan.pulang_sesudah, besok - 1), -_TUTUP),
    )


def _tengah(awal: Menit, akhir: Menit) -> Menit:
    """The first minute nearer to `akhir`, or as near. Sums of two times fit 16 bits."""
    return (awal + akhir + 1) >> 1


def pasangkan_ketukan(
    ketukan: Iterable[tuple[NDArray[np.int32], NDArray[np.int32]]], jendela: JendelaHari
) -> tuple[Menit, Menit]:
    """First tap of each in-window and last of each out-window, (hari, orang), KOSONG = none.

    ketukan: portions of (column of the person or -1 = not ours, whole local minutes from the
    first day's midnight, seconds dropped). Neither order nor repetition of taps matters.
    """
    bentuk = jendela.buka_masuk.shape
    pertama = np.full(bentuk[0] * bentuk[1], _TUTUP, np.int16)
    terakhir = np.full(bentuk[0] * bentuk[1], KOSONG, np.int16)
    tepi = tuple(getattr(jendela, nama).reshape(-1) for nama in JendelaHari.__slots__)
    for kolom, menit in ketukan:
        _pasangkan(kolom, menit, tepi, (pertama, terakhir), bentuk[1])
    pertama[pertama == _TUTUP] = KOSONG
    return pertama.reshape(bentuk), terakhir.reshape(bentuk)


def _pasangkan(
    kolom: NDArray[np.int32],
    menit: NDArray[np.int32],
    tepi: tuple[Menit, ...],
    hasil: tuple[Menit, Menit],
    orang: int,
) -> None:
    """Try the tap's own date first, then the shifts that started the day before and after."""
    pertama, terakhir = hasil
    hari = len(pertama) // orang if orang else 0
    tanggal = menit // SEHARI
    jam = menit - tanggal * SEHARI
    for geser in (0, -1, 1):
        baris = tanggal + geser
        ada = (baris >= 0) & (baris < hari) & (kolom >= 0)
        relatif = (jam - geser * SEHARI).astype(np.int16)
        letak = np.where(ada, baris.astype(np.int64) * orang + kolom, 0)
        masuk = ada & (tepi[0][letak] <= relatif) & (relatif <= tepi[1][letak])
        pulang = ada & (tepi[2][letak] <= relatif) & (relatif <= tepi[3][letak])
        np.minimum.at(pertama, letak[masuk], relatif[masuk])
        np.maximum.at(terakhir, letak[pulang], relatif[pulang])
        sisa = ~(masuk | pulang) & (kolom >= 0)
        if not sisa.any():
            return
        kolom, tanggal, jam = kolom[sisa], tanggal[sisa], jam[sisa]
