"""Numbers of addresses: anything may stand there, and only plain digits are a number."""

import pytest

from selaras.core.bilangan import whole_number, whole_numbers


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
