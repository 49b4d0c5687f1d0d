"""Who works when, laid out densely: one column per person, one row per day of the span.

Rows with dates (timetable assignments, rosters, absences, corrections, outages) become
matrices here. Knows no percentages and no taps.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import Libur, Rentang
from selaras.aturan.presensi.kode import IZIN_PULANG_CEPAT, IZIN_TERLAMBAT, KOSONG

Menit = NDArray[np.int16]
Tanda = NDArray[np.bool_]
_TABEL_MAKS = 50_000_000  # ids up to here are looked up directly, larger ones by bisection


@dataclass(frozen=True, slots=True)
class Orang:
    """The persons of a run in the order of their columns: ids ascending, zone in minutes."""

    pegawai_id: NDArray[np.int64]
    zona: NDArray[np.int32]

    @classmethod
    def dari(cls, frame: pl.DataFrame) -> "Orang":
        """frame: pegawai_id, zona_menit (420 WIB, 480 WITA, 540 WIT); one row per person."""
        urut = frame.sort("pegawai_id")
        pegawai_id = urut["pegawai_id"].cast(pl.Int64).to_numpy()
        if len(pegawai_id) > 1 and not (np.diff(pegawai_id) > 0).all():
            raise ValueError("Seorang pegawai tercantum dua kali dalam satu hitungan.")
        return cls(pegawai_id, urut["zona_menit"].cast(pl.Int32).to_numpy())

    def __len__(self) -> int:
        return len(self.pegawai_id)

    def pencari(self) -> NDArray[np.int32] | None:
        """A table id -> column (-1 = not ours), or None where ids are too large for one."""
        if not len(self) or self.pegawai_id[-1] >= _TABEL_MAKS or self.pegawai_id[0] < 0:
            return None
        tabel = np.full(int(self.pegawai_id[-1]) + 2, -1, np.int32)
        tabel[self.pegawai_id] = np.arange(len(self), dtype=np.int32)
        return tabel

    def kolom(self, ids: NDArray[Any], tabel: NDArray[np.int32] | None = None) -> NDArray[np.int32]:
        """The column of each id; -1 where the person is not in this run."""
        if not len(self):
            return np.full(len(ids), -1, np.int32)
        if tabel is not None:
            kolom: NDArray[np.int32] = tabel[np.clip(ids, -1, len(tabel) - 1)]
            return kolom
        letak = np.searchsorted(self.pegawai_id, ids).clip(max=len(self) - 1).astype(np.int32)
        return np.where(self.pegawai_id[letak] == ids, letak, np.int32(-1))


@dataclass(frozen=True, slots=True)
class Kisi:
    """Expected times of every person on every day, one day before and after included.

    masuk, pulang: (hari+2, orang), KOSONG on free days. libur: why a day with hours is free.
    tanpa_jadwal: True where a person has no timetable at all although in service.
    """

    masuk: Menit
    pulang: Menit
    libur: NDArray[np.uint8]
    tanpa_jadwal: Tanda


def susun_kisi(
    orang: Orang,
    rentang: Rentang,
    penugasan: pl.DataFrame,
    roster: pl.DataFrame,
    hari_jadwal: pl.DataFrame,
) -> Kisi:
    """Lay timetables out per person.

    penugasan: pegawai_id, mulai, sampai (dates, inclusive; null = open), jadwal_id
        (null = in service without a timetable). Later rows win; days of nobody's row = not
        in service, free.
    roster: pegawai_id, tanggal, jadwal_id (null = lepas jaga). Beats penugasan and holidays.
    hari_jadwal: the frame of `selaras.aturan.jadwal.hari_jadwal` over `rentang.diperluas`.
    """
    luas = rentang.diperluas
    bentuk = (luas.hari, len(orang))
    jadwal_ids = np.unique(hari_jadwal["jadwal_id"].to_numpy())
    nomor = np.full(bentuk, _TIDAK_BERTUGAS, np.int32)
    kolom, mulai, sampai = _selang(orang, penugasan, luas)
    pilihan = _nomor_jadwal(jadwal_ids, penugasan["jadwal_id"])
    for baris in range(luas.hari):
        kena = (mulai <= baris) & (sampai >= baris) & (kolom >= 0)
        nomor[baris, kolom[kena]] = pilihan[kena]
    wajib = np.zeros(bentuk, np.bool_)
    if roster.height:
        kolom = orang.kolom(roster["pegawai_id"].to_numpy())
        baris_roster = _selisih(roster["tanggal"], luas.awal)
        kena = (kolom >= 0) & (baris_roster >= 0) & (baris_roster < luas.hari)
        letak = (baris_roster[kena], kolom[kena])
        dinas = nomor[letak] != _TIDAK_BERTUGAS
        isi = _nomor_jadwal(jadwal_ids, roster["jadwal_id"], kosong=_LEPAS)[kena]
        letak = (letak[0][dinas], letak[1][dinas])
        nomor[letak], wajib[letak] = isi[dinas], True
    return _isi_jam(nomor, wajib, jadwal_ids, hari_jadwal, luas)


_TIDAK_BERTUGAS, _TANPA_JADWAL, _LEPAS = -1, -2, -3


def _nomor_jadwal(
    jadwal_ids: NDArray[Any], kolom: pl.Series, kosong: int = _TANPA_JADWAL
) -> NDArray[np.int32]:
    """Position of each timetable in the tables; ids without a timetable are an error."""
    ids = kolom.cast(pl.Int64).fill_null(-1).to_numpy()
    ada = np.isin(ids, jadwal_ids)
    if (~ada & (ids != -1)).any():
        asing = sorted(set(ids[~ada & (ids != -1)].tolist()))[:5]
        raise ValueError(f"Jadwal tidak dikenal dalam penugasan atau roster: {asing}")
    letak = np.searchsorted(jadwal_ids, ids)
    return np.where(ada, letak, kosong).astype(np.int32)


def _isi_jam(
    nomor: NDArray[np.int32],
    wajib: Tanda,
    jadwal_ids: NDArray[Any],
    hari_jadwal: pl.DataFrame,
    luas: Rentang,
) -> Kisi:
    """Replace timetable numbers by minutes; the extra last column of the tables is 'free'."""
    tabel = np.full((2, luas.hari, len(jadwal_ids) + 1), KOSONG, np.int16)
    tabel_libur = np.zeros((luas.hari, len(jadwal_ids) + 1), np.uint8)
    baris = _selisih(hari_jadwal["tanggal"], luas.awal)
    kena = (baris >= 0) & (baris < luas.hari)
    letak = np.searchsorted(jadwal_ids, hari_jadwal["jadwal_id"].to_numpy())
    for n, nama in enumerate(("masuk", "pulang")):
        isi = hari_jadwal[nama].fill_null(KOSONG).to_numpy()
        tabel[n, baris[kena], letak[kena]] = isi[kena]
    tabel_libur[baris[kena], letak[kena]] = hari_jadwal["libur"].to_numpy()[kena]
    pilih = np.where(nomor < 0, len(jadwal_ids), nomor)
    masuk = np.take_along_axis(tabel[0], pilih, axis=1)
    pulang = np.take_along_axis(tabel[1], pilih, axis=1)
    libur = np.take_along_axis(tabel_libur, pilih, axis=1)
    libur[wajib | (masuk == KOSONG)] = Libur.TIDAK
    masuk[libur > 0] = KOSONG
    pulang[libur > 0] = KOSONG
    return Kisi(masuk, pulang, libur, nomor == _TANPA_JADWAL)


@dataclass(frozen=True, slots=True)
class Ketidakhadiran:
    """Approved absences laid out: (hari, orang). `jenis` = number of a full-day kind, 0 none."""

    jenis: NDArray[np.uint8]
    terlambat: Tanda
    pulang_cepat: Tanda


def susun_izin(orang: Orang, rentang: Rentang, izin: pl.DataFrame) -> Ketidakhadiran:
    """izin: pegawai_id, mulai, sampai (dates, inclusive), jenis (number). Later start wins."""
    bentuk = (rentang.hari, len(orang))
    hasil = Ketidakhadiran(
        np.zeros(bentuk, np.uint8), np.zeros(bentuk, np.bool_), np.zeros(bentuk, np.bool_)
    )
    if not izin.height:
        return hasil
    izin = izin.sort("mulai", "jenis", nulls_last=False)
    kolom, mulai, sampai = _selang(orang, izin, rentang)
    jenis = izin["jenis"].cast(pl.UInt8).to_numpy()
    lembar = (
        (hasil.terlambat, jenis == IZIN_TERLAMBAT),
        (hasil.pulang_cepat, jenis == IZIN_PULANG_CEPAT),
    )
    penuh = ~(lembar[0][1] | lembar[1][1])
    for baris in range(rentang.hari):
        kena = (mulai <= baris) & (sampai >= baris) & (kolom >= 0)
        hasil.jenis[baris, kolom[kena & penuh]] = jenis[kena & penuh]
        for matriks, milik in lembar:
            matriks[baris, kolom[kena & milik]] = True
    return hasil


def susun_koreksi(
    orang: Orang, rentang: Rentang, koreksi: pl.DataFrame
) -> tuple[Menit, Menit] | None:
    """koreksi: pegawai_id, tanggal, masuk, pulang (minutes, null = unchanged); later rows win."""
    if not koreksi.height:
        return None
    kolom = orang.kolom(koreksi["pegawai_id"].to_numpy())
    baris = _selisih(koreksi["tanggal"], rentang.awal)
    kena = (kolom >= 0) & (baris >= 0) & (baris < rentang.hari)
    hasil = []
    for nama in ("masuk", "pulang"):
        matriks = np.full((rentang.hari, len(orang)), KOSONG, np.int16)
        isi = koreksi[nama].cast(pl.Int16).fill_null(KOSONG).to_numpy()
        ada = kena & (isi != KOSONG)
        matriks[baris[ada], kolom[ada]] = isi[ada]
        hasil.append(matriks)
    return hasil[0], hasil[1]


def susun_tanda(orang: Orang, rentang: Rentang, frame: pl.DataFrame) -> Tanda | None:
    """frame: pegawai_id, tanggal -> True on those days, (hari, orang); None = on no day."""
    if not frame.height:
        return None
    kolom = orang.kolom(frame["pegawai_id"].to_numpy())
    baris = _selisih(frame["tanggal"], rentang.awal)
    kena = (kolom >= 0) & (baris >= 0) & (baris < rentang.hari)
    hasil = np.zeros((rentang.hari, len(orang)), np.bool_)
    hasil[baris[kena], kolom[kena]] = True
    return hasil


def _selang(
    orang: Orang, frame: pl.DataFrame, rentang: Rentang
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Columns of the rows' persons, first and last day as row numbers (may lie outside)."""
    kolom = orang.kolom(frame["pegawai_id"].to_numpy())
    mulai = _selisih(frame["mulai"].fill_null(date(1900, 1, 1)), rentang.awal)
    sampai = _selisih(frame["sampai"].fill_null(date(2999, 12, 31)), rentang.awal)
    return kolom, mulai, sampai


def _selisih(tanggal: pl.Series, awal: date) -> NDArray[np.int32]:
    """Days from `awal` to each date."""
    nol = (awal - date(1970, 1, 1)).days
    return tanggal.cast(pl.Date).to_physical().to_numpy() - np.int32(nol)
