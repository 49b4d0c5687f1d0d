"""Which corrections of a day may be asked for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.koreksi import (
    HariKoreksi,
    ParameterKoreksi,
    examine,
    on_shift,
    why_closed,
)

P = ParameterKoreksi(per_bulan=3, batas_hari=5, petugas="kesehatan", titipan="dibenarkan")
HARI = HariKoreksi(
    date(2025, 12, 1), date(2025, 12, 4), 600, 450, 960, masuk=480, pulang=None, hari_kerja=3
)


def said(hari: HariKoreksi, masuk: int | None, pulang: int | None) -> list[str]:
    return [t.ruas for t in examine(hari, masuk, pulang, P)]


def test_a_forgotten_clock_out_may_be_asked_for() -> None:
    assert examine(HARI, None, 965, P) == []


def test_the_last_working_day_is_inside_the_term_and_the_next_is_not() -> None:
    assert why_closed(replace(HARI, hari_kerja=5), P) == ""
    assert "paling lambat 5 hari kerja" in why_closed(replace(HARI, hari_kerja=6), P)


def test_what_was_sent_back_may_be_handed_in_again_after_the_term() -> None:
    assert why_closed(replace(HARI, hari_kerja=9, tepat_waktu=True), P) == ""


def test_the_months_limit_is_said_with_its_figures() -> None:
    assert why_closed(replace(HARI, terpakai=2), P) == ""
    assert "Desember 2025 sudah habis: 3 dari 3" in why_closed(replace(HARI, terpakai=3), P)


def test_a_day_off_and_a_day_to_come_have_nothing_to_mend() -> None:
    assert "Tidak ada jadwal" in why_closed(replace(HARI, jadwal_masuk=None), P)
    assert "belum tiba" in why_closed(replace(HARI, tanggal=date(2025, 12, 5)), P)


@pytest.mark.parametrize(
    ("masuk", "pulang", "ruas"),
    [
        (None, None, ["masuk"]),
        (480, None, ["masuk"]),  # as recorded
        (None, 470, ["pulang"]),  # out before the recorded in
        (450, 440, ["pulang"]),
    ],
)
def test_times_that_cannot_be_true_are_refused_beside_their_field(
    masuk: int | None, pulang: int | None, ruas: list[str]
) -> None:
    assert said(HARI, masuk, pulang) == ruas


def test_a_time_that_has_not_come_is_refused() -> None:
    hari_ini = replace(HARI, tanggal=date(2025, 12, 4), hari_kerja=0)
    assert said(hari_ini, None, 960) == ["pulang"]
    assert said(hari_ini, 455, None) == []


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_the_end_of_a_night_shift_lies_on_the_next_day(masuk: int, pulang: int) -> None:
    jaga = replace(HARI, jadwal_masuk=1200, jadwal_pulang=1440 + 480)
    akhir = on_shift(jaga, masuk, pulang)
    assert akhir is not None and masuk <= akhir < masuk + 1440
    assert on_shift(HARI, masuk, pulang) == pulang


@pytest.mark.parametrize(
    ("petugas", "biasa", "sakit"),
    [("tidak", False, False), ("kesehatan", False, True), ("semua", True, True)],
)
def test_the_law_says_when_an_officer_looks_too(petugas: str, biasa: bool, sakit: bool) -> None:
    p = replace(P, petugas=petugas)
    assert (p.needs_officer(kesehatan=False), p.needs_officer(kesehatan=True)) == (biasa, sakit)
