"""PermenPANRB 6/2022: nine cells, suggestions with their reason, the pattern that only warns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.predikat import (
    PREDIKAT,
    kode_predikat,
    pola,
    predikat,
    suggest_hasil,
    suggest_perilaku,
)
from selaras.hukum import Law

ATURAN = Law.load().pada(date(2025, 12, 31), None)
ATAS, SESUAI, BAWAH = 1, 2, 3
KOTAK = [
    (ATAS, ATAS, "sangat_baik"),
    (ATAS, SESUAI, "baik"),
    (ATAS, BAWAH, "kurang"),
    (SESUAI, ATAS, "baik"),
    (SESUAI, SESUAI, "baik"),
    (SESUAI, BAWAH, "kurang"),
    (BAWAH, ATAS, "butuh_perbaikan"),
    (BAWAH, SESUAI, "butuh_perbaikan"),
    (BAWAH, BAWAH, "sangat_kurang"),
]
PERILAKU = ("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif")


@pytest.mark.parametrize(("hasil", "perilaku", "harapan"), KOTAK)
def test_each_cell_gives_its_predicate(hasil: int, perilaku: int, harapan: str) -> None:
    assert predikat(hasil, perilaku, ATURAN) == harapan


@pytest.mark.parametrize(
    ("utama", "tambahan", "rating", "bertanda"),
    [
        ([1, 1, 2], [2], SESUAI, False),
        ([1, 1, 1], [2], ATAS, False),
        ([3, 3, 2], [2], SESUAI, True),
        ([3, 3, 3], [2], BAWAH, True),
        ([2, 2, 2], [], SESUAI, False),
        ([1, 1, 3], [1, 1], SESUAI, True),
        ([2], [3, 3], BAWAH, False),
    ],
)
def test_results_are_suggested_by_the_majority(
    utama: list[int], tambahan: list[int], rating: int, bertanda: bool
) -> None:
    saran = suggest_hasil(utama, tambahan, ATURAN)
    assert saran.rating == rating
    assert bool(saran.tanda) == bertanda
    assert saran.alasan


@pytest.mark.parametrize(("utama", "tambahan"), [([], []), ([1, None], []), ([1], [None])])
def test_nothing_is_suggested_before_every_row_is_rated(
    utama: list[int | None], tambahan: list[int | None]
) -> None:
    saran = suggest_hasil(utama, tambahan, ATURAN)
    assert saran.rating is None
    assert "elum" in saran.alasan


@pytest.mark.parametrize(
    ("nilai", "rating", "tanda"),
    [
        ([1, 1, 1, 1, 2, 2], ATAS, ""),
        ([1, 1, 1, 1, 1, 3], SESUAI, "Adaptif"),
        ([1, 1, 1, 2, 2, 2], SESUAI, ""),
        ([3, 3, 3, 3, 2, 2], BAWAH, "Berorientasi Pelayanan"),
    ],
)
def test_behaviour_names_the_values_that_were_not_lived(
    nilai: list[int], rating: int, tanda: str
) -> None:
    saran = suggest_perilaku(dict(zip(PERILAKU, nilai, strict=True)), ATURAN)
    assert saran.rating == rating
    assert tanda in " ".join(saran.tanda)


def test_a_unit_better_than_its_organisation_is_warned_of() -> None:
    lihat = pola({"sangat_baik": 8, "baik": 2}, "baik", ATURAN)
    assert (lihat.puncak, lihat.harapan, lihat.semua) == ("sangat_baik", "baik", 10)
    assert "berpuncak pada baik" in lihat.peringatan


@pytest.mark.parametrize("capaian", ["baik", "istimewa"])
def test_a_unit_at_or_below_its_pattern_is_left_alone(capaian: str) -> None:
    assert not pola({"baik": 8, "sangat_baik": 2}, capaian, ATURAN).peringatan


def test_a_unit_nobody_assessed_yet_has_no_peak() -> None:
    lihat = pola({}, "baik", ATURAN)
    assert (lihat.semua, lihat.puncak, lihat.peringatan) == (0, "", "")


RATING = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=12)


@given(RATING, RATING)
def test_the_order_of_rows_does_not_matter(utama: list[int], tambahan: list[int]) -> None:
    lurus = suggest_hasil(utama, tambahan, ATURAN)
    assert suggest_hasil(utama[::-1], tambahan[::-1], ATURAN) == lurus


@given(RATING, st.integers(0, 11))
def test_a_better_row_never_worsens_the_suggestion(utama: list[int], letak: int) -> None:
    letak %= len(utama)
    lebih_baik = [*utama]
    lebih_baik[letak] = max(1, lebih_baik[letak] - 1)
    sebelum, sesudah = (suggest_hasil(u, [], ATURAN).rating for u in (utama, lebih_baik))
    assert sebelum is not None
    assert sesudah is not None
    assert sesudah <= sebelum


@given(st.sampled_from([1, 2, 3]), st.sampled_from([1, 2, 3]))
def test_a_worse_rating_of_behaviour_never_improves_the_predicate(hasil: int, lain: int) -> None:
    nilai = [kode_predikat(predikat(hasil, p, ATURAN)) for p in (1, 2, 3)]
    assert nilai == sorted(nilai)
    assert predikat(hasil, lain, ATURAN) in PREDIKAT
