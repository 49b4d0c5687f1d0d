"""Figures and dates read as Indonesian readers expect."""

from datetime import UTC, date, datetime

import pytest

from selaras.core.halaman import format as fmt


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [(0, "Rp0"), (1_234_567, "Rp1.234.567"), (-40_000, "−Rp40.000"), (None, "–")],
)
def test_rupiah(nilai: int | None, teks: str) -> None:
    assert fmt.rupiah(nilai) == teks


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [(9750, "97,5%"), (10_000, "100%"), (125, "1,25%"), (5, "0,05%"), (-300, "−3%"), (0, "0%")],
)
def test_basis_points_read_as_percent(nilai: int, teks: str) -> None:
    assert fmt.persen_bp(nilai) == teks


@pytest.mark.parametrize(
    ("nilai", "teks"), [(0, "0 menit"), (47, "47 menit"), (60, "1 jam"), (125, "2 jam 5 menit")]
)
def test_minutes_read_as_hours_and_minutes(nilai: int, teks: str) -> None:
    assert fmt.menit_id(nilai) == teks


def test_dates_and_clocks_name_day_month_and_zone() -> None:
    saat = datetime(2026, 11, 11, 23, 31, 8, tzinfo=UTC)
    assert fmt.tanggal_id(date(2026, 11, 12)) == "Kamis, 12 November 2026"
    assert fmt.jam_zona(saat, "Asia/Makassar") == "07.31 WITA"
    assert fmt.waktu_zona(saat, "Asia/Jayapura") == "12 Nov 2026 08.31 WIT"
    with fmt.zona_pembaca(lambda: "Asia/Makassar"):
        assert fmt.tanggal(saat) == "12 November 2026"
        assert fmt.tanggal_pendek(saat) == "12 Nov 2026"
    assert fmt.jam_menit(451) == "07.31"
    assert fmt.jam_menit(1500) == "01.00 (+1 hari)"


def test_the_day_of_a_moment_is_that_of_the_readers_clock() -> None:
    pagi = datetime(2025, 12, 17, 22, 17, tzinfo=UTC)  # 05.17 in Jakarta
    assert fmt.tanggal(pagi) == "18 Desember 2025"
    assert fmt.tanggal_pendek(pagi) == "18 Des 2025"
    assert fmt.tanggal_id(pagi) == "Kamis, 18 Desember 2025"


def test_periods_name_the_month_or_the_thirteenth_salary() -> None:
    assert fmt.periode_id(202511) == "November 2025"
    assert fmt.periode_id(202514) == "THR 2025"
    assert fmt.periode_id(202515) == "Gaji ke-13 2025"


def test_nip_is_grouped_and_anything_else_left_alone() -> None:
    assert fmt.nip("198501012010012001") == "19850101 201001 2 001"
    assert fmt.nip("ADMIN") == "ADMIN"


@pytest.mark.parametrize(
    ("nama", "huruf"),
    [("Dr. Rahma Yulia, S.E.", "RY"), ("Sukarno", "S"), ("H. M. Arif Rahman", "AR"), ("", "?")],
)
def test_initials_leave_titles_out(nama: str, huruf: str) -> None:
    assert fmt.inisial(nama) == huruf


def test_a_large_sum_fits_a_tile() -> None:
    ringkas = [fmt.rupiah_ringkas(n) for n in (3_230_172_870, 150_000_000, 826_486, 10**12)]
    assert ringkas == ["Rp3,23 miliar", "Rp150 juta", "Rp826.486", "Rp1 triliun"]


@pytest.mark.parametrize(
    ("judul", "dalam_kalimat"),
    [
        ("LHKPN dan SPT", "LHKPN dan SPT"),
        ("Pengangkatan CPNS, PNS, PPPK", "pengangkatan CPNS, PNS, PPPK"),
        ("Predikat e-Kinerja BKN", "predikat e-Kinerja BKN"),
        ("Cuti, dinas, izin", "cuti, dinas, izin"),
    ],
)
def test_a_title_in_a_sentence_keeps_its_abbreviations(judul: str, dalam_kalimat: str) -> None:
    assert fmt.kecil(judul) == dalam_kalimat
