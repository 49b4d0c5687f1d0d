"""Performance: plans, their realisation and evidence, their assessment, and the month's result."""

from selaras.kinerja.models.adopsi import AdopsiBulan
from selaras.kinerja.models.aktivitas import (
    AktivitasHarian,
    HariAktivitas,
    KirimanAktivitas,
    PerintahLembur,
)
from selaras.kinerja.models.hasil import PenilaianBulanan, Predikat
from selaras.kinerja.models.katalog import KegiatanKatalog, PolaAktivitas, UraianTugas
from selaras.kinerja.models.penilaian import (
    CapaianOrganisasi,
    Keberatan,
    MasukanKetuaTim,
    NilaiPerilaku,
    NilaiPP30,
    Penilaian,
    VersiPenilaian,
)
from selaras.kinerja.models.pp46 import (
    KegiatanBulanPP46,
    KegiatanTugas,
    NilaiBulanPP46,
    PerilakuPP46,
    TugasTambahan,
)
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
    "AdopsiBulan",
    "AktivitasHarian",
    "CapaianOrganisasi",
    "EkspektasiPerilaku",
    "Eviden",
    "Generasi",
    "HariAktivitas",
    "HasilKerja",
    "Indikator",
    "KatalogRencana",
    "Keberatan",
    "KegiatanBulanPP46",
    "KegiatanKatalog",
    "KegiatanTugas",
    "KirimanAktivitas",
    "LampiranSKP",
    "MasukanKetuaTim",
    "NilaiBulanPP46",
    "NilaiPP30",
    "NilaiPerilaku",
    "Penilaian",
    "PenilaianBulanan",
    "PeranHasil",
    "PerilakuPP46",
    "PerintahLembur",
    "PolaAktivitas",
    "Predikat",
    "Rating",
    "Realisasi",
    "RealisasiBaris",
    "RencanaBaris",
    "RencanaBulan",
    "TugasTambahan",
    "UmpanBalik",
    "UraianTugas",
    "VersiPenilaian",
]
