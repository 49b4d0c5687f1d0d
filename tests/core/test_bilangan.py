"""Numbers of addresses and of people: anything may stand there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.bilangan import whole_number, whole_numbers, written_number


@pytest.mark.parametrize(("teks", "angka"), [("0", 0), ("12", 12), ("999999999", 999_999_999)])
def test_plain_digits_are_read(teks: str, angka: int) -> None:
    assert whole_number(teks) == angka


@pytest.mark.parametrize(
    "teks", [None, "", " ", "-1", "1.5", "1e3", "1_000", "²", "٣", "1234567890", "9" * 5000]
)
def test_anything_else_is_no_number(teks: str | None) -> None:
    assert whole_number(teks) is None


def test_keys_may_be_longer() -> None:
    assert whole_number("12345678901", 17) == 12_345_678_901


def test_keys_of_ticked_rows_leave_out_what_is_none() -> None:
    assert whole_numbers(["3", "", "²", "9" * 18, "12345678901"]) == [3, 12_345_678_901]


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_figure_in_words_is_the_figure(nilai: Decimal) -> None:
    ribuan = f"{nilai:,.3f}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert written_number(ribuan) == nilai
    assert written_number(ribuan.replace(".", "")) == nilai


@given(st.text(max_size=30))
def test_any_text_is_a_figure_or_none(teks: str) -> None:
    nilai = written_number(teks)
    assert nilai is None or nilai.is_finite()
    assert nilai is None or nilai * 1000 % 1 == 0 or nilai.as_tuple().exponent < -3


@pytest.mark.parametrize("teks", ["9" * 5000, "٣", "²", "1_000", "+5", "--1", "1.0000.000", "0,"])
def test_what_only_looks_like_a_figure_is_none(teks: str) -> None:
    assert written_number(teks) is None
