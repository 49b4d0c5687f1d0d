"""The words of a day's attendance: status codes, the layout of a day and of its absence kinds."""

from enum import IntEnum

import numpy as np

KOSONG = -32768  # "no minute": no schedule, no tap


class StatusHari(IntEnum):
    """What a day came to (kept in one byte of the month sheet)."""

    LIBUR = 0
    HADIR = 1
    TL = 2
    PSW = 3
    TL_PSW = 4
    TK = 5
    IZIN = 6
    BELUM = 7


# One day of the month sheet: 12 bytes, little-endian. Minutes from local midnight of the day.
HARI = np.dtype(
    [
        ("kode", "u1"),
        ("jenis", "u1"),
        ("masuk", "<i2"),
        ("pulang", "<i2"),
        ("menit_tl", "<i2"),
        ("menit_psw", "<i2"),
        ("potongan_bp", "<i2"),
    ]
)

KOLOM_HARI = ("kode", "jenis", "masuk", "pulang", "menit_tl", "menit_psw", "potongan_bp")

# The number of each kind of absence as a day stores it; the database table has the same ids.
NOMOR_JENIS = {
    "CT": 1,
    "CB": 2,
    "CS": 3,
    "CM": 4,
    "CAP": 5,
    "CBER": 6,
    "CLTN": 7,
    "DL": 8,
    "DIKLAT": 9,
    "TB": 10,
    "IT": 11,
    "IPC": 12,
    "TGS": 13,
}
# Permits that lift the deduction of one end of the day; the day itself is worked.
IZIN_TERLAMBAT, IZIN_PULANG_CEPAT = NOMOR_JENIS["IT"], NOMOR_JENIS["IPC"]
PITA = 4  # TL1..TL4, PSW1..PSW4; a region's further steps count as the fourth
