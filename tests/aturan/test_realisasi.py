"""A month's report: whole or not, in time or not, and links that are links."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.realisasi import (
    BOLEH,
    SATU,
    TIAP_BARIS,
    AturanRealisasi,
    BarisRealisasi,
    aturan_realisasi,
    periksa_realisasi,
    periksa_tautan,
)
from selaras.hukum import Law

DUA = Decimal(2)


def baris(
    uraian: str = "Selesai", kuantitas: Decimal | None = DUA, kendala: str = "", eviden: int = 1,
    target: Decimal | None = DUA,
) -> BarisRealisasi:  # fmt: skip
    return BarisRealisasi("a", uraian, kuantitas, target, kendala, eviden)


@pytest.mark.parametrize(
    ("satu", "aturan", "kolom"),
    [
        (baris(), TIAP_BARIS, []),
        (baris(uraian=""), TIAP_BARIS, ["uraian"]),
        (baris(uraian="", kendala="Alat rusak", eviden=0), TIAP_BARIS, []),
        (baris(kuantitas=Decimal(0), eviden=0), TIAP_BARIS, ["uraian"]),
        (baris(kuantitas=Decimal(0), eviden=0, kendala="Anggaran"), TIAP_BARIS, []),
        (baris(kuantitas=None), TIAP_BARIS, ["kuantitas"]),
        (baris(kuantitas=None, target=None), TIAP_BARIS, []),
        (baris(eviden=0), TIAP_BARIS, ["eviden"]),
        (baris(eviden=0), SATU, ["eviden"]),
        (baris(eviden=0), BOLEH, []),
        (baris(kuantitas=None, eviden=0), TIAP_BARIS, ["kuantitas", "eviden"]),
    ],
)
def test_a_row_is_done_with_proof_or_says_why_not(
    satu: BarisRealisasi, aturan: str, kolom: list[str]
) -> None:
    assert [t.kolom for t in periksa_realisasi([satu], aturan)] == kolom


def test_one_piece_of_evidence_is_enough_where_the_rule_says_so() -> None:
    assert periksa_realisasi([baris(eviden=0), baris(eviden=1)], SATU) == []


def test_a_plan_without_rows_is_not_reported() -> None:
    assert periksa_realisasi([], BOLEH)[0].pesan == "Rencana bulan ini belum punya baris."


@given(st.integers(0, 40))
def test_the_last_day_in_time_counts_from_the_months_end(hari: int) -> None:
    aturan = AturanRealisasi(BOLEH, hari, "ditandai", 10, ("pdf",))
    batas = aturan.batas(202502)
    assert (batas - date(2025, 2, 28)).days == hari
    assert not aturan.is_lewat(202502, batas)
    assert aturan.is_lewat(202502, date.fromordinal(batas.toordinal() + 1))


def test_the_sample_region_has_the_rules() -> None:
    aturan = aturan_realisasi(Law.load().pada(date(2025, 11, 1), "contoh"))
    assert aturan == AturanRealisasi(TIAP_BARIS, 5, "ditandai", 10, ("pdf", "gambar", "kantor"))


@pytest.mark.parametrize(
    "tautan",
    [
        "https://drive.google.com/file/d/1aB/view?usp=sharing",
        "http://10.1.2.3:8080/berkas",
        "https://bkpsdm.lestari.go.id/a%20b#c",
        " https://contoh.go.id ",
    ],
)
def test_links_are_taken(tautan: str) -> None:
    assert periksa_tautan(tautan) == ""


@pytest.mark.parametrize(
    "tautan",
    [
        "",
        "drive.google.com/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://situs",
        "https://a..b/",
        "https://contoh.go.id/a b",
        "https://x:rahasia@contoh.go.id/",
        'https://contoh.go.id/"><script>',
        "https://contoh.go.id:99999/",
        "https://[::1",
        "https://contoh.go.id/" + "a" * 500,
        "file:///etc/passwd",
    ],
)
def test_what_is_no_link_is_refused_with_the_reason(tautan: str) -> None:
    assert periksa_tautan(tautan)


@given(st.text(max_size=200))
def test_any_text_is_judged_without_falling(teks: str) -> None:
    assert isinstance(periksa_tautan(teks), str)
