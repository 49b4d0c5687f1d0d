"""Rupiah in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.terbilang import terbilang


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (15, "lima belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_001, "dua ribu satu"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (
            4_067_415,
            "empat juta enam puluh tujuh ribu empat ratus lima belas",
        ),
        (1_000_000_000_000, "satu triliun"),
        (-25, "minus dua puluh lima"),
    ],
)
def test_amounts_are_written_as_on_receipts(nilai: int, kata: str) -> None:
    assert terbilang(nilai) == kata


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_different_amounts_never_read_the_same(satu: int, dua: int) -> None:
    assert (terbilang(satu) == terbilang(dua)) == (satu == dua)
