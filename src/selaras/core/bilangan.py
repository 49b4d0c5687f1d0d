"""A whole number as an address or a hidden field brings it, which may be any text at all."""

DIGIT = 9  # what fits the database's integers


def whole_number(teks: str | None, digit: int = DIGIT) -> int | None:
    """The number; None for anything but up to `digit` plain digits .

    >>> whole_number("12"), whole_number("-1"), whole_number("\\u00b2"), whole_number(None)
    (12, None, None, None)
    """
    if not teks or len(teks) > digit or not (teks.isascii() and teks.isdigit()):
        return None
    return int(teks)
