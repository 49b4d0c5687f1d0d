"""Signs of a tap: each shows where it should, a clean tap bears none, law decides what holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.lokasi import (
    Jejak,
    Ketuk,
    Latar,
    Pagar,
    ParameterKetuk,
    Tanda,
    Titik,
    alasan_karantina,
    gabung_tanda,
    kalimat_tanda,
    nama_tanda,
    nilai_ketuk,
)
from selaras.aturan.lokasi.tanda import KALIMAT
from selaras.hukum import Law

P = ParameterKetuk.dari(Law.load().pada(date(2025, 10, 1), "contoh"))
KINI = 1_760_000_000_000
JAM = 3_600_000
RUMAH = Titik(-2_335_123, 115_467_891)
PAGAR = ((7, Pagar(RUMAH, 100)),)
BERSIH = Ketuk(KINI - 500, RUMAH, 12, KINI - 400, KINI - 60_500, 60_000)
LATAR = Latar(diterima=KINI, pagar=PAGAR)


def utara(meter: int) -> Titik:
    return Titik(RUMAH.lintang_e6 + meter * 1_000_000 // 111_195, RUMAH.bujur_e6)


def test_a_clean_tap_bears_no_sign() -> None:
    hasil = nilai_ketuk(BERSIH, LATAR, P)
    assert (hasil.tanda, hasil.luring, hasil.ditahan) == (Tanda(0), False, False)
    assert (hasil.tempat_id, hasil.jarak_m) == (7, 0)


@pytest.mark.parametrize(
    ("ketuk", "latar", "tanda"),
    [
        ({"titik": utara(5000)}, {}, "luar_pagar"),
        ({"titik": None}, {}, "tanpa_posisi"),
        ({"akurasi_m": 0}, {}, "akurasi_janggal"),
        ({"akurasi_m": None}, {}, "akurasi_janggal"),
        ({"monoton": 50_000}, {}, "jam_selisih"),
        ({"monoton": -1}, {}, "jam_selisih"),
        ({"jam_perangkat": KINI + 301_000}, {}, "jam_selisih"),
        ({"monoton": None}, {"selisih_kirim": -400_000}, "jam_selisih"),
        ({"jam_perangkat": KINI - JAM}, {}, "jam_mundur"),
        ({"server_terakhir": KINI + JAM, "monoton": None}, {}, "jam_mundur"),
        ({}, {"akun_pemasangan": 2}, "pemasangan_ganda"),
        ({}, {"tanda_tangan_sah": False}, "tanda_tangan_salah"),
        ({}, {"butuh_surat": True}, "tanpa_surat"),
        ({}, {"orang_setitik": 2}, "duplikat_koordinat"),
        ({}, {"hari_setitik": 4}, "duplikat_koordinat"),
        ({"waktu": KINI - 25 * JAM, "monoton": None, "server_terakhir": None,
          "jam_perangkat": None}, {}, "luring_lama"),
        ({}, {"tetangga": (Jejak(KINI - 600_000, utara(60_000), 10),)}, "lompatan"),
    ],
)  # fmt: skip
def test_each_sign_shows_alone_where_it_should(ketuk: dict, latar: dict, tanda: str) -> None:
    hasil = nilai_ketuk(replace(BERSIH, **ketuk), replace(LATAR, **latar), P)
    assert tanda in nama_tanda(hasil.tanda)
    assert hasil.ditahan == bool(hasil.tanda & (P.menahan | (P.menahan_luring * hasil.luring)))


@pytest.mark.parametrize(
    ("orang", "hari"), [(1, 0), (0, 3)], ids=["two people at one point", "four days at one point"]
)
def test_below_the_numbers_of_law_there_is_no_sign(orang: int, hari: int) -> None:
    latar = replace(LATAR, orang_setitik=orang, hari_setitik=hari)
    assert nilai_ketuk(BERSIH, latar, P).tanda == 0


def test_a_letter_lets_one_tap_anywhere() -> None:
    latar = replace(LATAR, butuh_surat=True, ada_surat=True)
    assert nilai_ketuk(replace(BERSIH, titik=utara(90_000)), latar, P).tanda == 0


def test_a_position_is_outside_only_beyond_its_own_error() -> None:
    dekat = replace(BERSIH, titik=utara(130), akurasi_m=40)
    assert nilai_ketuk(dekat, LATAR, P).tanda == 0
    assert nilai_ketuk(replace(dekat, akurasi_m=20), LATAR, P).tanda == Tanda.LUAR_PAGAR
    jauh = replace(dekat, titik=utara(400), akurasi_m=5000)  # error counts up to 50 m
    assert nilai_ketuk(jauh, LATAR, P).tanda == Tanda.LUAR_PAGAR


@given(st.integers(0, 200_000), st.integers(1, 86_400))
def test_faster_than_150_km_an_hour_is_impossible_and_slower_is_not(meter: int, detik: int) -> None:
    lain = Jejak(BERSIH.waktu - detik * 1000, utara(meter), 0)
    hasil = nilai_ketuk(replace(BERSIH, akurasi_m=3), replace(LATAR, tetangga=(lain,)), P)
    cepat = meter * 3600 > 150 * detik * 1000
    if abs(meter * 3600 - 150 * detik * 1000) > 60_000 and not 900 <= meter <= 1100:
        assert bool(hasil.tanda & Tanda.LOMPATAN) == (cepat and meter >= 1000)


@given(st.integers(0, 40 * 24 * JAM))
def test_how_late_it_comes_decides_offline_and_waiting(lama: int) -> None:
    ketuk = Ketuk(KINI - lama, RUMAH, 12)
    hasil = nilai_ketuk(ketuk, LATAR, P)
    assert hasil.luring == (lama > 120_000)
    assert hasil.ditahan == (lama > 24 * JAM)


@given(st.integers(-(10**13), 10**13))
def test_only_what_lies_ahead_or_far_back_is_put_aside(geser: int) -> None:
    alasan = alasan_karantina(KINI + geser, KINI, P)
    assert bool(alasan) == (geser > 60_000 or geser < -31 * 24 * JAM)


@given(
    st.builds(
        Ketuk,
        st.integers(0, 2 * KINI),
        st.none() | st.builds(Titik, st.integers(-90_000_000, 90_000_000),
                              st.integers(-180_000_000, 180_000_000)),
        st.none() | st.integers(0, 10**7),
        *(st.none() | st.integers(-(10**14), 10**14) for _ in range(3)),
    )
)  # fmt: skip
def test_nothing_that_a_phone_claims_breaks_the_judgement(ketuk: Ketuk) -> None:
    hasil = nilai_ketuk(ketuk, LATAR, P)
    assert gabung_tanda(nama_tanda(hasil.tanda)) == hasil.tanda
    assert len(kalimat_tanda(hasil.tanda)) == len(nama_tanda(hasil.tanda))


def test_every_sign_has_its_sentence_and_its_name_in_law() -> None:
    nama = set(nama_tanda(sum(Tanda)))
    assert set(KALIMAT) == set(Tanda)
    assert set(Law.load().parameter("presensi.tanda_menahan").nama) == nama
