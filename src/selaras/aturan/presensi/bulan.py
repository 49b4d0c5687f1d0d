"""A span of days for many persons: frames in, the days of each person and their sums out.

The one door to the rules of attendance: pages ask it for one person, a month's run for all.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import SEHARI, Rentang
from selaras.aturan.presensi.gangguan import TIDAK, satukan, susun_gangguan
from selaras.aturan.presensi.jendela import JendelaHari, jendela_hari, pasangkan_ketukan
from selaras.aturan.presensi.kisi import (
    Kisi,
    Menit,
    Orang,
    Tanda,
    susun_izin,
    susun_kisi,
    susun_koreksi,
    susun_tanda,
)
from selaras.aturan.presensi.kode import HARI, KOLOM_HARI, KOSONG
from selaras.aturan.presensi.parameter import Jendela, ParameterPresensi
from selaras.aturan.presensi.ringkas import ke_frame, ringkas
from selaras.aturan.presensi.status import HasilHari, Keadaan, cukup_jeda, status_harian

_BLOK = 8192  # persons decided at a time: their matrices stay in the processor's cache
_KETUKAN = 1 << 19  # taps matched at a time, for the same reason
_WAKTU = pl.Datetime("us", "UTC")


def _kosong(**kolom: pl.DataType | type[pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(schema=kolom)


@dataclass(frozen=True, slots=True)
class Masukan:
    """The frames of a span.

    orang: pegawai_id, zona_menit (offset of the person's unit from UTC: 420, 480, 540).
    penugasan, roster, hari_jadwal: see `kisi.susun_kisi`.
    ketukan: pegawai_id, waktu (UTC). One day more on both sides, so that shifts over midnight
        find their taps; any order, repeats allowed, others' taps are ignored.
    izin: pegawai_id, mulai, sampai (inclusive), jenis (number).
    koreksi: pegawai_id, tanggal, masuk, pulang (minutes, null = unchanged).
    gangguan: pegawai_id, mulai, sampai (UTC): outages of the places a person taps at.
    dibenarkan: pegawai_id, tanggal: present by a superior's word; counts on days of an outage.
    kini: the instant the question is asked at; days not over by then are `belum`.
    """

    orang: pl.DataFrame
    penugasan: pl.DataFrame
    hari_jadwal: pl.DataFrame
    ketukan: pl.DataFrame
    roster: pl.DataFrame = field(
        default_factory=lambda: _kosong(pegawai_id=pl.Int64, tanggal=pl.Date, jadwal_id=pl.Int64)
    )
    izin: pl.DataFrame = field(
        default_factory=lambda: _kosong(
            pegawai_id=pl.Int64, mulai=pl.Date, sampai=pl.Date, jenis=pl.UInt8
        )
    )
    koreksi: pl.DataFrame = field(
        default_factory=lambda: _kosong(
            pegawai_id=pl.Int64, tanggal=pl.Date, masuk=pl.Int16, pulang=pl.Int16
        )
    )
    gangguan: pl.DataFrame = field(
        default_factory=lambda: _kosong(pegawai_id=pl.Int64, mulai=_WAKTU, sampai=_WAKTU)
    )
    dibenarkan: pl.DataFrame = field(
        default_factory=lambda: _kosong(pegawai_id=pl.Int64, tanggal=pl.Date)
    )
    kini: datetime | None = None


@dataclass(frozen=True, slots=True)
class HasilPresensi:
    """pegawai_id ascending; hari: (orang, hari) of kode.HARI; ringkas: a row per person.

    ringkas: pegawai_id; days: hari_kerja, hadir (codes 1-4), hadir_izin (absences that count
    as present), alpa, belum, tanpa_masuk, tanpa_pulang, libur_hari_kerja (holidays and cuti
    bersama on days with hours), cuti_bersama, tanpa_jadwal (in service, no timetable),
    tl1..tl4, psw1..psw4 and menit_* of each (a missing tap is band 4 with 0 minutes),
    hari_ct .. hari_tgs (absence kinds; IT and IPC are days also counted as hadir),
    izin_tanpa_nilai (days of a kind for which the law has no percent), alpa_runtun, alpa_awal,
    alpa_akhir; potongan_bp: the sum of the days' deductions in basis points.
    """

    rentang: Rentang
    pegawai_id: NDArray[np.int64]
    hari: NDArray[np.void]
    ringkas: pl.DataFrame

    def frame(self) -> pl.DataFrame:
        """Long form for pages and tests: pegawai_id, tanggal, the fields of HARI (null = none)."""
        n = len(self.pegawai_id)
        kolom = {nama: np.ascontiguousarray(self.hari[nama]).reshape(-1) for nama in KOLOM_HARI}
        return pl.DataFrame(
            {
                "pegawai_id": np.repeat(self.pegawai_id, self.rentang.hari),
                "tanggal": self.rentang.tanggal() * n,
                **kolom,
            },
            schema_overrides={"tanggal": pl.Date},
        ).with_columns(
            pl.when(pl.col(nama) != KOSONG).then(nama).alias(nama) for nama in ("masuk", "pulang")
        )


@dataclass(frozen=True, slots=True)
class Harapan:
    """What a span asks of its persons before anybody taps: their hours and the windows around."""

    orang: Orang
    kisi: Kisi
    jendela: JendelaHari


def susun_harapan(masukan: Masukan, rentang: Rentang, aturan: Jendela) -> Harapan:
    """From orang, penugasan, roster and hari_jadwal alone, so that inputs which differ in
    anything else (taps, corrections, the instant) share it."""
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(orang, rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
    return Harapan(orang, kisi, jendela_hari(kisi, aturan))


def hitung_presensi(
    masukan: Masukan, rentang: Rentang, p: ParameterPresensi, harapan: Harapan | None = None
) -> HasilPresensi:
    """Taps and timetables of `rentang` -> day statuses and sums of every person in `orang`.

    `harapan`: susun_harapan of the same timetables, where the caller has it already.
    """
    harapan = harapan or susun_harapan(masukan, rentang, p.jendela)
    return _per_blok(_keadaan(masukan, rentang, p, harapan), harapan, rentang, p)


def hitung_hari(
    masukan: Masukan, rentang: Rentang, p: ParameterPresensi, harapan: Harapan
) -> NDArray[np.void]:
    """The days alone, (orang, hari) of kode.HARI: for a page about a few persons."""
    hari = np.zeros((len(harapan.orang), rentang.hari), HARI)
    _tulis(hari, status_harian(_keadaan(masukan, rentang, p, harapan), p))
    return hari


def _keadaan(masukan: Masukan, rentang: Rentang, p: ParameterPresensi, harapan: Harapan) -> Keadaan:
    orang, kisi, jendela = harapan.orang, harapan.kisi, harapan.jendela
    masuk, pulang = pasangkan_ketukan(_potongan(masukan.ketukan, orang, rentang), jendela)
    _timpa(masuk, pulang, susun_koreksi(orang, rentang, masukan.koreksi))
    izin = susun_izin(orang, rentang, masukan.izin)
    pulang = cukup_jeda(masuk, pulang, p.jendela.jeda_min)
    gangguan = None
    if masukan.gangguan.height and p.gangguan != TIDAK:
        selang = _selang_gangguan(masukan.gangguan, orang, rentang)
        gangguan = susun_gangguan(selang, kisi, jendela, (masuk, pulang), p.gangguan)
    return Keadaan(
        jadwal_masuk=kisi.masuk[1:-1],
        jadwal_pulang=kisi.pulang[1:-1],
        libur=kisi.libur[1:-1],
        masuk=masuk,
        pulang=pulang,
        jenis_izin=izin.jenis,
        izin_terlambat=izin.terlambat,
        izin_pulang_cepat=izin.pulang_cepat,
        selesai=_selesai(masukan.kini, orang, rentang, jendela),
        gangguan=gangguan,
        dibenarkan=susun_tanda(orang, rentang, masukan.dibenarkan),
    )


def _per_blok(
    keadaan: Keadaan, harapan: Harapan, rentang: Rentang, p: ParameterPresensi
) -> HasilPresensi:
    """Decide block by block of persons; blocks don't know of each other."""
    orang, kisi = harapan.orang, harapan.kisi
    hari = np.zeros((len(orang), rentang.hari), HARI)

    def putuskan(mulai: int) -> dict[str, NDArray[np.int16] | NDArray[np.int32]]:
        blok = slice(mulai, mulai + _BLOK)
        bagian = keadaan.bagian(blok)
        hasil = status_harian(bagian, p)
        _tulis(hari[blok], hasil)
        return ringkas(hasil, bagian, kisi.tanpa_jadwal[1:-1, blok], p)

    mulai = range(0, max(len(orang), 1), _BLOK)
    if len(mulai) == 1:
        bagian = [putuskan(0)]
    else:
        with ThreadPoolExecutor(2) as pekerja:
            bagian = list(pekerja.map(putuskan, mulai))
    return HasilPresensi(rentang, orang.pegawai_id, hari, ke_frame(orang.pegawai_id, bagian))


def _tulis(hari: NDArray[np.void], hasil: HasilHari) -> None:
    for nama in KOLOM_HARI:
        hari[nama] = getattr(hasil, nama).T


def _potongan(
    ketukan: pl.DataFrame, orang: Orang, rentang: Rentang
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """Portions of taps as (column, local whole minute); rows without a person are left out."""
    tabel = orang.pencari()
    for bagian in ketukan.iter_slices(_KETUKAN):
        tanpa = bagian["pegawai_id"].null_count()
        milik = bagian.filter(pl.col("pegawai_id").is_not_null()) if tanpa else bagian
        kolom = orang.kolom(milik["pegawai_id"].to_numpy(), tabel)
        yield kolom, _menit_lokal(milik["waktu"], kolom, orang, rentang)


def _menit_lokal(
    waktu: pl.Series, kolom: NDArray[np.int32], orang: Orang, rentang: Rentang
) -> NDArray[np.int32]:
    """Whole minutes from local midnight of the first day, in each person's own zone.

    Instants centuries away keep their place at the edge of 32 bits, outside every window.
    """
    nol = (rentang.awal - date(1970, 1, 1)).days * SEHARI
    mikro = waktu.cast(_WAKTU).to_physical().to_numpy()
    menit = (mikro // 60_000_000 - nol).clip(-(1 << 30), 1 << 30).astype(np.int32)
    return menit + orang.zona[kolom] if len(orang) else menit


def _timpa(masuk: Menit, pulang: Menit, koreksi: tuple[Menit, Menit] | None) -> None:
    """An approved correction says what the time was: it replaces the taps'."""
    if koreksi is not None:
        for matriks, isi in zip((masuk, pulang), koreksi, strict=True):
            np.copyto(matriks, isi, where=isi != KOSONG)


def _selang_gangguan(
    gangguan: pl.DataFrame, orang: Orang, rentang: Rentang
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Column, first and end minute of each outage of a person."""
    satu = satukan(gangguan)
    kolom = orang.kolom(satu["pegawai_id"].to_numpy())
    mulai, sampai = (_menit_lokal(satu[n], kolom, orang, rentang) for n in ("mulai", "sampai"))
    return kolom, mulai, sampai


def _selesai(
    kini: datetime | None, orang: Orang, rentang: Rentang, jendela: JendelaHari
) -> Tanda | None:
    """Days whose last window has closed by `kini`; None when all have."""
    if kini is None:
        return None
    if kini.tzinfo is None:
        raise ValueError("`kini` harus berzona waktu.")
    detik = int(kini.astimezone(UTC).timestamp())
    nol = (rentang.awal - date(1970, 1, 1)).days * SEHARI
    menit = np.int64(detik // 60 - nol) + orang.zona
    awal_hari = np.arange(rentang.hari, dtype=np.int64)[:, None] * SEHARI
    selesai: Tanda = menit[None, :] > awal_hari + jendela.tutup_pulang
    return None if selesai.all() else selesai
