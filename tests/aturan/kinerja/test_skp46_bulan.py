"""A month's plan value under PP 46/2011, for the regions whose TPP of 2020 was paid by it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.skp46_bulan import (
    KegiatanSebulan,
    capaian_sebulan,
    nilai_sebulan,
    target_sebulan,
)
from selaras.hukum import Law, NotInForce

ATURAN = Law.load().pada(date(2020, 1, 1), "balangan")
HITUNG = [
    # target, realisasi, mutu, mutu yang ditargetkan -> capaian
    (4, 4, 90, 100, Fraction(95)),
    (4, 3, 80, 100, Fraction(155, 2)),
    (1, 2, 100, 100, Fraction(150)),
    (10, 0, 90, 100, Fraction(0)),
    (2, 2, 85, 85, Fraction(100)),
]


@pytest.mark.parametrize(("target", "jadi", "mutu", "penuh", "nilai"), HITUNG)
def test_an_activity_counts_by_quantity_and_quality(
    target: int, jadi: int, mutu: int, penuh: int, nilai: Fraction
) -> None:
    assert capaian_sebulan(KegiatanSebulan(target, jadi, mutu, penuh), ATURAN) == nilai


def test_a_year_of_twelve_months_asks_a_twelfth_each_month() -> None:
    assert target_sebulan(48, 12) == 4
    assert target_sebulan(10, 4) == Fraction(5, 2)


def test_the_month_is_the_mean_of_its_activities_up_to_100() -> None:
    assert nilai_sebulan([Fraction(95), Fraction(155, 2)], ATURAN) == Fraction(345, 4)
    assert nilai_sebulan([Fraction(150), Fraction(95)], ATURAN) == 100


def test_a_month_without_activities_has_no_value() -> None:
    with pytest.raises(ValueError, match="tanpa kegiatan"):
        nilai_sebulan([], ATURAN)
    with pytest.raises(ValueError, match="target"):
        capaian_sebulan(KegiatanSebulan(0, 1, 90), ATURAN)


def test_the_rule_ends_with_pp_46() -> None:
    with pytest.raises(NotInForce):
        nilai_sebulan([Fraction(90)], Law.load().pada(date(2022, 1, 1), "balangan"))


@given(st.lists(st.fractions(0, 300), min_size=1, max_size=12))
def test_a_month_is_never_more_than_a_whole_share(capaian: list[Fraction]) -> None:
    assert 0 <= nilai_sebulan(capaian, ATURAN) <= 100
