"""The page benchmark sees the site, and no list or home page asks more than twelve queries."""

from pytest_django import Settings

from selaras.bench.jelajah import BERANDA, LOGIN, measure, pages
from selaras.contoh.dunia import Dunia

# Neither lists nor homes: one person's own day, month or plans, and the checks of a year, each read
# fact by fact. Their number is pinned all the same: it must not grow with people.
KARTU = {
    "web:hari_ini": 20, "aktivitas:hari": 26, "aktivitas:pekan": 13, "aktivitas:bulan": 15,
    "kinerja:rencana_saya": 14, "kinerja:saya": 14, "tpp:bulan_saya": 17, "persiapan:tahun": 16,
}  # fmt: skip


def test_every_page_without_a_key_is_measured(regensi: Dunia) -> None:
    nama = {n for n, _ in pages()}
    assert {BERANDA, "pegawai:daftar", "tpp:verifikasi", "presensi:unit", "hukum:daftar"} <= nama
    assert not {n for n in nama if n.startswith(("account_", "sehat:"))}


def test_no_page_needs_more_than_twelve_queries(regensi: Dunia, settings: Settings) -> None:
    settings.DEMO = True
    baris = list(measure(ulang=1))
    assert len(baris) > 30
    assert {b["peran"] for b in baris if b["halaman"] == BERANDA} == set(LOGIN)
    banyak = {
        (b["halaman"], b["peran"]): b["kueri"]
        for b in baris
        if b["kueri"] > KARTU.get(b["halaman"], 12)
    }
    assert banyak == {}
