"""Rotations over months, where they go on, and shifts that follow too soon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.roster import SEHARI, lanjutan, putar, rapat

POLA = ["P", "P", "S", "S", "M", "M", "L", "L"]
pola = st.lists(st.sampled_from("PSML"), min_size=1, max_size=10)


@given(pola, st.integers(0, 60), st.integers(0, 60))
def test_a_rotation_in_two_parts_is_the_rotation_in_one(urutan, satu, dua) -> None:
    assert putar(urutan, satu) + putar(urutan, dua, satu) == putar(urutan, satu + dua)


@given(pola, st.integers(0, 9), st.integers(1, 30))
def test_a_month_goes_on_where_the_last_one_left_off(urutan, mulai, jumlah) -> None:
    """After a whole turn nothing is open: the next days are those of the unbroken rotation."""
    lalu = putar(urutan, len(urutan), mulai)
    utuh = putar(urutan, len(urutan) + jumlah, mulai)
    assert putar(urutan, jumlah, lanjutan(urutan, lalu)) == utuh[len(urutan) :]


def test_without_days_before_it_begins_at_the_beginning() -> None:
    assert lanjutan(POLA, []) == 0
    assert lanjutan(POLA, ["X", "X"]) == 0
    assert putar(POLA, 3, lanjutan(POLA, ["S", "S", "M"])) == ["M", "L", "L"]


def test_an_empty_rotation_is_refused() -> None:
    with pytest.raises(ValueError, match="Pola"):
        putar([], 3)


@pytest.mark.parametrize(
    ("jam", "istirahat", "hasil"),
    [
        ([(480, 840), (480, 840)], 480, []),
        ([(1200, 1920), (480, 840)], 480, [(1, 0)]),  # a night till eight, then the morning
        ([(1200, 1920), (420, 840)], 480, [(1, -60)]),
        ([(1200, 1920), None, (480, 840)], 480, []),
        ([(840, 1200), (480, 840)], 720, []),
        ([(840, 1200), (300, 840)], 720, [(1, 540)]),
        ([(1200, 1920), (420, 840)], 0, [(1, -60)]),  # zero: overlaps alone
    ],
)
def test_shifts_that_leave_too_little_time(jam, istirahat, hasil) -> None:
    assert [(r.hari, r.menit) for r in rapat(jam, istirahat)] == hasil


@given(
    st.lists(
        st.one_of(st.none(), st.tuples(st.integers(0, 1439), st.integers(30, 900))), max_size=8
    ),
    st.integers(0, 900),
)
def test_every_pair_of_neighbours_is_looked_at(hari, istirahat) -> None:
    """The plain way: each shift against all that began before it."""
    jam = [None if h is None else (h[0], h[0] + h[1]) for h in hari]
    polos = set()
    for n, kini in enumerate(jam):
        lalu = [p + m * SEHARI for m, isi in enumerate(jam[:n]) if isi for p in [isi[1]]]
        if kini and lalu and kini[0] + n * SEHARI - max(lalu) < istirahat:
            polos.add(n)
    assert {r.hari for r in rapat(jam, istirahat)} == polos
