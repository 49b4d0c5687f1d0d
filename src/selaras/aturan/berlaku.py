"""A method that changed on a date: several functions, one name, chosen by the day. No law values.

A changed number is a dated value in a file of law; a changed *way* is a second function here.
"""

from collections.abc import Callable
from datetime import date
from typing import Generic, NamedTuple, ParamSpec, TypeVar

from selaras.hukum import NotInForce

P = ParamSpec("P")
R = TypeVar("R")


class Versi(NamedTuple, Generic[P, R]):
    """One way of computing: since when, by which regulation."""

    sejak: date
    dasar: str
    fungsi: Callable[P, R]


class Metode(Generic[P, R]):
    """All ways of one computation; `pada` picks the one in force."""

    def __init__(self, nama: str) -> None:
        self.nama = nama
        self._versi: list[Versi[P, R]] = []

    def berlaku(self, sejak: date, dasar: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Registers the decorated function as the way from that day on."""

        def daftarkan(fungsi: Callable[P, R]) -> Callable[P, R]:
            self._versi.append(Versi(sejak, dasar, fungsi))
            self._versi.sort(key=lambda versi: versi.sejak)
            return fungsi

        return daftarkan

    def pada(self, hari: date) -> Versi[P, R]:
        """The way in force on that day; before the first one there is none."""
        berlaku = [versi for versi in self._versi if versi.sejak <= hari]
        if not berlaku:
            raise NotInForce(self.nama, hari, None, reason="Cara hitungnya belum ada.")
        return berlaku[-1]
