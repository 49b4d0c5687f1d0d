"""Stored days scored again under another law: what the same minutes would have cost.

Looks at days of a month sheet only (kode.HARI), so a locked month can be tried under any law
without its taps. What a sheet doesn't hold stays as it was decided then: which tap belonged to
which window, outages, and minutes within the tolerance of the law that folded the day.
"""

import numpy as np
from numpy.typing import NDArray

from selaras.aturan.presensi.kisi import Menit, Tanda
from selaras.aturan.presensi.kode import KOSONG, NOMOR_JENIS, StatusHari
from selaras.aturan.presensi.parameter import ParameterPresensi

_IT, _IPC = NOMOR_JENIS["IT"], NOMOR_JENIS["IPC"]


def potongan_ulang(
    hari: NDArray[np.void], p: ParameterPresensi, jadwal_pulang: Menit | None = None
) -> NDArray[np.int16]:
    """Each day's deduction in basis points, (orang, hari), as `p` would have decided it.

    `jadwal_pulang`: expected ends, (orang, hari), minutes; only a law that lets people make up
    for lateness (presensi.kompensasi) needs them, and raises ValueError without.
    """
    kode, jenis = hari["kode"], hari["jenis"]
    hadir = (kode >= StatusHari.HADIR) & (kode <= StatusHari.TL_PSW)
    masuk, pulang = hari["masuk"], hari["pulang"]
    tanpa_masuk = ((kode == StatusHari.TL) | (kode == StatusHari.TL_PSW)) & (masuk == KOSONG)
    tanpa_masuk &= hari["menit_tl"] == 0  # with minutes: an outage stands for the tap
    tanpa_pulang = ((kode == StatusHari.PSW) | (kode == StatusHari.TL_PSW)) & (pulang == KOSONG)
    tanpa_pulang &= hari["menit_psw"] == 0
    telat, cepat = (_lewat(hari[k], hadir, p.toleransi) for k in ("menit_tl", "menit_psw"))
    tl, psw = p.tl.potongan_bp[telat], p.psw.potongan_bp[cepat]
    tl[tanpa_masuk], psw[tanpa_pulang] = p.tanpa_masuk_bp, p.tanpa_pulang_bp
    if p.kompensasi:
        if jadwal_pulang is None:
            raise ValueError("presensi.kompensasi needs the days' expected ends")
        pulih = (telat <= p.kompensasi) & (masuk != KOSONG) & (pulang != KOSONG)
        pulih &= pulang >= jadwal_pulang.astype(np.int32) + telat
        tl[pulih & (jadwal_pulang != KOSONG)] = 0
    for sisi, pita, menit, izin in ((tl, p.tl, telat, _IT), (psw, p.psw, cepat, _IPC)):
        if p.izin_ada[izin]:
            sisi[hadir & (jenis == izin) & (pita.tingkat[menit] > 0)] = p.izin_bp[izin]
    hasil: NDArray[np.int16] = tl + psw
    hasil[kode == StatusHari.TK] = p.alpa_bp
    seharian = kode == StatusHari.IZIN
    hasil[seharian] = p.izin_bp[jenis[seharian]]
    return hasil


def _lewat(menit: Menit, hadir: Tanda, toleransi: int) -> Menit:
    """Minutes of worked days beyond the tolerance."""
    lewat: Menit = np.where(hadir & (menit > max(toleransi, 0)), menit, np.int16(0))
    return lewat


def hitungan_hari(hari: NDArray[np.void], p: ParameterPresensi) -> dict[str, NDArray[np.int64]]:
    """Counts that the month's rules take, a value per person, under `p`'s lists of absences.

    The names and meanings of bulan.HasilPresensi's sums: hari_kerja, hadir, hadir_izin, alpa,
    cuti_bersama, izin_tanpa_nilai and hari_<kind> of every absence kind.
    """
    kode, jenis = hari["kode"], hari["jenis"]
    hadir = (kode >= StatusHari.HADIR) & (kode <= StatusHari.TL_PSW)
    izin = kode == StatusHari.IZIN
    tercatat = izin | (hadir & (jenis > 0))
    per_jenis = {
        f"hari_{nama.lower()}": _jumlah(tercatat & (jenis == n)) for nama, n in NOMOR_JENIS.items()
    }
    return {
        "hari_kerja": _jumlah(kode != StatusHari.LIBUR),
        "hadir": _jumlah(hadir),
        "hadir_izin": _jumlah(izin & np.isin(jenis, list(p.hadir_oleh_izin))),
        "alpa": _jumlah(kode == StatusHari.TK),
        "cuti_bersama": _jumlah((kode == StatusHari.LIBUR) & (jenis == NOMOR_JENIS["CBER"])),
        "izin_tanpa_nilai": _jumlah(tercatat & ~p.izin_ada[jenis]),
        **per_jenis,
    }


def libur_hari_kerja(
    hari: NDArray[np.void], libur: NDArray[np.bool_], pekan: NDArray[np.int8]
) -> NDArray[np.int64]:
    """Holidays that fell on days with hours, a value per person, told from the days themselves.

    libur: (hari,) the calendar's holidays; pekan: (hari,) 0 Monday .. 6. A person has hours on a
    weekday on which she worked, was absent or on leave in the same month.
    """
    kerja = hari["kode"] != StatusHari.LIBUR
    hasil = np.zeros(hari.shape[0], np.int64)
    for n in np.flatnonzero(libur):
        sama = pekan == pekan[n]
        hasil += (~kerja[:, n]) & kerja[:, sama].any(axis=1)
    return hasil


def _jumlah(tanda: Tanda) -> NDArray[np.int64]:
    jumlah: NDArray[np.int64] = tanda.sum(axis=1, dtype=np.int64)
    return jumlah
