"""Values that no form of ours sends: every page answers with words, none with an error."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia
from tests.izin.test_rute import MATRIX

from selaras.core.permissions.catalog import grantable_roles

SUMBER = Path(__file__).parents[2] / "src" / "selaras"
DIBACA = re.compile(
    r"""(?:GET|POST)(?:\.get(?:list)?\(|\[)\s*["'](\w+)["']|Saringan\(\s*["'](\w+)["']"""
)
NAMA = sorted(
    {nama for p in SUMBER.rglob("*.py") for dua in DIBACA.findall(p.read_text()) for nama in dua}
    - {""}
)
HALAMAN = [
    nama for nama, baris in MATRIX["rute"].items()
    if "@" not in nama and not baris.get("dengan") and baris.get("cara") != "POST"
]  # fmt: skip
NILAI = {"kata": "-abc' OR 1=1 --", "panjang": "9" * 30, "pangkat": "\u00b2"}


@pytest.fixture
def serba(dunia: Dunia, client: Client) -> Client:
    """A head of an office who holds every role besides."""
    for role in grantable_roles():
        dunia.grant("kepala", role.name)
    client.force_login(dunia.user["kepala"])
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("nilai", NILAI.values(), ids=NILAI.keys())
def test_no_page_breaks_on_a_value_in_its_address(serba: Client, nilai: str) -> None:
    isi = dict.fromkeys(NAMA, nilai)
    galat = [n for n in HALAMAN if serba.get(reverse(n), isi).status_code >= 500]
    assert not galat


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("presensi:roster_unduh", {"unit": "abc"}), ("presensi:roster", {"unit": "9" * 5000}),
        ("simpeg:mutu", {"unit": "\u00b2"}), ("simpeg:nominatif", {"skpd": "\u00b2"}),
        ("kinerja:nilai_tahunan", {"tahun": "9" * 5000}), ("web:kit", {"sejak": "abc"}),
        ("web:cari", {"q": "a\x00b"}), ("pegawai:daftar", {"q": "a\x00b"}),
    ],
)  # fmt: skip
def test_no_page_breaks_on_a_value_alone(serba: Client, nama: str, isi: dict[str, str]) -> None:
    assert serba.get(reverse(nama), isi).status_code < 500


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("simpeg:duk_cetak", {"format": "pdf", "skpd": "\u00b2"}),
        ("kinerja:rencana_mulai", {"periode": "\u00b2"}),
        ("kinerja:rencana_mulai", {"periode": "9" * 5000}),
        ("simpeg:ekspor", {"format": "csv", "kueri": "q=a\x00b"}),
        ("simpeg:saringan_simpan", {"nama": "a\x00b", "kueri": "jk=P"}),
        ("web:tema", {"tema": "\x00"}),
    ],
)  # fmt: skip
def test_no_page_breaks_on_a_value_sent(serba: Client, nama: str, isi: dict[str, str]) -> None:
    assert serba.post(reverse(nama), isi).status_code < 500


@pytest.mark.parametrize("nomor", ["0", "99999999999999999999", "2147483648", "%00"])
def test_a_number_that_nobody_has_is_not_found(serba: Client, nomor: str) -> None:
    assert serba.get(f"/pegawai/{nomor}/").status_code in {400, 404}
