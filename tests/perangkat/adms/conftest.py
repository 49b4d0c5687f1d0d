"""A small office whose machines are simulated ones, speaking to a real server over real HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.presensi import pemda_kecil as kecil

from selaras.presensi.models import Ketukan
from selaras.simulasi.mesin_adms import Machine

PAGI = datetime(2025, 11, 3, 7, 28, 41)
Buat = Callable[..., Machine]


@pytest.fixture
def kantor(transactional_db: None) -> kecil.Pemda:
    """Three people at a site whose machine UJI01 (WITA) is approved."""
    return kecil.bangun(3)


@pytest.fixture
def mesin(live_server: LiveServer, kantor: kecil.Pemda) -> Buat:
    """Makes machines that speak to the server; the approved one unless named otherwise."""

    def buat(sn: str = "UJI01", jalur: str = "", **lain: Any) -> Machine:
        return Machine(live_server.url + jalur, sn, **lain)

    return buat


def tersimpan(zona_jam: int = 8) -> list[tuple[str, datetime]]:
    """Every stored tap as the machine wrote it: PIN and local time, repeats would show."""
    geser = timedelta(hours=zona_jam)
    return sorted(
        (pin, (waktu.astimezone(UTC) + geser).replace(tzinfo=None))
        for pin, waktu in Ketukan.objects.values_list("pin", "waktu")
    )


def ingatan(*mesin_list: Machine) -> list[tuple[str, datetime]]:
    """What these machines remember, each tap once."""
    return sorted({(t.pin, t.time) for m in mesin_list for t in m.memory})
