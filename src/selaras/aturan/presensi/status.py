"""First in and last out against expected times -> a day's status, minutes and percent.

The algorithm of Kepmendagri 061-5449/2019's bands; every number comes from ParameterPresensi.
Pure arrays (hari, orang): the same for one person and for all.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras.aturan.jadwal import Libur
from selaras.aturan.presensi.gangguan import Gangguan
from selaras.aturan.presensi.kisi import Menit, Tanda
from selaras.aturan.presensi.kode import KOSONG, NOMOR_JENIS, PITA, StatusHari
from selaras.aturan.presensi.parameter import MENIT_MAKS, ParameterPresensi, Pita


@dataclass(frozen=True, slots=True)
class Keadaan:
    """All that decides days, each (hari, orang)."""

    jadwal_masuk: Menit
    jadwal_pulang: Menit
    libur: NDArray[np.uint8]
    masuk: Menit  # first in, corrections laid over
    pulang: Menit
    jenis_izin: NDArray[np.uint8]
    izin_terlambat: Tanda
    izin_pulang_cepat: Tanda
    selesai: Tanda | None  # the day's last window has closed; None = all have
    gangguan: Gangguan | None = None
    dibenarkan: Tanda | None = None  # present by a superior's word on a day of an outage

    def bagian(self, orang: slice) -> "Keadaan":
        """The same of some persons."""
        potong: dict[str, Any] = {}
        for nama in self.__slots__:
            matriks = getattr(self, nama)
            if isinstance(matriks, Gangguan):
                potong[nama] = matriks.bagian(orang)
            else:
                potong[nama] = None if matriks is None else matriks[:, orang]
        return Keadaan(**potong)


@dataclass(frozen=True, slots=True)
class HasilHari:
    """What days came to, each (hari, orang); tingkat_* = TL1..TL4 / PSW1..PSW4, 0 none."""

    kode: NDArray[np.uint8]
    jenis: NDArray[np.uint8]
    masuk: Menit
    pulang: Menit
    menit_tl: Menit
    menit_psw: Menit
    potongan_bp: Menit
    tingkat_tl: NDArray[np.int8]
    tingkat_psw: NDArray[np.int8]


def status_harian(k: Keadaan, p: ParameterPresensi) -> HasilHari:
    """Decide every day: libur, izin, alpa, or present with its bands."""
    ada = k.jadwal_masuk != KOSONG
    pulang = cukup_jeda(k.masuk, k.pulang, p.jendela.jeda_min)
    ada_masuk, ada_pulang = k.masuk != KOSONG, pulang != KOSONG
    alpa = ada & ~ada_masuk & ~ada_pulang
    g = k.gangguan
    if g is not None and k.dibenarkan is not None:
        alpa &= ~(k.dibenarkan & g.menyentuh)
    izin = ada & (k.jenis_izin > 0)
    dinilai = ada & ~alpa & ~izin

    telat, cepat = k.masuk - k.jadwal_masuk, k.jadwal_pulang - pulang
    tanpa_masuk, tanpa_pulang = dinilai & ~ada_masuk, dinilai & ~ada_pulang
    if g is not None:
        telat, tanpa_masuk = _maafkan(telat, tanpa_masuk, g.tertutup_masuk, g.andai_masuk)
        cepat, tanpa_pulang = _maafkan(cepat, tanpa_pulang, g.tertutup_pulang, g.andai_pulang)
    telat = _lewat(dinilai & ~tanpa_masuk, telat, p.toleransi)
    cepat = _lewat(dinilai & ~tanpa_pulang, cepat, p.toleransi)
    tl, tl_bp = _pita(telat, tanpa_masuk, p.tl, p.tanpa_masuk_bp)
    psw, psw_bp = _pita(cepat, tanpa_pulang, p.psw, p.tanpa_pulang_bp)
    if p.kompensasi:
        pulih = (telat <= p.kompensasi) & ada_masuk & ada_pulang
        tl_bp[pulih & (pulang >= k.jadwal_pulang + telat)] = 0
    _ganti_bila_izin(tl_bp, tl, k.izin_terlambat & ada_masuk, p, NOMOR_JENIS["IT"])
    _ganti_bila_izin(psw_bp, psw, k.izin_pulang_cepat & ada_pulang, p, NOMOR_JENIS["IPC"])

    kode = np.where(tl > 0, StatusHari.TL, StatusHari.HADIR).astype(np.uint8)
    kode += np.where(psw > 0, 2, 0).astype(np.uint8)  # HADIR 1, TL 2, PSW 3, TL+PSW 4
    kode[alpa] = StatusHari.TK
    potongan = tl_bp + psw_bp
    potongan[alpa] = p.alpa_bp
    belum = (
        np.zeros_like(ada)
        if k.selesai is None
        else ada & ~k.selesai & ~izin & (kode != StatusHari.HADIR)
    )
    kode[belum] = StatusHari.BELUM
    for matriks in (potongan, tl, psw, telat, cepat):
        matriks[belum | ~ada] = 0
    kode[izin] = StatusHari.IZIN
    potongan[izin] = p.izin_bp[k.jenis_izin[izin]]
    kode[~ada] = StatusHari.LIBUR
    jenis = np.where(ada, k.jenis_izin, 0).astype(np.uint8)
    jenis[k.libur == Libur.CUTI_BERSAMA] = NOMOR_JENIS["CBER"]
    _catat_izin_sebagian(jenis, k, dinilai)
    return HasilHari(kode, jenis, k.masuk, pulang, telat, cepat, potongan, tl, psw)


def cukup_jeda(masuk: Menit, pulang: Menit, jeda_min: int) -> Menit:
    """An out-tap too soon after the in-tap is none (a second tap at the door)."""
    dekat = (masuk != KOSONG) & (pulang != KOSONG)
    dekat &= pulang.astype(np.int32) - masuk < jeda_min
    return np.where(dekat, np.int16(KOSONG), pulang)


def _lewat(berlaku: Tanda, selisih: Menit, toleransi: int) -> Menit:
    """Whole minutes beyond the expected time; up to the tolerance they are none at all."""
    lewat = np.where(berlaku, selisih, np.int16(0))
    lewat[lewat <= max(toleransi, 0)] = 0
    return np.minimum(lewat, np.int16(MENIT_MAKS - 1))


def _maafkan(
    menit: Menit, tanpa_catatan: Tanda, tertutup: Menit, andai: Menit
) -> tuple[Menit, Tanda]:
    """Take covered minutes off; a tap missing in an outage is one, `andai` minutes late."""
    diganti = tanpa_catatan & (andai != KOSONG)
    return np.where(diganti, andai, menit - tertutup), tanpa_catatan & ~diganti


def _pita(
    menit: Menit, tanpa_catatan: Tanda, pita: Pita, tanpa_bp: int
) -> tuple[NDArray[np.int8], Menit]:
    """Minutes -> (band, percent); a missing tap is the last band."""
    tingkat, potongan = pita.tingkat[menit], pita.potongan_bp[menit]
    tingkat[tanpa_catatan] = PITA
    potongan[tanpa_catatan] = tanpa_bp
    return tingkat, potongan


def _ganti_bila_izin(
    potongan: Menit,
    tingkat: NDArray[np.int8],
    izin: Tanda,
    p: ParameterPresensi,
    nomor: int,
) -> None:
    """A permit keeps the band for statistics and replaces its percent by the permit's own."""
    if p.izin_ada[nomor]:
        potongan[izin & (tingkat > 0)] = p.izin_bp[nomor]


def _catat_izin_sebagian(jenis: NDArray[np.uint8], k: Keadaan, dinilai: Tanda) -> None:
    """Show on a worked day the permit that it had (late in, early out)."""
    jenis[dinilai & k.izin_terlambat] = NOMOR_JENIS["IT"]
    jenis[dinilai & k.izin_pulang_cepat] = NOMOR_JENIS["IPC"]
