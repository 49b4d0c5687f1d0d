"""The kinds of approved absence that law names, with their fixed numbers."""

from selaras.aturan.presensi import NOMOR_JENIS

# kode: (nama, kelompok, sehari_penuh, dasar)
JENIS = {
    "CT": ("Cuti tahunan", "cuti", True, "PP 11/2017 ps. 311-315"),
    "CB": ("Cuti besar", "cuti", True, "PP 11/2017 ps. 316-318"),
    "CS": ("Cuti sakit", "cuti", True, "PP 11/2017 ps. 319-324"),
    "CM": ("Cuti melahirkan", "cuti", True, "PP 11/2017 ps. 325-327"),
    "CAP": ("Cuti karena alasan penting", "cuti", True, "PP 11/2017 ps. 328-332"),
    "CBER": ("Cuti bersama", "cuti", True, "PP 11/2017 ps. 333"),
    "CLTN": ("Cuti di luar tanggungan negara", "cuti", True, "PP 11/2017 ps. 334-338"),
    "DL": ("Dinas luar", "dinas", True, ""),
    "DIKLAT": ("Pendidikan dan pelatihan", "dinas", True, ""),
    "TB": ("Tugas belajar", "dinas", True, ""),
    "IT": ("Izin terlambat", "izin", False, ""),
    "IPC": ("Izin pulang cepat", "izin", False, ""),
    "TGS": ("Tugas kedinasan lain", "dinas", True, ""),
}
# A letter that lets one work, and tap, from elsewhere: no absence, so no day is stored with it.
BEKERJA_DARI_RUMAH: dict[str, object] = {
    "id": 14,
    "kode": "WFH",
    "nama": "Bekerja dari rumah",
    "kelompok": "dinas",
    "sehari_penuh": False,
    "tetap_presensi": True,
    "dasar": "Perpres 21/2023",
}


def rows() -> list[dict[str, object]]:
    """The rows of JenisKetidakhadiran, in the order of their numbers."""
    return [
        {
            "id": NOMOR_JENIS[kode],
            "kode": kode,
            "nama": nama,
            "kelompok": kelompok,
            "sehari_penuh": penuh,
            "dasar": dasar,
        }
        for kode, (nama, kelompok, penuh, dasar) in JENIS.items()
    ]
