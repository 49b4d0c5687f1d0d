"""PP 30/2019: weights and predicates of the examples; nothing is rounded before comparing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.pp30 import nilai_kinerja, predikat
from selaras.hukum import Law

CONTOH = yaml.safe_load((Path(__file__).parent / "contoh" / "pp30.yaml").read_text())
ATURAN = Law.load().pada(date(2021, 12, 31), None)
URUT = ["sangat_kurang", "kurang", "cukup", "baik", "sangat_baik"]


@pytest.mark.parametrize("soal", CONTOH, ids=lambda s: f"{s['nilai']}-{s['ide']}")
def test_the_example_gets_its_predicate(soal: dict[str, Any]) -> None:
    nilai = nilai_kinerja(
        Decimal(soal["skp"]), Decimal(soal["perilaku"]), ATURAN, rekan=soal["rekan"]
    )
    assert nilai == Decimal(soal["nilai"])
    assert predikat(nilai, ATURAN, ide_baru=soal["ide"]) == soal["predikat"]


@given(st.fractions(0, 130), st.fractions(0, 20), st.booleans())
def test_more_points_never_lower_the_predicate(nilai: Fraction, naik: Fraction, ide: bool) -> None:
    rendah, tinggi = (predikat(x, ATURAN, ide_baru=ide) for x in (nilai, nilai + naik))
    assert URUT.index(tinggi) >= URUT.index(rendah)


@given(st.fractions(0, 130))
def test_without_an_idea_nobody_is_very_good(nilai: Fraction) -> None:
    assert predikat(nilai, ATURAN, ide_baru=False) != "sangat_baik"
