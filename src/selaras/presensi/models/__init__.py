"""Attendance as stored, one file a subject; rules are in aturan.presensi, writes in services."""

from selaras.presensi.models.aplikasi import HariAplikasi, KunciAplikasi, SumberTarik
from selaras.presensi.models.catatan import KoreksiPresensi, TidakApel
from selaras.presensi.models.gangguan import GangguanPresensi, KesaksianHadir
from selaras.presensi.models.jadwal import Jadwal, JadwalHari, PenugasanJadwal, Roster
from selaras.presensi.models.kabar_mesin import (
    CatatanMesin,
    KabarMesin,
    PenggunaMesin,
    StempelMesin,
)
from selaras.presensi.models.kalender import HariLibur, PeriodeRamadan
from selaras.presensi.models.kegiatan import HadirKegiatan, KegiatanBersama, KegiatanUnit
from selaras.presensi.models.ketukan import Ketukan, KetukanKarantina, KetukanTertahan
from selaras.presensi.models.kios import CatatanPetugas, Kios, PinKios
from selaras.presensi.models.koreksi import BuktiKoreksi, SebabKoreksi, UsulKoreksi
from selaras.presensi.models.lembar import AntreanLipat, HariTersentuh, LembarPresensi
from selaras.presensi.models.mesin import Mesin, PinMesin, Situs, SitusUnit
from selaras.presensi.models.papan import PapanHadir, PapanHari, PapanSentuh
from selaras.presensi.models.pengecualian import PengecualianJadwal
from selaras.presensi.models.perintah_mesin import PerintahMesin
from selaras.presensi.models.ponsel import BuktiKetukan, PemasanganPonsel
from selaras.presensi.models.roster import PolaRoster, RancanganRoster, TerbitRoster
from selaras.presensi.models.tempat import TempatPresensi, TempatUnit
from selaras.presensi.models.tinjauan import TinjauanKetukan
from selaras.presensi.models.tukar import TukarJaga

__all__ = [
    "AntreanLipat",
    "BuktiKetukan",
    "BuktiKoreksi",
    "CatatanMesin",
    "CatatanPetugas",
    "GangguanPresensi",
    "HadirKegiatan",
    "HariAplikasi",
    "HariLibur",
    "HariTersentuh",
    "Jadwal",
    "JadwalHari",
    "KabarMesin",
    "KegiatanBersama",
    "KegiatanUnit",
    "KesaksianHadir",
    "Ketukan",
    "KetukanKarantina",
    "KetukanTertahan",
    "Kios",
    "KoreksiPresensi",
    "KunciAplikasi",
    "LembarPresensi",
    "Mesin",
    "PapanHadir",
    "PapanHari",
    "PapanSentuh",
    "PemasanganPonsel",
    "PengecualianJadwal",
    "PenggunaMesin",
    "PenugasanJadwal",
    "PerintahMesin",
    "PeriodeRamadan",
    "PinKios",
    "PinMesin",
    "PolaRoster",
    "RancanganRoster",
    "Roster",
    "SebabKoreksi",
    "Situs",
    "SitusUnit",
    "StempelMesin",
    "SumberTarik",
    "TempatPresensi",
    "TempatUnit",
    "TerbitRoster",
    "TidakApel",
    "TinjauanKetukan",
    "TukarJaga",
    "UsulKoreksi",
]
