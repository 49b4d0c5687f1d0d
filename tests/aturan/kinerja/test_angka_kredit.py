"""Peraturan BKN 3/2023: the worked conversions and the carry after a rise in rank."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.angka_kredit import (
    MasaPredikat,
    akumulasi,
    konversi,
    lebih_pangkat,
    terbit,
)
from selaras.aturan.predikat import PREDIKAT
from selaras.hukum import Law

CONTOH = yaml.safe_load((Path(__file__).parent / "contoh" / "angka_kredit.yaml").read_text())
ATURAN = Law.load().pada(date(2025, 12, 31), None)


@pytest.mark.parametrize("soal", CONTOH["konversi"], ids=lambda s: f"{s['jenjang']}-{s['ak']}")
def test_a_predicate_becomes_its_points(soal: dict[str, Any]) -> None:
    masa = MasaPredikat(soal["jenjang"], soal["predikat"], soal["bulan"])
    assert f"{terbit(konversi(masa, ATURAN)):.2f}" == soal["ak"]


@pytest.mark.parametrize("soal", CONTOH["akumulasi"], ids=lambda s: s["nama"])
def test_points_add_up_before_they_are_rounded(soal: dict[str, Any]) -> None:
    masa = [MasaPredikat(*satu) for satu in soal["masa"]]
    jumlah = akumulasi(masa, ATURAN, Fraction(0))
    lebih = lebih_pangkat(jumlah, masa[0].jenjang, ATURAN)
    assert f"{terbit(jumlah):.2f}" == soal["jumlah"]
    assert (None if lebih is None else f"{terbit(lebih):.2f}") == soal["lebih"]


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(ValueError, match="0 sampai 12"):
        konversi(MasaPredikat("ahli_muda", "baik", 13), ATURAN)


@given(st.sampled_from(PREDIKAT), st.integers(0, 12))
def test_splitting_a_year_under_one_predicate_changes_nothing(predikat: str, bulan: int) -> None:
    dua = [MasaPredikat("ahli_muda", predikat, b) for b in (bulan, 12 - bulan)]
    utuh = konversi(MasaPredikat("ahli_muda", predikat, 12), ATURAN)
    assert akumulasi(dua, ATURAN, Fraction(0)) == utuh
