"""Performance: plans, their realisation and evidence, their assessment, and the month's result."""

from selaras.kinerja.models.hasil import PenilaianBulanan, Predikat
from selaras.kinerja.models.penilaian import (
    CapaianOrganisasi,
    Keberatan,
    MasukanKetuaTim,
    NilaiPerilaku,
    NilaiPP30,
    Penilaian,
    VersiPenilaian,
)
from selaras.kinerja.models.pp46 import KegiatanTugas, PerilakuPP46, TugasTambahan
from selaras.kinerja.models.realisasi import Eviden, Rating, Realisasi, RealisasiBaris
from selaras.kinerja.models.rencana import KatalogRencana, PeranHasil, RencanaBaris, RencanaBulan
from selaras.kinerja.models.skp import (
    SKP,
    EkspektasiPerilaku,
    Generasi,
    HasilKerja,
    Indikator,
    LampiranSKP,
)
from selaras.kinerja.models.umpan import UmpanBalik

__all__ = [
    "SKP",
    "CapaianOrganisasi",
    "EkspektasiPerilaku",
    "Eviden",
    "Generasi",
    "HasilKerja",
    "Indikator",
    "KatalogRencana",
    "Keberatan",
    "KegiatanTugas",
    "LampiranSKP",
    "MasukanKetuaTim",
    "NilaiPP30",
    "NilaiPerilaku",
    "Penilaian",
    "PenilaianBulanan",
    "PeranHasil",
    "PerilakuPP46",
    "Predikat",
    "Rating",
    "Realisasi",
    "RealisasiBaris",
    "RencanaBaris",
    "RencanaBulan",
    "TugasTambahan",
    "UmpanBalik",
    "VersiPenilaian",
]
