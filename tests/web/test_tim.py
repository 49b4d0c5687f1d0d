"""A superior's week on home: who was late or missing, by name and day; nobody else's people."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.aturan.presensi import HARI, KOSONG, StatusHari
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import today
from selaras.presensi.lembar import encode
from selaras.presensi.models import LembarPresensi
from selaras.web.tim import TimPekan, team_week

pytestmark = pytest.mark.django_db


def _sheet(dunia: Dunia, nama: str, periode: int, kode: dict[int, StatusHari]) -> None:
    hari = np.zeros((1, 31), HARI)
    hari["masuk"] = hari["pulang"] = KOSONG
    for tanggal, k in kode.items():
        hari[0, tanggal - 1]["kode"] = k
    ringkas = dict.fromkeys(
        ("hari_kerja", "hadir", "izin", "alpa", "belum", "tl", "psw", "tanpa_masuk",
         "tanpa_pulang", "menit_tl", "menit_psw", "potongan_bp", "alpa_runtun"), 0,
    )  # fmt: skip
    LembarPresensi.objects.create(
        periode=periode, pegawai=dunia.pegawai[nama], skpd=dunia.unit["dinas alam"],
        hari=encode(hari).tobytes(), **ringkas,
    )  # fmt: skip


def _week(dunia: Dunia, nama: str, *tanggal: int) -> TimPekan | None:
    at = datetime(*tanggal, 3, tzinfo=UTC)  # type: ignore[misc, arg-type]
    return team_week(load_actor(dunia.user[nama], at=at))


def test_a_superior_reads_her_peoples_week_over_two_months(dunia: Dunia) -> None:
    _sheet(dunia, "staf", 202509, {29: StatusHari.TL, 30: StatusHari.HADIR, 26: StatusHari.TK})
    _sheet(dunia, "staf", 202510, {1: StatusHari.TL, 2: StatusHari.TK, 3: StatusHari.BELUM})
    _sheet(dunia, "tetangga", 202510, {1: StatusHari.TK})
    tim = _week(dunia, "kepala", 2025, 10, 3)  # a Friday
    assert tim is not None and tim.judul == "Tim pekan ini"
    assert tim.kata == "1 orang: 0 tanpa catatan, 1 tanpa keterangan, 1 terlambat."
    (staf,) = tim.orang
    assert staf.kata == "Tanpa keterangan Kamis; terlambat Senin dan Rabu"
    assert staf.url.endswith(f"/202510/{dunia.pegawai['staf'].pk}/")


def test_on_monday_it_is_last_weeks_and_who_leads_nobody_has_none(dunia: Dunia) -> None:
    _sheet(dunia, "staf", 202510, {3: StatusHari.IZIN, 6: StatusHari.TK})
    tim = _week(dunia, "kepala", 2025, 10, 6)
    assert tim is not None and tim.judul == "Tim pekan lalu"
    assert [o.kata for o in tim.orang] == ["Izin, cuti atau dinas Jumat"]
    assert _week(dunia, "staf", 2025, 10, 6) is None


def test_home_shows_it(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["kepala"])
    assert "Tim pekan" not in client.get("/unit-saya/").content.decode()  # nobody has a sheet yet
    for periode in {h.year * 100 + h.month for h in (today(), today() - timedelta(days=7))}:
        _sheet(dunia, "staf", periode, dict.fromkeys(range(1, 32), StatusHari.TL))
    halaman = client.get("/unit-saya/").content.decode()
    assert "Tim pekan" in halaman and "1 orang: 0 tanpa catatan, 1 terlambat." in halaman
    assert dunia.pegawai["staf"].nama in halaman
