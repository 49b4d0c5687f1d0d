"""Cells as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.impor import urai
from selaras.core.impor.urai import NilaiSalah

TANGGAL = [
    ("2025-01-31", date(2025, 1, 31)),
    ("2025-01-31 00:00:00", date(2025, 1, 31)),
    ("31-01-2025", date(2025, 1, 31)),
    ("31/1/2025", date(2025, 1, 31)),
    ("31.01.2025", date(2025, 1, 31)),
    ("31 Januari 2025", date(2025, 1, 31)),
    ("1 Nopember 2025", date(2025, 11, 1)),
    ("31-Jan-2025", date(2025, 1, 31)),
    ("45688", date(2025, 1, 31)),
    ("45688.5", date(2025, 1, 31)),
]


@pytest.mark.parametrize(("teks", "hasil"), TANGGAL)
def test_dates_are_read_in_every_usual_form(teks, hasil):
    assert urai.tanggal(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "kata"),
    [("01/31/2025", "bulan 31"), ("30-02-2025", "kalender"), ("31-01-25", "bukan tanggal"),
     ("besok", "bukan tanggal"), ("31 Foo 2025", "tidak dikenal"), ("1-1-0205", "masuk akal"),
     ("2025-13-01", "bulan 13")],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example(teks, kata):
    with pytest.raises(NilaiSalah, match=kata):
        urai.tanggal(teks)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_a_date_survives_each_of_its_forms(hari):
    serial = str((hari - date(1899, 12, 30)).days)
    for teks in (hari.isoformat(), f"{hari:%d-%m-%Y}", f"{hari.day}/{hari.month}/{hari.year}"):
        assert urai.tanggal(teks) == hari
    assert len(serial) != 5 or urai.tanggal(serial) == hari


RUPIAH = [
    ("1500000", 1_500_000), ("1.500.000", 1_500_000), ("1,500,000", 1_500_000),
    ("Rp1.500.000,00", 1_500_000), ("Rp 1.500.000,-", 1_500_000), ("1500000.0", 1_500_000),
    ("0", 0), ("1.500", 1_500), ("1,500,000.00", 1_500_000), ("1 500 000", 1_500_000),
]  # fmt: skip


@pytest.mark.parametrize(("teks", "hasil"), RUPIAH)
def test_rupiah_is_read_with_and_without_its_signs(teks, hasil):
    assert urai.rupiah(teks) == hasil


@pytest.mark.parametrize(
    "teks", ["1.500,50", "1500.5", "-5", "lima", "1.50.000", "3000000000", "=A1"]
)
def test_what_is_no_whole_rupiah_is_refused(teks):
    with pytest.raises(NilaiSalah):
        urai.rupiah(teks)


@given(st.integers(0, 2_000_000_000))
def test_rupiah_survives_grouping(nilai):
    ribuan = f"{nilai:,}".replace(",", ".")
    assert urai.rupiah(ribuan) == urai.rupiah(f"Rp{ribuan},00") == urai.rupiah(str(nilai)) == nilai


@pytest.mark.parametrize(
    ("teks", "bp"),
    [("97,5", 9750), ("97.5", 9750), ("97,5%", 9750), ("100", 10000), ("0", 0), ("0,5%", 50),
     ("88.25", 8825), ("25 %", 2500)],
)  # fmt: skip
def test_percentages_become_basis_points(teks, bp):
    assert urai.persen()(teks) == bp


@pytest.mark.parametrize(
    ("teks", "kata"),
    [("0.975", "meragukan"), ("1", "meragukan"), ("101", "luar batas"), ("97.555", "halus"),
     ("x", "bukan persen"), ("-1", "luar batas")],
)  # fmt: skip
def test_a_doubtful_percentage_is_asked_back(teks, kata):
    with pytest.raises(NilaiSalah, match=kata):
        urai.persen()(teks)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [("202510", 202510), ("2025-10", 202510), ("10/2025", 202510), ("Oktober 2025", 202510),
     ("Okt-2025", 202510), ("2025-10-01", 202510), ("202514", 202514)],
)  # fmt: skip
def test_a_month_is_read_in_every_usual_form(teks, hasil):
    assert urai.periode(teks) == hasil


@pytest.mark.parametrize("teks", ["202513", "2025-00", "Foo 2025", "2025"])
def test_what_is_no_month_is_refused(teks):
    with pytest.raises(NilaiSalah):
        urai.periode(teks)


def test_choices_are_read_by_their_synonyms_and_listed_when_unknown():
    jenis = urai.pilihan({"skpd": ("OPD", "Perangkat Daerah"), "rs": ("Rumah Sakit",)})
    assert jenis("perangkat-daerah") == "skpd"
    assert jenis("RUMAH SAKIT") == "rs"
    with pytest.raises(NilaiSalah, match="Pilihan: skpd, rs"):
        jenis("kantor")


@given(st.text(max_size=40))
def test_no_text_breaks_a_parser(teks):
    for parser in (
        urai.tanggal, urai.rupiah, urai.periode, urai.persen(), urai.bulat(), urai.ya_tidak,
        urai.teks(), urai.nip, urai.nik, urai.surel,
    ):  # fmt: skip
        try:
            parser(teks)
        except NilaiSalah as error:
            assert str(error)
