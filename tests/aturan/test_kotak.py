"""Boxes by their edges, and the grid's numbering; the examples of the domain notes by name."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.kotak import DISIPLIN, PERILAKU, SKOR, boxes, ditindaklanjuti, with_kotak
from selaras.hukum import Law

ATURAN = Law.load().pada(date(2025, 10, 1), "contoh")
SATU = 1_000_000  # one percent of SERATUS_PERSEN
skor = st.integers(0, 100 * SATU)


def kotak(realisasi: int, p: int = 0, d: int = 0, **lain: object) -> dict[str, int]:
    baris = {"realisasi": realisasi, "produktivitas": p, "disiplin": d, "dinilai": True,
             "hasil": None, "perilaku": None, **lain}  # fmt: skip
    skema = {"hasil": pl.Int64, "perilaku": pl.Int64}
    return with_kotak(pl.DataFrame([baris], schema_overrides=skema), ATURAN).row(0, named=True)


@pytest.mark.parametrize(
    ("persen", "nomor"),
    [(0, 1), (19.99, 1), (20, 2), (34.999999, 2), (35, 3), (50, 4), (60, 5), (70, 6), (80, 7),
     (87, 7), (89.999999, 7), (90, 8), (94.21, 8), (99.999999, 8), (100, 9)],
)  # fmt: skip
def test_the_edge_belongs_to_the_higher_box(persen: float, nomor: int) -> None:
    assert kotak(round(persen * SATU))["kotak"] == nomor


@given(skor, skor)
def test_a_better_score_is_never_in_a_lower_box(a: int, b: int) -> None:
    kecil, besar = sorted((a, b))
    assert kotak(kecil)["kotak"] <= kotak(besar)["kotak"]
    assert 1 <= kotak(a)["kotak"] <= 9


@given(skor, skor)
def test_the_grid_numbers_productivity_to_the_right_and_discipline_upwards(p: int, d: int) -> None:
    def pita(x: int) -> int:
        return 1 if x < 70 * SATU else 2 if x < 90 * SATU else 3

    assert kotak(0, p, d)["kotak_disiplin"] == (pita(d) - 1) * 3 + pita(p)


@pytest.mark.parametrize(
    ("hasil", "perilaku", "nomor"),
    [(1, 1, 9), (1, 2, 6), (1, 3, 3), (2, 1, 8), (2, 2, 5), (2, 3, 2), (3, 1, 7), (3, 2, 4),
     (3, 3, 1)],
)  # fmt: skip
def test_all_nine_cells_of_the_assessment(hasil: int, perilaku: int, nomor: int) -> None:
    assert kotak(0, hasil=hasil, perilaku=perilaku)["kotak_perilaku"] == nomor


def test_who_is_not_assessed_stands_in_no_grid() -> None:
    assert kotak(100 * SATU, dinilai=False)["kotak_disiplin"] == 0
    assert kotak(100 * SATU, hasil=1)["kotak_perilaku"] == 0


@pytest.mark.parametrize("ragam", [SKOR, DISIPLIN, PERILAKU])
def test_every_kind_has_nine_boxes_with_words(ragam: str) -> None:
    semua = boxes(ragam, ATURAN)
    assert [k.nomor for k in semua] == list(range(1, 10))
    assert len({k.rentang for k in semua}) == 9
    assert semua[0].kata == "perlu pembinaan"
    assert semua[8].kata == "baik"


def test_follow_up_needs_low_boxes_in_every_month_of_the_run() -> None:
    assert ditindaklanjuti([3, 1, 9], ATURAN)
    assert not ditindaklanjuti([3, 4], ATURAN)
    assert not ditindaklanjuti([3], ATURAN)
    assert not ditindaklanjuti([2, 0, 1], ATURAN)  # a month without a box
