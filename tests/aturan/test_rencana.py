"""A plan is whole or says where it is not; two versions differ row by row."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.beda import bandingkan
from selaras.aturan.matriks import Peran, periksa_matriks, tautan_matriks
from selaras.aturan.rencana import (
    BarisBulan,
    Hasil,
    Kegiatan,
    Ukuran,
    aturan_rencana,
    periksa_bulan,
    periksa_kegiatan,
    periksa_skp,
    sama_dengan_templat,
)
from selaras.hukum import Law

UKURAN = (Ukuran("u1", "Jumlah laporan", "kuantitas", "12 laporan"),)


def _periksa(*hasil: Hasil, jenis="jajf", pendekatan="kuantitatif", maks=1, ada=True):
    temuan = periksa_skp(
        hasil, jenis=jenis, pendekatan=pendekatan, tautan_maks=maks, ada_hasil_atasan=ada
    )
    return [(t.kunci, t.kolom) for t in temuan]


def test_a_whole_plan_has_no_findings():
    assert _periksa(Hasil("a", "Laporan selesai", atasan=1, ukuran=UKURAN)) == []


@pytest.mark.parametrize(
    ("hasil", "temuan"),
    [
        (Hasil("a", "", atasan=1, ukuran=UKURAN), ("a", "uraian")),
        (Hasil("a", "Laporan", atasan=1), ("a", "indikator")),
        (Hasil("a", "Laporan", atasan=0, ukuran=UKURAN), ("a", "hasil_atasan")),
        (Hasil("a", "Laporan", atasan=2, ukuran=UKURAN), ("a", "hasil_atasan")),
        (Hasil("a", "L", atasan=1, ukuran=(Ukuran("u", "Jumlah", "", "1"),)), ("u", "aspek")),
        (Hasil("a", "L", atasan=1, ukuran=(Ukuran("u", "Jumlah", "waktu", ""),)), ("u", "target")),
        (Hasil("a", "L", jenis="tambahan", ukuran=UKURAN), ("", "hasil")),
    ],
)
def test_each_gap_is_named_at_its_place(hasil, temuan):
    assert _periksa(hasil) == [temuan]


def test_a_functional_post_may_serve_two_leaders_results():
    hasil = Hasil("a", "Telaah", atasan=2, ukuran=UKURAN)
    assert _periksa(hasil, maks=2) == []
    assert _periksa(hasil, maks=1) == [("a", "hasil_atasan")]


def test_without_results_of_the_superior_nothing_can_be_linked_and_nothing_is_asked():
    assert _periksa(Hasil("a", "Laporan", ukuran=UKURAN), ada=False) == []


def test_a_leaders_result_names_its_perspective_and_needs_no_link():
    assert _periksa(Hasil("a", "Layanan", ukuran=UKURAN), jenis="jpt") == [("a", "perspektif")]


def test_a_qualitative_plan_needs_words_not_targets():
    hasil = Hasil("a", "Laporan", atasan=1, ukuran=(Ukuran("u", "Tepat dan dipakai pimpinan"),))
    assert _periksa(hasil, pendekatan="kualitatif") == []


def test_the_same_words_twice_are_a_slip():
    satu = Hasil("a", "Laporan  bulanan", atasan=1, ukuran=UKURAN)
    dua = Hasil("b", "laporan bulanan", atasan=1, ukuran=UKURAN)
    assert _periksa(satu, dua) == [("b", "uraian")]


def test_activities_of_the_older_law_need_targets_within_the_plan():
    baik = Kegiatan("a", "Menyusun laporan", Decimal(12), 85, Decimal(3))
    assert periksa_kegiatan([baik], bulan=3) == []
    lama = Kegiatan("a", "Menyusun laporan", Decimal(0), 101, Decimal(12))
    kolom = [t.kolom for t in periksa_kegiatan([lama], bulan=3)]
    assert kolom == ["kuantitas", "kualitas", "waktu"]


def test_a_months_row_serves_the_years_plan_where_there_is_one():
    baris = BarisBulan("a", "Menyusun laporan", Decimal(1), "laporan")
    assert [t.kolom for t in periksa_bulan([baris], wajib_tertaut=True)] == ["hasil_kerja"]
    assert periksa_bulan([baris], wajib_tertaut=False) == []
    tanpa = BarisBulan("a", "Menyusun laporan", Decimal(1), "")
    assert [t.kolom for t in periksa_bulan([tanpa], wajib_tertaut=False)] == ["satuan"]
    assert [t.kolom for t in periksa_bulan([], wajib_tertaut=False)] == ["baris"]


def test_matrix_names_results_and_people_without_a_part():
    temuan = periksa_matriks([1, 2], {10: 1, 11: 2}, [Peran(1, 10, "Data wilayah")])
    assert (temuan.hasil_tanpa_peran, temuan.pegawai_tanpa_peran) == ((2,), (11,))
    assert not temuan.lengkap


def test_same_words_in_two_columns_are_one_result_that_only_a_functional_post_may_have():
    peran = [Peran(1, 10, "Telaah"), Peran(2, 10, "Telaah\nRapat"), Peran(2, 11, "Telaah")]
    assert tautan_matriks(peran)[(10, "Telaah")] == [1, 2]
    assert periksa_matriks([1, 2], {10: 1, 11: 1}, peran).terlalu_banyak == ((10, "Telaah"),)
    assert periksa_matriks([1, 2], {10: 2, 11: 1}, peran).lengkap


def test_versions_differ_by_row_and_column():
    lama = {"a": {"Uraian": "Satu", "Target": "1"}, "b": {"Uraian": "Dua"}}
    baru = {"a": {"Uraian": "Satu", "Target": "2"}, "c": {"Uraian": "Tiga"}}
    assert [(b.kunci, b.cara, b.kolom) for b in bandingkan(lama, baru)] == [
        ("a", "berubah", (("Target", "1", "2"),)),
        ("c", "baru", ()),
        ("b", "hilang", ()),
    ]


_VERSI = st.dictionaries(
    st.sampled_from("abcd"), st.dictionaries(st.sampled_from("xyz"), st.text(max_size=3))
)


@given(_VERSI, _VERSI)
def test_a_version_compared_with_itself_differs_in_nothing_and_the_rest_mirrors(lama, baru):
    assert bandingkan(lama, lama) == []
    maju = {(b.kunci, b.cara) for b in bandingkan(lama, baru)}
    balik = {"baru": "hilang", "hilang": "baru", "berubah": "berubah"}
    assert {(b.kunci, balik[b.cara]) for b in bandingkan(baru, lama)} == maju


def test_only_rows_that_stand_in_the_template_word_for_word_are_the_template():
    templat = [("Menyusun laporan", Decimal(1), "dokumen"), ("Apel", None, "")]
    assert sama_dengan_templat([("menyusun  laporan", Decimal("1.00"), "Dokumen")], templat)
    assert not sama_dengan_templat([("Menyusun laporan", Decimal(2), "dokumen")], templat)
    assert not sama_dengan_templat([], templat)


@pytest.mark.parametrize(
    ("hari", "generasi"),
    [
        (date(2020, 2, 1), "pp46"),
        (date(2021, 6, 30), "pp46"),
        (date(2021, 7, 1), "pp30"),
        (date(2022, 1, 1), "panrb6"),
        (date(2025, 12, 18), "panrb6"),
    ],
)
def test_the_law_of_the_day_says_which_kind_of_plan_is_made(hari, generasi):
    assert aturan_rencana(Law.load().pada(hari, "balangan")).generasi == generasi


def test_the_sample_regency_asks_for_monthly_plans_and_lets_expectations_be():
    aturan = aturan_rencana(Law.load().pada(date(2025, 12, 1), "contoh"))
    assert aturan.bulanan_wajib and not aturan.ekspektasi_wajib
    assert aturan.tautan_maks == {"struktural": 1, "fungsional": 2, "pelaksana": 1}
