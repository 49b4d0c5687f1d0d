"""Values in Indonesian words."""

import re
from datetime import date

import pytest

from selaras.hukum import Law
from selaras.hukum.words import number_in_words, summary


@pytest.mark.parametrize(
    ("number", "satuan", "words"),
    [
        (125, "basis_poin", "1,25%"), (50, "basis_poin", "0,5%"), (10000, "basis_poin", "100%"),
        (0, "basis_poin", "0%"), (-50, "basis_poin", "-0,5%"), (12000000, "rupiah", "Rp12.000.000"),
        (450, "menit_hari", "07.30"), (5500, "kali_1e4", "0,55"), (6750, "menit", "6.750 menit"),
        (20250301, "tanggal", "01-03-2025"), (3, "kali", "3 kali"), (14, "kode", "14"),
    ],
)  # fmt: skip
def test_a_number_is_written_with_its_unit(number: int, satuan: str, words: str):
    assert number_in_words(number, satuan) == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("presensi.kompensasi", "0 menit"),
        ("presensi.potongan_tl",
         "1 menit s.d. 30 menit: 0,5%; 31 menit s.d. 60 menit: 1%; … (4 baris)"),
        ("tpp.pembulatan", "Setengah ke atas"),
        ("presensi.izin_kehadiran", "Dinas luar, Pendidikan dan pelatihan, Tugas kedinasan lain"),
        ("presensi.ramadan", "2020 mulai: 24-04-2020; 2020 selesai: 23-05-2020; … (16 baris)"),
    ],
)  # fmt: skip
def test_a_value_is_written_on_one_line(law: Law, key: str, words: str):
    parameter = law.parameter(key)
    assert parameter is not None
    assert summary(parameter, law.segment(key, date(2025, 9, 1)).nilai, limit=2) == words


def test_a_law_is_explained_by_names_that_people_read_and_not_by_keys() -> None:
    law = Law.load()
    kunci = set(law.keys)
    salah = {
        (k, kata)
        for k in kunci
        if (p := law.parameter(k)) is not None
        for kata in re.findall(r"[a-z_0-9]+\.[a-z_0-9]+", p.penjelasan)
        if kata in kunci
    }
    assert not salah
