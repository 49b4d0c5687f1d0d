"""Orders to work overtime against taps: what is proven, never more than was ordered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.lembur import JendelaLembur, Keadaan, kenyataan, uang_lembur

P = JendelaLembur(sebelum=60, sesudah=120, sambung=60)
NANTI = 4000
KERJA = (450, 960)  # 07.30 to 16.00
SORE = (990, 1140)  # 16.30 to 19.00
MENIT = st.integers(-600, 2880)


@pytest.mark.parametrize(
    ("perintah", "ketukan", "jadwal", "hasil"),
    [
        (SORE, [445, 1145], KERJA, ("penuh", 150)),  # stayed on: one tap at the end
        (SORE, [445, 961, 1145], KERJA, ("penuh", 150)),  # also tapped out at four
        (SORE, [445, 1080], KERJA, ("sebagian", 90)),
        (SORE, [445, 961], KERJA, ("tanpa_bukti", 0)),  # went home at four
        (SORE, [1145], KERJA, ("tanpa_bukti", 0)),  # nothing says when she came
        (SORE, [], KERJA, ("tanpa_bukti", 0)),
        ((480, 720), [470, 725], None, ("penuh", 240)),  # a day off: both ends
        ((480, 720), [500, 700], None, ("sebagian", 200)),
        ((480, 720), [725], None, ("tanpa_bukti", 0)),
        ((360, 440), [355, 965], KERJA, ("penuh", 80)),  # before work, went on working
        ((360, 440), [390, 965], KERJA, ("sebagian", 50)),
        ((1320, 1560), [1318, 1562], None, ("penuh", 240)),  # 22.00 to 02.00
        ((1320, 1560), [1318, 1439], None, ("sebagian", 119)),  # left before midnight
        ((1320, 1560), [1441, 1562], None, ("sebagian", 119)),  # came after midnight
    ],
)
def test_examples(perintah, ketukan, jadwal, hasil) -> None:
    n = kenyataan(perintah, ketukan, jadwal, P, kini=NANTI)
    assert (n.keadaan.value, n.menit) == hasil


def test_an_order_whose_window_is_open_waits() -> None:
    assert kenyataan(SORE, [445, 1145], KERJA, P, kini=1200).keadaan is Keadaan.BELUM
    assert kenyataan(SORE, [445, 1145], KERJA, P, kini=1261).keadaan is Keadaan.PENUH


@settings(deadline=None)
@given(
    mulai=st.integers(0, 1439), lama=st.integers(1, 1440), ketukan=st.lists(MENIT, max_size=8),
    jadwal=st.none() | st.just(KERJA), kini=st.integers(0, 5000),
)  # fmt: skip
def test_never_more_than_was_ordered_and_order_of_taps_never_matters(
    mulai, lama, ketukan, jadwal, kini
) -> None:
    perintah = (mulai, mulai + lama)
    n = kenyataan(perintah, ketukan, jadwal, P, kini=kini)
    assert 0 <= n.menit <= lama
    assert (n.keadaan is Keadaan.PENUH) == (n.menit == lama)
    assert n == kenyataan(perintah, [*reversed(ketukan), *ketukan], jadwal, P, kini=kini)


@settings(deadline=None)
@given(ketukan=st.lists(MENIT, max_size=6), satu=MENIT)
def test_one_more_tap_never_proves_less(ketukan, satu) -> None:
    sebelum = kenyataan(SORE, ketukan, None, P, kini=NANTI).menit
    assert kenyataan(SORE, [*ketukan, satu], None, P, kini=NANTI).menit >= sebelum


def test_whole_hours_at_the_tariff_of_the_rank() -> None:
    n = kenyataan(SORE, [445, 1145], KERJA, P, kini=NANTI)
    assert n.jam_penuh == 2
    assert uang_lembur(n.jam_penuh, "III/a", {"III": 30_000}) == 60_000
    assert uang_lembur(n.jam_penuh, "IX", {"III": 30_000}) is None
