"""Each event's rupiah: the lines add up to what was lost, cap and rounding shown as lines."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.aturan.tpp.test_orakel import CARA_ATURAN

from selaras.aturan.angka import SERATUS_PERSEN
from selaras.aturan.peristiwa import BATAS, Peristiwa, efek_peristiwa
from selaras.aturan.tpp import hitung

PORSI = CARA_ATURAN["predikat, porsi_disiplin"]
SELURUH = CARA_ATURAN["predikat, tpp"]
BP = SERATUS_PERSEN // 10_000


def row(potongan_bp: int, aturan=PORSI, **lain) -> dict:
    isi = {
        "bulan": 9, "status": "PNS", "predikat": "baik", "potongan": potongan_bp * BP,
        "bk": 2_500_000, "pk": 1_500_000, "gaji_bruto": 0, **lain,
    }  # fmt: skip
    return hitung(pl.DataFrame([isi]), aturan).row(0, named=True)


def events(*bp: int) -> list[Peristiwa]:
    return [
        Peristiwa(date(2026, 9, 1) + timedelta(n), f"peristiwa {n}", x) for n, x in enumerate(bp)
    ]


def test_e3_opens_into_its_five_events() -> None:
    efek = efek_peristiwa(row(575), events(50, 100, 125, 150, 150), PORSI)
    assert [e.rupiah for e in efek] == [-8_000, -16_000, -20_000, -24_000, -24_000]
    assert sum(e.rupiah for e in efek) == -92_000


def test_on_the_whole_tpp_an_event_costs_two_and_a_half_times_as_much() -> None:
    efek = efek_peristiwa(row(50, SELURUH), events(50), SELURUH)
    assert [e.rupiah for e in efek] == [-20_000]


def test_beyond_the_cap_a_line_gives_back_what_was_not_taken() -> None:
    efek = efek_peristiwa(row(4_500, SELURUH), events(*[300] * 15), SELURUH)
    assert efek[-1].kode == BATAS
    assert efek[-1].rupiah == 200_000
    assert sum(e.rupiah for e in efek) == -1_600_000


@pytest.mark.parametrize("lain", [{"pengurang": "k40"}, {"alpa_sebulan": True}])
def test_where_deductions_decide_nothing_they_cost_nothing(lain) -> None:
    assert [e.rupiah for e in efek_peristiwa(row(50, **lain), events(50), PORSI)] == [0]


@settings(max_examples=80, deadline=None)
@given(
    bp=st.lists(st.sampled_from([50, 100, 125, 150, 300]), max_size=40),
    bk=st.integers(0, 30_000_000),
    pk=st.integers(0, 30_000_000),
    status=st.sampled_from(["PNS", "CPNS"]),
    predikat=st.sampled_from(["baik", "kurang", None]),
    seluruh=st.booleans(),
)
def test_the_lines_always_add_up(bp, bk, pk, status, predikat, seluruh) -> None:
    aturan = SELURUH if seluruh else PORSI
    lain = {"bk": bk, "pk": pk, "status": status, "predikat": predikat}
    tanpa, dengan = row(0, aturan, **lain), row(sum(bp), aturan, **lain)
    efek = efek_peristiwa(dengan, events(*bp), aturan)
    assert sum(e.rupiah for e in efek) == dengan["jumlah_nilai"] - tanpa["jumlah_nilai"]
    assert all(e.rupiah <= 0 for e in efek if not e.kode)
