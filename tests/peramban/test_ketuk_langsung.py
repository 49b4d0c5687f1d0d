"""The running day beside the button: it follows a tap by itself, and one made elsewhere, too."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.izin.dunia import Dunia
from tests.peramban.ketuk_uji import kantor, masuk_sebagai, ponsel, staf, tekan

from selaras.presensi.models import Ketukan
from selaras.presensi.services import ensure_partitions

__all__ = ["kantor", "masuk_sebagai", "ponsel", "staf"]
PAGI = datetime(2025, 12, 18, 0, 10, tzinfo=UTC)  # Thursday 07.10 in the office
SORE = datetime(2025, 12, 18, 9, 10, tzinfo=UTC)
TIAP_LIMA_DETIK = re.compile(r"^every 5s,")


@pytest.fixture(autouse=True)
def pukul() -> Iterator[time_machine.Traveller]:
    """The server's clock goes on from the morning of a working day."""
    with time_machine.travel(PAGI) as mesin:
        yield mesin


def test_after_a_tap_the_days_state_and_the_months_estimate_follow_by_themselves(
    staf: Page, kantor: Dunia, pukul: time_machine.Traveller
) -> None:
    kartu = staf.locator("#keadaan-hari")
    expect(kartu).to_contain_text("Belum ada catatan masuk")
    expect(kartu).to_have_attribute("hx-trigger", TIAP_LIMA_DETIK)
    tekan(staf)
    expect(kartu).to_contain_text(re.compile(r"Masuk 07\.\d\d, tepat waktu"))
    expect(kartu).to_contain_text("Perkiraan TPP")
    expect(kartu).to_have_attribute("hx-trigger", TIAP_LIMA_DETIK)
    pukul.move_to(SORE)  # she leaves by the office's machine: nobody touches this page
    ensure_partitions([SORE.date()])
    Ketukan.objects.create(
        situs=kantor.objek["situs"], pin="7", waktu=datetime(2025, 12, 18, 9, 5, tzinfo=UTC),
        pegawai=kantor.pegawai["staf"], sumber=Ketukan.Sumber.DORONG, diterima_pada=SORE,
    )  # fmt: skip
    expect(kartu).to_contain_text("Pulang 16.05")
