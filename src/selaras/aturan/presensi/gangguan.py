"""Declared outages against a person's windows: which minutes nobody can be blamed for.

A minute in which the place could not take a tap is no minute of lateness, and a tap that is
missing stands for the best minute of the outage: came as it began, left as it ended. How far a
region goes is law (`presensi.gangguan`). Never makes a day without any tap a day of presence.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import SEHARI
from selaras.aturan.presensi.jendela import JendelaHari
from selaras.aturan.presensi.kisi import Kisi, Menit, Tanda
from selaras.aturan.presensi.kode import KOSONG

MENIT_TERTUTUP, SELURUH_SISI, TIDAK = "menit_tertutup", "seluruh_sisi", "tidak"
_PENUH = np.int16(16384)  # more than any lateness within a window
_I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Gangguan:
    """What outages take off, (hari, orang).

    tertutup_*: minutes of lateness (early leaving) that lie in an outage.
    andai_*: minutes that a missing tap counts as instead; KOSONG = no outage in that window.
    """

    tertutup_masuk: Menit
    tertutup_pulang: Menit
    andai_masuk: Menit
    andai_pulang: Menit

    def bagian(self, orang: slice) -> "Gangguan":
        """The same of some persons."""
        potong: dict[str, Any] = {n: getattr(self, n)[:, orang] for n in self.__slots__}
        return Gangguan(**potong)

    @property
    def menyentuh(self) -> Tanda:
        """Days with an outage in one of their windows."""
        kena: Tanda = (self.andai_masuk != KOSONG) | (self.andai_pulang != KOSONG)
        return kena


def satukan(gangguan: pl.DataFrame) -> pl.DataFrame:
    """Outages of a person that overlap or touch become one: no minute is taken off twice."""
    return (
        gangguan.filter(pl.col("sampai") > pl.col("mulai"))
        .sort("pegawai_id", "mulai")
        .with_columns(
            baru=(
                pl.col("mulai") > pl.col("sampai").cum_max().shift(1).over("pegawai_id")
            ).fill_null(True)
        )
        .with_columns(kelompok=pl.col("baru").cum_sum().over("pegawai_id"))
        .group_by("pegawai_id", "kelompok", maintain_order=True)
        .agg(pl.col("mulai").min(), pl.col("sampai").max())
        .drop("kelompok")
    )


def susun_gangguan(
    selang: tuple[_I32, _I32, _I32],
    kisi: Kisi,
    jendela: JendelaHari,
    tercatat: tuple[Menit, Menit],
    cara: str,
) -> Gangguan:
    """selang: column of the person (-1 = not ours), first and end minute (exclusive) from the
    first day's midnight; not overlapping within a person. tercatat: first in, last out.
    """
    bentuk = jendela.buka_masuk.shape
    hasil = Gangguan(
        np.zeros(bentuk, np.int16),
        np.zeros(bentuk, np.int16),
        np.full(bentuk, KOSONG, np.int16),
        np.full(bentuk, KOSONG, np.int16),
    )
    hari, kolom, mulai, sampai = _per_hari(*selang, bentuk[0])
    letak = (hari, kolom)
    penuh = cara == SELURUH_SISI

    jadwal = kisi.masuk[1:-1][letak].astype(np.int32)
    buka, tutup = jendela.buka_masuk[letak], jendela.tutup_masuk[letak]
    kena = (mulai <= tutup) & (sampai > buka)
    lewat = np.minimum(sampai, tercatat[0][letak]) - np.maximum(mulai, jadwal)
    andai = np.maximum(mulai, buka) - jadwal
    _isi((hasil.tertutup_masuk, hasil.andai_masuk), letak, kena, (lewat, andai), penuh)

    jadwal = kisi.pulang[1:-1][letak].astype(np.int32)
    buka, tutup = jendela.buka_pulang[letak], jendela.tutup_pulang[letak]
    kena = (mulai <= tutup) & (sampai > buka)
    lewat = np.minimum(sampai, jadwal) - np.maximum(mulai, tercatat[1][letak])
    andai = jadwal - np.minimum(sampai, tutup)
    _isi((hasil.tertutup_pulang, hasil.andai_pulang), letak, kena, (lewat, andai), penuh)
    return hasil


def _isi(
    hasil: tuple[Menit, Menit],
    letak: tuple[_I32, _I32],
    kena: Tanda,
    menit: tuple[_I32, _I32],
    penuh: bool,
) -> None:
    """Add the covered minutes; of several outages in a window the kindest stands for no tap."""
    (tertutup, andai), (lewat, andai_kini) = hasil, menit
    hari, kolom = letak[0][kena], letak[1][kena]
    if penuh:
        tertutup[hari, kolom] = _PENUH
        andai[hari, kolom] = 0
        return
    np.add.at(tertutup, (hari, kolom), lewat[kena].clip(0, _PENUH - 1).astype(np.int16))
    belum = andai[hari, kolom] == KOSONG
    andai[hari[belum], kolom[belum]] = _PENUH
    np.minimum.at(andai, (hari, kolom), andai_kini[kena].clip(0, _PENUH).astype(np.int16))


def _per_hari(
    kolom: _I32, mulai: _I32, sampai: _I32, jumlah_hari: int
) -> tuple[_I32, _I32, _I32, _I32]:
    """One entry per outage and date whose shift it may meet, minutes from that date's midnight."""
    awal = np.clip(mulai // SEHARI - 2, 0, jumlah_hari)
    akhir = np.clip(sampai // SEHARI + 1, -1, jumlah_hari - 1)
    banyak = np.where(kolom >= 0, np.maximum(akhir - awal + 1, 0), 0)
    baris = np.repeat(np.arange(len(kolom)), banyak)
    ke = np.arange(len(baris)) - np.repeat(np.cumsum(banyak) - banyak, banyak)
    hari = (awal[baris] + ke).astype(np.int32)
    return hari, kolom[baris], mulai[baris] - hari * SEHARI, sampai[baris] - hari * SEHARI
