"""The pure rules of attendance: taps, timetables and absences -> the status of each day.

    p = ParameterPresensi.dari(law.pada(tanggal, daerah))
    hasil = hitung_presensi(Masukan(...), Rentang.bulan(202510), p)

No Django, no clock, no I/O; one implementation for one person and for a whole government.
"""

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi.bulan import (
    Harapan,
    HasilPresensi,
    Masukan,
    hitung_hari,
    hitung_presensi,
    susun_harapan,
)
from selaras.aturan.presensi.kode import HARI, KOSONG, NOMOR_JENIS, StatusHari
from selaras.aturan.presensi.parameter import ParameterPresensi
from selaras.aturan.presensi.ringkas import jumlah_lembar

__all__ = [
    "HARI",
    "KOSONG",
    "NOMOR_JENIS",
    "Harapan",
    "HasilPresensi",
    "Masukan",
    "ParameterPresensi",
    "Rentang",
    "StatusHari",
    "hitung_hari",
    "hitung_presensi",
    "jumlah_lembar",
    "susun_harapan",
]
