"""Values in Indonesian words."""

import pytest

from selaras.hukum.words import number_in_words


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
