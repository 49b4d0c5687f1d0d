"""Structure of NIP, NI PPPK and NIK: the examples of the regulation's readers, and properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.nip import JenisNIP, Masalah, check_nik, check_nip, format_nip

TERIMA = [
    ("19860926 201505 1 001", JenisNIP.PNS, date(1986, 9, 26), "L", 2015, 5),
    ("198609262015051001", JenisNIP.PNS, date(1986, 9, 26), "L", 2015, 5),
    ("'198609262015051001", JenisNIP.PNS, date(1986, 9, 26), "L", 2015, 5),
    ("199009132025242014", JenisNIP.PPPK, date(1990, 9, 13), "P", 2025, None),
    ("199209132023211007", JenisNIP.PPPK, date(1992, 9, 13), "L", 2023, None),
]

TOLAK = [
    ("19700113 98903 2 002", Masalah.PANJANG, "kurang 1"),
    ("1970011319890320021", Masalah.PANJANG, "lebih 1"),
    ("196902302009011009", Masalah.TANGGAL_LAHIR, "30-02-1969"),
    ("198513012010011001", Masalah.TANGGAL_LAHIR, "01-13-1985"),
    ("198501012010131001", Masalah.BULAN, "13"),
    ("198501012010001001", Masalah.BULAN, "00"),
    ("198501012010203001", Masalah.BULAN, "20"),
    ("1,98609E+17", Masalah.NOTASI_ILMIAH, "Teks"),
    ("1.98609262015051E+17", Masalah.NOTASI_ILMIAH, "Teks"),
    ("198609262015053001", Masalah.JENIS_KELAMIN, "tertulis 3"),
    ("198609262015051000", Masalah.URUT, "000"),
    ("200509262015051001", Masalah.USIA, "9 tahun"),
    ("194001012015051001", Masalah.USIA, "75 tahun"),
    ("", Masalah.KOSONG, "kosong"),
    ("   ", Masalah.KOSONG, "kosong"),
    ("19860926201505100I", Masalah.BUKAN_ANGKA, "hanya boleh"),
    ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", Masalah.BUKAN_ANGKA, "hanya boleh"),
]


@pytest.mark.parametrize(("teks", "jenis", "lahir", "kelamin", "tahun", "bulan"), TERIMA)
def test_a_well_formed_number_tells_birth_sex_and_appointment(
    teks, jenis, lahir, kelamin, tahun, bulan
):
    nomor = check_nip(teks)
    assert nomor.sah
    assert nomor.temuan == ()
    assert len(nomor.nilai) == 18
    assert (nomor.jenis, nomor.tanggal_lahir, nomor.jenis_kelamin) == (jenis, lahir, kelamin)
    assert (nomor.tahun_angkat, nomor.bulan_angkat) == (tahun, bulan)


@pytest.mark.parametrize(("teks", "masalah", "kata"), TOLAK)
def test_a_malformed_number_is_refused_with_its_reason(teks, masalah, kata):
    nomor = check_nip(teks)
    assert not nomor.sah
    pesan = {t.masalah: t.pesan for t in nomor.temuan}
    assert kata in pesan[masalah]


def test_difference_with_the_written_birth_date_or_sex_only_warns():
    nomor = check_nip("198609262015051001", tanggal_lahir=date(1986, 9, 27), jenis_kelamin="P")
    assert nomor.sah
    assert {t.masalah for t in nomor.temuan} == {Masalah.BEDA_LAHIR, Masalah.BEDA_KELAMIN}
    assert all(t.peringatan for t in nomor.temuan)


@pytest.mark.parametrize(("usia", "sah"), [(17, False), (18, True), (60, True), (61, False)])
def test_age_at_appointment_is_from_18_to_60(usia, sah):
    assert check_nip(f"19700601{1970 + usia}061001").sah is sah


def test_grouping_is_8_6_1_3_and_leaves_other_texts_alone():
    assert format_nip("198609262015051001") == "19860926 201505 1 001"
    assert format_nip("12345") == "12345"


@given(
    st.dates(date(1950, 1, 1), date(2000, 12, 31)),
    st.integers(19, 58),
    st.sampled_from([*range(1, 13), 21, 22, 24]),
    st.sampled_from("12"),
    st.integers(1, 999),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_every_number_built_by_the_rule_is_accepted_however_it_is_grouped(
    lahir, usia, kode, kelamin, urut, pemisah
):
    bagian = [f"{lahir:%Y%m%d}", f"{lahir.year + usia}{kode:02d}", kelamin, f"{urut:03d}"]
    nomor = check_nip(pemisah.join(bagian), tanggal_lahir=lahir)
    assert nomor.temuan == ()
    assert nomor.nilai == "".join(bagian)


@given(st.text(max_size=30))
def test_no_text_breaks_the_check_and_what_passes_has_18_digits(teks):
    nomor = check_nip(teks)
    assert not nomor.sah or (len(nomor.nilai) == 18 and nomor.nilai.isdigit())
    assert nomor.sah or nomor.temuan[0].pesan


NIK = [
    ("3374015208900001", date(1990, 8, 12), "P", set()),
    ("3374011208900001", date(1990, 8, 12), "P", {Masalah.BEDA_KELAMIN}),
    ("3374015308900001", date(1990, 8, 12), "P", {Masalah.BEDA_LAHIR}),
    ("3374015208900000", date(1990, 8, 12), "P", {Masalah.URUT}),
    ("3374013002900001", None, "", {Masalah.TANGGAL_LAHIR}),
    ("0074015208900001", None, "", {Masalah.WILAYAH}),
    ("337401520890000", None, "", {Masalah.PANJANG}),
    ("3,37401E+15", None, "", {Masalah.NOTASI_ILMIAH}),
]


@pytest.mark.parametrize(("teks", "lahir", "kelamin", "masalah"), NIK)
def test_nik_holds_region_birth_and_sequence(teks, lahir, kelamin, masalah):
    nomor = check_nik(teks, tanggal_lahir=lahir, jenis_kelamin=kelamin)
    assert {t.masalah for t in nomor.temuan} == masalah
    assert nomor.sah is (masalah <= {Masalah.BEDA_LAHIR, Masalah.BEDA_KELAMIN})


def test_nik_of_a_leap_day_exists_in_one_century_at_least():
    assert check_nik("3374012902960001").tanggal_lahir == date(1996, 2, 29)
    assert check_nik("3374012902000001").tanggal_lahir == date(2000, 2, 29)
