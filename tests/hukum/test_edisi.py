"""Editions of a region's rule, as the calculator names them."""

from datetime import date

import pytest

from selaras.hukum import Edisi, Law, UnknownDaerah


def test_balangan_2025_runs_over_two_years_and_ends_in_november(law: Law):
    edisi = law.edisi("balangan", "2025")
    assert (edisi.mulai, edisi.sampai) == (date(2024, 1, 1), date(2025, 12, 31))
    assert edisi.jalur == "daerah/balangan/2025"
    assert edisi.last_ordinary_month() == date(2025, 11, 1)


def test_an_edition_may_be_called_by_another_name(law: Law):
    assert law.edisi("kota_6750", "v2022") == law.edisi("kota_6750", "2022")


@pytest.mark.parametrize(
    ("sampai", "bulan"),
    [
        (date(2025, 12, 31), date(2025, 11, 1)),
        (date(2025, 12, 15), date(2025, 11, 1)),
        (date(2025, 6, 30), date(2025, 6, 1)),
        (date(2025, 6, 29), date(2025, 5, 1)),
        (date(2026, 1, 30), date(2025, 11, 1)),
        (date(2024, 2, 29), date(2024, 2, 1)),
    ],
)
def test_the_last_ordinary_month_is_whole_and_never_december(sampai: date, bulan: date):
    edisi = Edisi("x", "1", "x", date(2020, 1, 1), sampai)
    assert edisi.last_ordinary_month() == bulan


def test_an_edition_without_end_needs_todays_date():
    edisi = Edisi("x", "1", "x", date(2020, 1, 1), None)
    with pytest.raises(ValueError, match="sebutkan bulannya"):
        edisi.last_ordinary_month()
    assert edisi.last_ordinary_month(date(2026, 11, 22)) == date(2026, 10, 1)


def test_the_edition_of_a_day_is_found_or_there_is_none(law: Law):
    found = law.edisi_pada(date(2020, 2, 1), "balangan")
    assert found is not None and found.nama == "2020"
    assert law.edisi_pada(date(2022, 2, 1), "balangan") is None


def test_an_unknown_edition_names_those_there_are(law: Law):
    with pytest.raises(UnknownDaerah, match="balangan/2019, balangan/2020, balangan/2025"):
        law.edisi("balangan", "2031")
