"""People and their histories, one file a subject; today's state is derived, never typed twice."""

from selaras.pegawai.models.gaji import PTKP, DataPajak, GajiBulanan, Rekening
from selaras.pegawai.models.karier import (
    AtasanKhusus,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.pegawai.models.kedisiplinan import HukumanDisiplin, KewajibanPegawai, PenguranganTPP
from selaras.pegawai.models.orang import Pegawai, StatusPegawai

__all__ = [
    "PTKP",
    "AtasanKhusus",
    "DataPajak",
    "GajiBulanan",
    "HukumanDisiplin",
    "KewajibanPegawai",
    "Pegawai",
    "PenguranganTPP",
    "Rekening",
    "RiwayatGolongan",
    "RiwayatJabatan",
    "RiwayatStatus",
    "StatusPegawai",
]
