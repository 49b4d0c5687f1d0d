"""A whole number as an address or a hidden field brings it, which may be any text at all."""

from collections.abc import Iterable

DIGIT = 9  # what fits the database's integers
PANJANG = 17  # of rows that there may be milliards of


def whole_number(teks: str | None, digit: int = DIGIT) -> int | None:
    """The number; None for anything but up to `digit` plain digits .

    >>> whole_number("12"), whole_number("-1"), whole_number("\\u00b2"), whole_number(None)
    (12, None, None, None)
    """
    if not teks or len(teks) > digit or not (teks.isascii() and teks.isdigit()):
        return None
    return int(teks)


def whole_numbers(banyak: Iterable[str]) -> list[int]:
    """The keys of ticked rows, without what is none; some rows there may be milliards of.

    >>> whole_numbers(["3", "", "x", "12"])
    [3, 12]
    """
    return [n for teks in banyak if (n := whole_number(teks, PANJANG)) is not None]
