"""Why two systems differ: told components decide, else a component of ours to the rupiah."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.tpp.paralel.sebab import SEBAB, with_sebab

KITA = {
    "bruto": 3_908_000, "netto": 3_700_000, "diterima": 3_712_000, "dasar_rp": 4_000_000,
    "produktivitas_bp": 10_000, "disiplin_bp": 9_425, "rugi_produktivitas": 0,
    "rugi_disiplin": 92_000, "hukuman": 0, "susulan": 0, "pajak": 156_920, "iwp": 39_080,
    "potongan": 12_000,
}  # fmt: skip
LAMA = {f"lama_{k}": None for k in ("bruto", "netto", "dasar", "produktivitas_bp", "disiplin_bp",
                                   "pajak", "iwp", "potongan")}  # fmt: skip
RUPIAH = st.integers(0, 50_000_000)


def sebab(lama: dict[str, int | None], **kita: int | None) -> dict[str, object]:
    baris = {**KITA, **kita, **LAMA, **{f"lama_{k}": v for k, v in lama.items()}}
    frame = pl.DataFrame([baris], schema=dict.fromkeys(baris, pl.Int64))
    return with_sebab(frame).row(0, named=True)


@pytest.mark.parametrize(
    ("lama", "kode"),
    [
        ({"bruto": 3_908_000}, "sama"),
        ({"bruto": 3_908_000, "netto": 3_712_000}, "sama"),
        ({"bruto": 3_908_000, "netto": 3_700_000}, "sama"),  # after deductions agreed to
        ({"bruto": 3_907_999, "netto": 3_711_999}, "pembulatan"),
        ({"bruto": 4_000_000}, "disiplin"),  # as if nobody had been late
        ({"bruto": 3_946_000, "disiplin_bp": 9_660}, "disiplin"),
        ({"bruto": 3_668_000, "produktivitas_bp": 9_000}, "produktivitas"),
        ({"bruto": 3_668_000, "produktivitas_bp": 9_000, "disiplin_bp": 10_000}, "nilai"),
        ({"bruto": 2_931_000, "dasar": 3_000_000}, "besaran"),
        ({"bruto": 3_908_000, "netto": 3_868_920}, "pajak"),  # no tax was withheld
        ({"bruto": 3_908_000, "netto": 3_800_000, "pajak": 68_920}, "pajak"),
        ({"bruto": 3_908_000, "netto": 3_751_080}, "iuran"),
        ({"bruto": 3_123_456}, "lain"),
        ({"bruto": 3_908_000, "netto": 3_123_456}, "lain"),
    ],
)
def test_the_cause_follows_from_the_figures(lama: dict[str, int | None], kode: str) -> None:
    assert sebab(lama)["sebab"] == kode


def test_a_sanction_or_arrears_of_ours_that_the_old_system_lacks_are_found() -> None:
    assert sebab({"bruto": 3_908_000}, bruto=2_931_000, hukuman=977_000)["sebab"] == "hukuman"
    assert sebab({"bruto": 3_908_000}, bruto=3_916_000, susulan=-8_000)["sebab"] == "susulan"


def test_people_missing_on_either_side_are_causes_of_their_own() -> None:
    tanpa = sebab({"bruto": 1_000_000, "netto": 900_000}, **dict.fromkeys(KITA))
    assert (tanpa["sebab"], tanpa["selisih_bruto"], tanpa["selisih_netto"]) == (
        "hanya_lama", 1_000_000, 900_000,
    )  # fmt: skip
    baru = sebab({})
    assert (baru["sebab"], baru["selisih_bruto"], baru["selisih_netto"]) == (
        "hanya_baru", -3_908_000, -3_700_000,
    )  # fmt: skip


@given(RUPIAH, st.none() | RUPIAH, st.none() | st.integers(0, 10_000), st.none() | RUPIAH)
def test_everybody_gets_exactly_one_cause_and_only_equal_figures_are_equal(
    bruto: int, netto: int | None, disiplin: int | None, dasar: int | None
) -> None:
    b = sebab({"bruto": bruto, "netto": netto, "disiplin_bp": disiplin, "dasar": dasar})
    assert b["sebab"] in {s.kode for s in SEBAB}
    assert (b["sebab"] == "sama") == (b["selisih_bruto"] == 0 and b["selisih_netto"] == 0)
    assert b["selisih_bruto"] == bruto - KITA["bruto"]
    if b["sebab"] == "pembulatan":
        assert abs(b["selisih_bruto"]) <= 1
        assert abs(b["selisih_netto"]) <= 1
