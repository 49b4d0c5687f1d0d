"""A month sheet with a few days set by hand."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from selaras.aturan.presensi import HARI, KOSONG, StatusHari
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.lembar import encode
from selaras.presensi.models import LembarPresensi

RINGKAS = ("hari_kerja", "hadir", "izin", "alpa", "belum", "tl", "psw", "tanpa_masuk",
           "tanpa_pulang", "menit_tl", "menit_psw", "potongan_bp", "alpa_runtun")  # fmt: skip


def simpan_lembar(
    pegawai: Pegawai,
    skpd: UnitKerja,
    periode: int,
    isi: Mapping[date, tuple[str, int | None, int | None]],
) -> None:
    """Days not named are present without taps."""
    hari = np.zeros((1, 31), HARI)
    hari["kode"], hari["masuk"], hari["pulang"] = int(StatusHari.HADIR), KOSONG, KOSONG
    for tanggal, (kode, masuk, pulang) in isi.items():
        satu = hari[0, tanggal.day - 1]
        satu["kode"] = int(StatusHari[kode])
        satu["masuk"] = KOSONG if masuk is None else masuk
        satu["pulang"] = KOSONG if pulang is None else pulang
    LembarPresensi.objects.create(
        periode=periode, pegawai=pegawai, skpd=skpd, hari=encode(hari).tobytes(),
        **dict.fromkeys(RINGKAS, 0),
    )  # fmt: skip
