"""Two requests at the same moment: both have looked before either has written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any, TypeVar

import pytest
from django.db import connection

T = TypeVar("T")


def twice_at_once(
    monkeypatch: pytest.MonkeyPatch, tempat: object, nama: str, send: Callable[[], T]
) -> tuple[T, T]:
    """What `send` gives two threads that meet at `tempat.nama`, which runs between look and write.

    Where a lock keeps one of them from getting there, the other goes on after a second.
    """
    berdua, asli = Barrier(2), getattr(tempat, nama)

    def meet(*a: Any, **k: Any) -> Any:
        with suppress(BrokenBarrierError):
            berdua.wait(1)
        return asli(*a, **k)

    def one(_: int) -> T:
        try:
            return send()
        finally:
            connection.close()

    monkeypatch.setattr(tempat, nama, meet)
    with ThreadPoolExecutor(2) as tangan:
        satu, lagi = tangan.map(one, range(2))
    return satu, lagi
