"""Which column a region's way of valuing work reads; which month a page opens with."""

from datetime import UTC, datetime

import pytest

from selaras.core.permissions import system_actor
from selaras.kinerja.selectors import way_of
from selaras.pegawai.selectors.sebulan import months_to_choose


@pytest.mark.parametrize(
    ("daerah", "periode", "kolom"),
    [
        ("contoh", 202510, ("predikat",)),
        ("kota_6750", 202510, ("menit", "predikat")),
        ("balangan", 201910, ()),
        ("balangan", 202002, ("nilai_skp_bp",)),
        ("balangan", 202510, ("predikat",)),
    ],
)
def test_each_region_fills_in_what_its_rule_reads(daerah, periode, kolom):
    cara = way_of(daerah, periode)
    assert not cara.galat
    assert cara.kolom == kolom


def test_a_region_that_has_not_chosen_has_no_columns_but_a_reason():
    cara = way_of("pematangsiantar", 202510)
    assert cara.kolom == () and "kinerja.cara" in cara.galat


@pytest.mark.parametrize(
    ("kini", "akhir", "bawaan"),
    [((2025, 11), 202509, 202510), ((2025, 11), None, 202510), ((2026, 1), 202512, 202512),
     ((2026, 11), 202512, 202512), ((2026, 3), 202512, 202602)],
)  # fmt: skip
def test_the_page_opens_with_last_month_unless_the_house_sleeps(kini, akhir, bawaan):
    actor = system_actor("uji", at=datetime(*kini, 5, tzinfo=UTC))
    bulan = months_to_choose(actor, 202501 if akhir else None, akhir)
    assert bulan.bawaan == bawaan
    assert bulan.semua[0] == kini[0] * 100 + kini[1]
    assert bulan.chosen("202511x") == bawaan


def test_only_months_of_the_list_can_be_asked_for():
    actor = system_actor("uji", at=datetime(2025, 11, 5, tzinfo=UTC))
    bulan = months_to_choose(actor, 202508, 202510)
    assert bulan.semua == (202511, 202510, 202509, 202508)
    assert bulan.chosen("202509") == 202509 and bulan.chosen("199901") == 202510
