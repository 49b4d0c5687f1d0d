"""Whole percents that stand side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.persen import persen_bulat


def test_three_thirds_make_a_hundred() -> None:
    assert persen_bulat([1, 1, 1]) == [34, 33, 33]


def test_two_halves_of_a_percent_do_not_both_go_up() -> None:
    """5 of 40 and 35 of 40 are 12.5 and 87.5 percent: rounded each alone they would make 101."""
    assert persen_bulat([5, 35, 0]) == [12, 88, 0]


def test_of_nobody_there_are_no_percents() -> None:
    assert persen_bulat([0, 0]) == [0, 0]
    assert persen_bulat([]) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=9).filter(any))
def test_percents_make_a_hundred_and_none_is_a_point_away(bagian: list[int]) -> None:
    persen = persen_bulat(bagian)
    semua = sum(bagian)
    assert sum(persen) == 100
    assert all(abs(p * semua - 100 * n) < semua for p, n in zip(persen, bagian, strict=True))
