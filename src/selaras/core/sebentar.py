"""Answers that a process remembers for some seconds, so that many who ask at once share one."""

import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
_semua: WeakSet["Sebentar[Any]"] = WeakSet()


class Sebentar(Generic[T]):
    """Up to `banyak` answers, each for `lama_s` seconds; the oldest make room for new ones."""

    def __init__(self, lama_s: float, banyak: int = 256) -> None:
        self.lama_s, self._banyak = lama_s, banyak
        self._isi: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._kunci = Lock()  # the threads of a server share one memory
        _semua.add(self)

    def get(self, kunci: Hashable) -> T | None:
        """The answer, or None where there is none that is young enough."""
        ada = self._isi.get(kunci)
        return ada[1] if ada and time.monotonic() - ada[0] < self.lama_s else None

    def put(self, kunci: Hashable, jawaban: T) -> None:
        """Remember the answer from now on."""
        with self._kunci:
            self._isi[kunci] = (time.monotonic(), jawaban)
            self._isi.move_to_end(kunci)
            while len(self._isi) > self._banyak:
                self._isi.popitem(last=False)

    def clear(self) -> None:
        with self._kunci:
            self._isi.clear()


def forget_everything() -> None:
    """As a process that has just started: for tests, and to measure what a first answer takes."""
    for satu in list(_semua):
        satu.clear()
