"""Reads of a day touch only their own months' tables, however many months there are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.presensi.ponsel_uji import pemda

from selaras.bench.ukur_tahun import plans_of
from selaras.presensi.models import Ketukan
from selaras.presensi.selectors.hari import load_day
from selaras.presensi.selectors.ponsel import law_of
from selaras.presensi.services import ensure_partitions, ensure_partitions_ahead

pytestmark = pytest.mark.django_db
KINI = datetime(2025, 12, 18, 3, tzinfo=UTC)


def test_a_persons_day_reads_one_months_table() -> None:
    p = pemda()
    ensure_partitions(date(2025, bulan, 1) for bulan in range(1, 13))
    aturan = law_of("contoh", date(2025, 12, 1))
    langkah = plans_of(lambda: load_day(p.pegawai[0], date(2025, 12, 18), aturan, KINI))
    tabel = {s.split()[-1] for s in langkah if "presensi_ketukan" in s}
    assert tabel == {"presensi_ketukan_202512"}


def test_who_was_seen_today_reads_one_months_table() -> None:
    ensure_partitions(date(2025, bulan, 1) for bulan in range(1, 13))
    hari_ini = Ketukan.objects.filter(waktu__gte=KINI - timedelta(hours=10), waktu__lte=KINI)
    langkah = plans_of(lambda: list(hari_ini))
    assert {s.split()[-1] for s in langkah if "presensi_ketukan" in s} == {
        "presensi_ketukan_202512"
    }


def test_the_next_months_tables_stand_before_their_first_tap() -> None:
    dibuat = ensure_partitions_ahead(at=datetime(2041, 11, 30, 23, tzinfo=UTC))
    assert dibuat[::2] == [f"presensi_ketukan_{b}" for b in ("204111", "204112", "204201")]
    assert ensure_partitions_ahead(at=datetime(2041, 12, 1, tzinfo=UTC)) == [
        "presensi_ketukan_204202", "presensi_buktiketukan_204202",
    ]  # fmt: skip
