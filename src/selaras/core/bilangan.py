"""Numbers as an address, a hidden field or a person brings them, which may be any text at all."""

import re
from collections.abc import Iterable
from decimal import Decimal

DIGIT = 9  # what fits the database's integers
PANJANG = 17  # of rows that there may be milliards of
_TULISAN = 24  # written out; a thousand times that is still exact
_RIBUAN = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_DITULIS = re.compile(rf"-?(?:(?P<bulat>{_RIBUAN}|[0-9]+)(?:,(?P<koma>[0-9]+))?)")
_TITIK = re.compile(r"-?[0-9]+\.[0-9]+")


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


def written_number(teks: str) -> Decimal | None:
    """A figure as people here write it; None for what is none, or could be two.

    A point before three figures parts thousands, before any others it is a decimal point, as
    machines write it.

    >>> [str(written_number(t)) for t in ("1.250", "1.250,5", "12,5", "12.5", "0.125", "-0,25")]
    ['1250', '1250.5', '12.5', '12.5', '0.125', '-0.25']
    >>> [written_number(t) for t in ("1,250,000", "12.5,3", "1e5", "1.25.0", "", "5 %")]
    [None, None, None, None, None, None]
    """
    polos = "".join(teks.split())
    if len(polos) > _TULISAN:
        return None
    if cocok := _DITULIS.fullmatch(polos):
        koma = f".{cocok['koma']}" if cocok["koma"] else ""
        nilai = Decimal(f"{cocok['bulat'].replace('.', '')}{koma}")
        return -nilai if polos.startswith("-") else nilai
    return Decimal(polos) if _TITIK.fullmatch(polos) else None


def written_share(teks: str) -> Decimal | None:
    """A percentage or a factor: 1.250 could be a thousand and more, or one and a quarter.

    >>> [str(written_share(t)) for t in ("62,5", "62.5", "1250", "1.250,0")]
    ['62.5', '62.5', '1250', '1250.0']
    >>> written_share("1.250") is None
    True
    """
    beribu = re.fullmatch(rf"-?{_RIBUAN}", "".join(teks.split()))
    return None if beribu else written_number(teks)
