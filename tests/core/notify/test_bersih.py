"""Old notices go at night, by a setting; what is on its way or unread stays longer."""

from datetime import UTC, datetime, timedelta

import pytest

from selaras.core.notify.cleaning import remove_old
from selaras.core.notify.models import Kiriman, Pemberitahuan

pytestmark = pytest.mark.django_db
KINI = datetime(2025, 12, 18, 3, tzinfo=UTC)


def kabar(kunci: str, hari: int, *, dibaca: bool) -> Pemberitahuan:
    dibuat = KINI - timedelta(days=hari)
    return Pemberitahuan.objects.create(
        person_id=1, jenis="umum", judul=kunci, kunci_unik=kunci, dibuat_pada=dibuat,
        dibaca_pada=dibuat if dibaca else None,
    )  # fmt: skip


def test_read_ones_go_first_and_those_on_their_way_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_PEMBERITAHUAN_HARI", "30")
    kabar("baru", 29, dibaca=True)
    lama = kabar("lama", 31, dibaca=True)
    Kiriman.objects.create(pemberitahuan=lama, saluran="surel", status=Kiriman.Status.TERKIRIM)
    kabar("belum dibaca", 59, dibaca=False)
    kabar("lama sekali", 61, dibaca=False)
    antre = kabar("antre", 90, dibaca=True)
    Kiriman.objects.create(pemberitahuan=antre, saluran="surel")
    assert remove_old(at=KINI) == 2
    assert set(Pemberitahuan.objects.values_list("judul", flat=True)) == {
        "baru", "belum dibaca", "antre",
    }  # fmt: skip


def test_nothing_goes_where_the_site_keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_PEMBERITAHUAN_HARI", "0")
    kabar("lama", 3000, dibaca=True)
    assert remove_old(at=KINI) == 0
