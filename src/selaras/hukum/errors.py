"""What can go wrong when the law is asked or read; every message is Indonesian and names the place.

- HukumError
  - NotInForce: no value on that date for that region: never replaced by a default
  - UnknownKey: nobody declared the key (a typing error in a rule or a file)
  - UnknownDaerah: no such region or edition
  - WrongKind: the key exists, but is asked for as another kind of value
  - LawBroken: the files can't be used; carries every finding with file and line
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selaras.hukum.model import Temuan


class HukumError(Exception):
    """Anything about the law that stops a computation."""


class NotInForce(HukumError):
    """No value is in force: the region must choose, or its regulation isn't known."""

    def __init__(self, key: str, pada: date, daerah: str | None, *, reason: str = "") -> None:
        self.key, self.pada, self.daerah, self.reason = key, pada, daerah, reason
        where = f"daerah '{daerah}'" if daerah else "kerangka nasional"
        detail = f" {reason}" if reason else ""
        super().__init__(
            f"Aturan '{key}' tidak berlaku pada {pada.isoformat()} untuk {where}.{detail}"
        )


class UnknownKey(HukumError):
    """The key is declared nowhere in the national tree."""

    def __init__(self, key: str, known: Iterable[str] = ()) -> None:
        self.key = key
        near = get_close_matches(key, known, n=3)
        super().__init__(
            f"Aturan '{key}' tidak dikenal: tidak ada berkasnya di pohon nasional."
            + (f" Mungkin maksudnya: {', '.join(near)}." if near else "")
        )


class UnknownDaerah(HukumError):
    """The region, or its edition, has no file."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        super().__init__(f"'{name}' tidak dikenal. Yang ada: {', '.join(sorted(known)) or '-'}.")


class WrongKind(HukumError):
    """A rule asks a table for a number, or the like."""

    def __init__(self, key: str, asked: str, actual: str) -> None:
        super().__init__(f"Aturan '{key}' berjenis {actual}, bukan {asked}.")


class LawBroken(HukumError):
    """Files of law that can't be used, with every finding."""

    def __init__(self, temuan: Sequence[Temuan]) -> None:
        self.temuan = tuple(temuan)
        super().__init__("Berkas hukum rusak:\n" + "\n".join(str(t) for t in temuan))
