"""The law of attendance, read once per run from the bound view into arrays that rules index.

No value in force raises NotInForce here, before anything is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selaras.aturan.presensi.kode import NOMOR_JENIS, PITA
from selaras.hukum import Aturan, Jenjang

MENIT_MAKS = 4096  # longer than any shift; lookup tables are this long


@dataclass(frozen=True, slots=True)
class Pita:
    """Steps of minutes -> percent, as two lookup tables by whole minutes."""

    potongan_bp: NDArray[np.int16]
    tingkat: NDArray[np.int8]

    @classmethod
    def dari(cls, jenjang: tuple[Jenjang, ...]) -> "Pita":
        """Minute 0 is never late; the steps from minute 1 on are TL1, TL2, ..."""
        potongan = np.zeros(MENIT_MAKS, np.int16)
        tingkat = np.zeros(MENIT_MAKS, np.int8)
        for nomor, langkah in enumerate((j for j in jenjang if j.mulai > 0), start=1):
            potongan[langkah.mulai :] = langkah.nilai
            tingkat[langkah.mulai :] = min(nomor, PITA)
        return cls(potongan, tingkat)


@dataclass(frozen=True, slots=True)
class Jendela:
    """How far around start and end a tap counts, in minutes."""

    masuk_sebelum: int
    masuk_sesudah: int
    pulang_sebelum: int
    pulang_sesudah: int
    jeda_min: int


@dataclass(frozen=True, slots=True)
class ParameterPresensi:
    """Every value of `presensi.*` that a day's status needs."""

    jendela: Jendela
    toleransi: int
    tl: Pita
    psw: Pita
    tanpa_masuk_bp: int
    tanpa_pulang_bp: int
    alpa_bp: int
    kompensasi: int
    izin_bp: NDArray[np.int16]  # by number of the absence kind
    izin_ada: NDArray[np.bool_]  # False = the law has no value for that kind
    hadir_oleh_izin: frozenset[int]
    gangguan: str  # what a declared outage takes off: gangguan.MENIT_TERTUTUP and its like

    @classmethod
    def dari(
        cls, aturan: Aturan, nomor_jenis: Mapping[str, int] | None = None
    ) -> "ParameterPresensi":
        """Read all keys; `nomor_jenis` maps absence codes to their numbers (default: ours)."""
        nomor = NOMOR_JENIS if nomor_jenis is None else nomor_jenis
        tabel = aturan.tabel("presensi.izin")
        izin_bp, izin_ada = np.zeros(256, np.int16), np.zeros(256, np.bool_)
        for kode, n in nomor.items():
            if kode in tabel:
                izin_bp[n], izin_ada[n] = tabel[kode], True
        jendela = aturan.tabel("presensi.jendela")
        return cls(
            jendela=Jendela(**{nama: jendela[nama] for nama in Jendela.__slots__}),
            toleransi=aturan.nilai("presensi.toleransi"),
            tl=Pita.dari(aturan.jenjang("presensi.potongan_tl")),
            psw=Pita.dari(aturan.jenjang("presensi.potongan_psw")),
            tanpa_masuk_bp=aturan.nilai("presensi.tanpa_catatan_masuk"),
            tanpa_pulang_bp=aturan.nilai("presensi.tanpa_catatan_pulang"),
            alpa_bp=aturan.nilai("presensi.alpa_per_hari"),
            kompensasi=aturan.nilai("presensi.kompensasi"),
            izin_bp=izin_bp,
            izin_ada=izin_ada,
            hadir_oleh_izin=frozenset(
                nomor[kode] for kode in aturan.daftar("presensi.izin_kehadiran") if kode in nomor
            ),
            gangguan=aturan.pilihan("presensi.gangguan"),
        )
