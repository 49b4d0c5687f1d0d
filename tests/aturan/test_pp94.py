"""The absence clock: steps of the year, a run of ten, lateness where a region counts it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.pp94 import BERUNTUN, SETAHUN, clock, longest_run, next_step
from selaras.aturan.presensi import StatusHari
from selaras.hukum import Law, NilaiDaerah

ATURAN = Law.load().pada(date(2026, 4, 1), "contoh")
TK, LIBUR, HADIR, BELUM = StatusHari.TK, StatusHari.LIBUR, StatusHari.HADIR, StatusHari.BELUM


@pytest.mark.parametrize(
    ("hari", "ambang", "usulan"),
    [(0, 0, 0), (2, 0, 0), (3, 3, 1), (4, 4, 2), (6, 4, 2), (7, 7, 3), (10, 7, 3), (11, 11, 4),
     (13, 11, 4), (14, 14, 5), (16, 14, 5), (17, 17, 6), (20, 17, 6), (21, 21, 7), (24, 21, 7),
     (25, 25, 8), (27, 25, 8), (28, 28, 9), (200, 28, 9)],
)  # fmt: skip
def test_every_step_of_the_regulation(hari: int, ambang: int, usulan: int) -> None:
    jam = clock(hari, 0, 0, ATURAN)
    assert (jam.ambang, jam.usulan) == (ambang, usulan)


def test_the_worked_example_of_the_domain_notes() -> None:
    """TK on 2-6 Feb, 9-13 March, 1 April: eleven days, runs of five, five and one."""
    minggu = [*[TK] * 5, LIBUR, LIBUR, *[HADIR] * 5, LIBUR, LIBUR]
    tahun = [*minggu, *minggu]
    assert longest_run(tahun) == 5
    sepuluh = clock(10, 0, longest_run(tahun), ATURAN)
    assert (sepuluh.usulan, sepuluh.sebab) == (3, SETAHUN)
    assert clock(11, 0, longest_run([*tahun, TK]), ATURAN).usulan == 4


def test_ten_days_in_a_row_reach_the_last_step_whatever_the_sum() -> None:
    dua_minggu = [*[TK] * 5, LIBUR, LIBUR, *[TK] * 5]
    assert longest_run(dua_minggu) == 10
    jam = clock(10, 0, 10, ATURAN)
    assert (jam.ambang, jam.usulan, jam.sebab) == (28, 9, BERUNTUN)
    assert clock(9, 0, 9, ATURAN).usulan == 3


def test_a_day_that_is_not_over_breaks_a_run_and_counts_for_nothing() -> None:
    assert longest_run([TK, TK, BELUM, TK]) == 2


@given(st.lists(st.sampled_from([TK, LIBUR, HADIR]), max_size=60))
def test_free_days_never_change_a_run(hari: list[int]) -> None:
    assert longest_run(hari) == longest_run([h for h in hari if h != LIBUR])
    assert longest_run(hari) <= hari.count(TK)


@given(st.integers(0, 60), st.integers(0, 5000))
def test_lateness_counts_only_where_the_region_says_so(alpa: int, menit: int) -> None:
    assert clock(alpa, menit, 0, ATURAN).hari == alpa
    law = Law.load().with_nilai_daerah(
        [NilaiDaerah("disiplin.pp94_hitung_keterlambatan", "contoh", date(2025, 1, 1), "ya", "uji")]
    )
    menghitung = law.pada(date(2026, 4, 1), "contoh")
    assert clock(alpa, menit, 0, menghitung).hari == alpa + menit // 450


@given(st.integers(0, 40))
def test_the_next_step_lies_ahead_and_more_days_never_propose_less(hari: int) -> None:
    berikut = next_step(hari, ATURAN)
    assert berikut is None or berikut.mulai > hari
    assert clock(hari, 0, 0, ATURAN).usulan <= clock(hari + 1, 0, 0, ATURAN).usulan
