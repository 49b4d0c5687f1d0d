"""What a process remembers for a while is forgotten before each test.

These memories go by a government's number and the clock. Every database of the tests begins to
number at one, so that one test would be answered with another's places, figures or law, depending
on which came first and how quickly.
"""

from collections.abc import Callable
from math import inf

import pytest


@pytest.fixture(scope="session")
def _lupakan() -> Callable[[], None]:
    from selaras.core.sebentar import forget_everything
    from selaras.organisasi.hukum import refresh_local_law
    from selaras.presensi.selectors import bekal, ponsel
    from selaras.presensi.services.masuk import simpan_ketukan
    from selaras.simpeg.statistik import kelompok
    from selaras.simpeg.statistik import selectors as statistik
    from selaras.tpp.paralel import ringkas

    ingatan = (
        bekal._hari, ponsel._tempat, ponsel._parameter, simpan_ketukan._situs, ringkas._ingatan,
        kelompok.INGATAN, statistik.INGATAN,
    )  # fmt: skip

    def forget() -> None:
        for satu in ingatan:
            satu.clear()
        forget_everything()
        refresh_local_law()

    return forget


@pytest.fixture(autouse=True)
def _tanpa_ingatan(_lupakan: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """And no count is slow enough to be remembered because the machine was busy for a moment."""
    monkeypatch.setattr("selaras.core.halaman.banyaknya.LAMBAT_S", inf)
    _lupakan()
