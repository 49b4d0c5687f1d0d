"""PP 46/2011: the worked examples to two decimals, and what holds for every target."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.skp46 import (
    NilaiKegiatan,
    Ukuran,
    dua_desimal,
    nilai_efisiensi,
    nilai_kegiatan,
    nilai_kreativitas,
    nilai_perilaku,
    nilai_skp,
    nilai_tugas_tambahan,
    prestasi,
    sebutan,
)
from selaras.hukum import Law, NotInForce

CONTOH = yaml.safe_load((Path(__file__).parent / "contoh" / "skp46.yaml").read_text())
ATURAN = Law.load().pada(date(2020, 3, 1), None)


def nilai(soal: dict[str, Any]) -> NilaiKegiatan:
    realisasi = Ukuran(*soal["realisasi"]) if soal["realisasi"] else None
    return nilai_kegiatan(Ukuran(*soal["target"]), realisasi, ATURAN)


@pytest.mark.parametrize("soal", CONTOH["kegiatan"], ids=lambda s: s["nama"])
def test_an_activity_is_worth_what_the_example_says(soal: dict[str, Any]) -> None:
    hasil = nilai(soal)
    assert dua_desimal(hasil.waktu) == Decimal(soal["waktu"])
    assert dua_desimal(hasil.capaian) == Decimal(soal["capaian"])
    biaya = None if hasil.biaya is None else dua_desimal(hasil.biaya)
    assert biaya == (Decimal(soal["biaya"]) if "biaya" in soal else None)


@pytest.mark.parametrize("soal", CONTOH["waktu"], ids=lambda s: s["realisasi"])
def test_time_rises_until_24_percent_saved_and_falls_after(soal: dict[str, str]) -> None:
    dapat = dua_desimal(nilai_efisiensi(12, Decimal(soal["realisasi"]), ATURAN))
    assert dapat == Decimal(soal["nilai"])


@pytest.mark.parametrize("soal", CONTOH["setahun"], ids=lambda s: s["nama"])
def test_a_year_comes_out_as_in_the_example(soal: dict[str, Any]) -> None:
    per_huruf = {s["nama"][0]: nilai(s) for s in CONTOH["kegiatan"][:4]}
    skp = nilai_skp(
        [per_huruf[h] for h in soal["kegiatan"]],
        soal["tugas_tambahan"],
        soal["kreativitas"],
        ATURAN,
    )
    perilaku = nilai_perilaku({k: Decimal(v) for k, v in soal["perilaku"].items()})
    akhir = prestasi(skp.nilai, perilaku, ATURAN)
    dapat = {
        "rata": skp.rata,
        "skp": skp.nilai,
        "perilaku": perilaku,
        "dari_skp": akhir.dari_skp,
        "dari_perilaku": akhir.dari_perilaku,
        "prestasi": akhir.nilai,
    }
    harapan = {k: Decimal(v) for k, v in soal["hasil"].items() if k != "sebutan"}
    assert {k: dua_desimal(v) for k, v in dapat.items()} == harapan
    assert akhir.sebutan == soal["hasil"]["sebutan"]


@pytest.mark.parametrize("soal", CONTOH["sebutan"], ids=lambda s: s["nilai"])
def test_a_name_is_decided_by_its_lower_bound(soal: dict[str, str]) -> None:
    assert sebutan(Decimal(soal["nilai"]), ATURAN) == soal["nama"]


@pytest.mark.parametrize(("banyak", "tambah"), CONTOH["tugas_tambahan"].items())
def test_extra_tasks_add_by_their_number(banyak: int, tambah: str) -> None:
    assert nilai_tugas_tambahan(banyak, ATURAN) == Decimal(tambah)


@pytest.mark.parametrize("soal", CONTOH["kreativitas"], ids=lambda s: "-".join(s["tingkat"]))
def test_creative_work_counts_by_its_highest_level(soal: dict[str, Any]) -> None:
    assert nilai_kreativitas(soal["tingkat"], ATURAN) == Decimal(soal["nilai"])


def test_the_cost_is_part_of_the_sum_it_is_divided_by() -> None:
    hasil = nilai(CONTOH["kegiatan"][3])
    assert hasil.penghitungan == hasil.kuantitas + hasil.kualitas + hasil.waktu + (hasil.biaya or 0)
    assert hasil.capaian * 4 == hasil.penghitungan


def test_behaviour_without_one_of_the_five_aspects_has_no_value() -> None:
    with pytest.raises(ValueError, match="kelima aspek"):
        nilai_perilaku({"orientasi_pelayanan": 80, "integritas": 80, "komitmen": 80})


def test_a_plan_without_activities_has_no_value() -> None:
    with pytest.raises(ValueError, match="tanpa kegiatan"):
        nilai_skp([], 0, [], ATURAN)


def test_the_rule_ended_with_the_first_half_of_2021() -> None:
    with pytest.raises(NotInForce):
        prestasi(90, 90, Law.load().pada(date(2022, 1, 1), None))


@given(target=st.integers(1, 10**12), realisasi=st.integers(0, 10**13))
def test_time_and_cost_stay_between_0_and_100(target: int, realisasi: int) -> None:
    assert 0 <= nilai_efisiensi(target, realisasi, ATURAN) <= 100


@given(target=st.integers(1, 10**6), lebih=st.integers(0, 10**6))
def test_being_later_is_never_worth_more(target: int, lebih: int) -> None:
    tepat = nilai_efisiensi(target, target, ATURAN)
    assert tepat == 76
    assert nilai_efisiensi(target, target + lebih, ATURAN) <= tepat


@given(
    skp=st.fractions(0, 130),
    naik=st.fractions(0, 20),
    perilaku=st.integers(0, 100),
)
def test_a_better_plan_never_lowers_the_result(
    skp: Fraction, naik: Fraction, perilaku: int
) -> None:
    rendah, tinggi = prestasi(skp, perilaku, ATURAN), prestasi(skp + naik, perilaku, ATURAN)
    assert tinggi.nilai - rendah.nilai == naik * Fraction(6, 10)


@given(st.fractions(-1000, 1000))
def test_two_decimals_lie_at_most_half_a_hundredth_away(nilai: Fraction) -> None:
    beda = Fraction(dua_desimal(nilai)) - nilai
    assert -Fraction(1, 200) < beda <= Fraction(1, 200)
