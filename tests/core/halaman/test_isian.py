"""Figures in forms: what a clerk writes with its points is what is recorded."""

from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

import selaras
from selaras.core.halaman.isian import TERBESAR, BulatField, DesimalField


class Uji(forms.Form):
    nilai = BulatField(label="Nilai", required=False)


def typed(teks: str) -> int | None:
    form = Uji({"nilai": teks})
    assert form.is_valid(), form.errors
    nilai: int | None = form.cleaned_data["nilai"]
    return nilai


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [("150.000", 150_000), ("150000", 150_000), ("Rp150.000,00", 150_000), ("1.000,-", 1_000),
     ("150 000", 150_000), ("−40.000", -40_000), ("-40000", -40_000), ("0", 0), ("", None)],
)  # fmt: skip
def test_points_part_thousands(teks: str, nilai: int | None) -> None:
    assert typed(teks) == nilai


@pytest.mark.parametrize("teks", ["12,5", "1.50", "1,500,000", "seratus", "1e6", "9" * 5000])
def test_what_is_no_whole_number_is_said_beside_the_field(teks: str) -> None:
    form = Uji({"nilai": teks})
    assert form.errors["nilai"] == ["Tulis angka bulat, misalnya 1.500.000."]


def test_what_no_column_holds_is_refused() -> None:
    assert Uji({"nilai": "9" * 17}).errors and Uji({"nilai": "-" + "9" * 17}).errors


@given(st.integers(-TERBESAR, TERBESAR))
def test_what_is_shown_can_be_sent_back(nilai: int) -> None:
    form = Uji(initial={"nilai": nilai})
    tampil = form["nilai"].value()
    assert typed(tampil) == nilai
    assert not Uji({"nilai": tampil}, initial={"nilai": nilai}).has_changed()


def test_money_and_counts_of_rooms_are_such_fields() -> None:
    """A number input takes 150.000 for a hundred and fifty without a word."""
    from selaras.simpeg.bezetting.forms import BebanForm, FormasiForm
    from selaras.simpeg.penataan.forms import ButirForm
    from selaras.tpp.forms import JawabForm, KewajibanForm, PotonganForm

    for form in (JawabForm, KewajibanForm, PotonganForm):
        assert isinstance(form.base_fields["nilai_rp"], BulatField)
    for form, nama in ((BebanForm, "volume"), (FormasiForm, "formasi"), (ButirForm, "kebutuhan")):
        assert isinstance(form.base_fields[nama], BulatField)


class Persen(forms.Form):
    nilai = DesimalField(label="Nilai", min_value=0, max_value=100, decimal_places=2)


@pytest.mark.parametrize(
    ("teks", "nilai"), [("12,5", "12.5"), ("12.5", "12.5"), ("0,25", "0.25"), ("85", "85")]
)
def test_decimals_have_a_comma_or_a_point(teks: str, nilai: str) -> None:
    form = Persen({"nilai": teks})
    assert form.is_valid() and form.cleaned_data["nilai"] == Decimal(nilai)


@pytest.mark.parametrize("teks", ["1.000", "12,555", "1e1", "dua", "9" * 5000, "NaN"])
def test_a_percentage_that_is_none_is_refused(teks: str) -> None:
    assert Persen({"nilai": teks}).errors["nilai"]


@given(st.decimals(0, 100, places=2))
def test_a_decimal_that_is_shown_can_be_sent_back(nilai: Decimal) -> None:
    tampil = str(Persen(initial={"nilai": nilai})["nilai"].as_widget())
    teks = tampil.split('value="')[1].split('"', maxsplit=1)[0]
    form = Persen({"nilai": teks})
    assert form.is_valid() and form.cleaned_data["nilai"] == nilai


def test_no_room_takes_decimals_by_the_librarys_own_field() -> None:
    """It reads 1.250 as one and a quarter."""
    akar = Path(selaras.__file__).parent
    pemakai = {
        str(p.relative_to(akar))
        for p in akar.rglob("*.py")
        if "migrations" not in p.parts and "forms.DecimalField(" in p.read_text()
    }
    assert pemakai == set()
