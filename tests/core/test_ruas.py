"""Dated histories in memory: statements close what held before and never overlap."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selaras.core.masa.ruas import Akibat, Riwayat, Ruas, period_text

AWAL = date(2025, 1, 1)


def hari(n: int) -> date:
    return AWAL + timedelta(days=n)


def bentuk(r: Riwayat) -> list[tuple[date, date | None, str]]:
    return [(x.mulai, x.sampai, x.isi["v"]) for x in r.ruas]


def test_a_newer_value_ends_the_older_the_day_before():
    r = Riwayat([Ruas(1, hari(0), None, {"v": "a"})])
    assert r.set_since(hari(10), {"v": "b"}).akibat is Akibat.BERUBAH
    assert bentuk(r) == [(hari(0), hari(10), "a"), (hari(10), None, "b")]


def test_a_value_set_inside_the_past_holds_until_the_next_known_change():
    r = Riwayat([Ruas(1, hari(0), hari(20), {"v": "a"}), Ruas(2, hari(20), None, {"v": "c"})])
    r.set_since(hari(10), {"v": "b"})
    assert bentuk(r) == [
        (hari(0), hari(10), "a"), (hari(10), hari(20), "b"), (hari(20), None, "c")
    ]  # fmt: skip


def test_what_already_holds_changes_nothing():
    r = Riwayat([Ruas(1, hari(0), None, {"v": "a"})])
    assert r.set_since(hari(10), {"v": "a"}).akibat is Akibat.SAMA
    assert list(r.changed()) == []


def test_a_correction_on_the_same_first_day_replaces_the_value():
    r = Riwayat([Ruas(1, hari(0), None, {"v": "a"})])
    hasil = r.set_since(hari(0), {"v": "b"})
    assert hasil.lama == {"v": "a"}
    assert bentuk(r) == [(hari(0), None, "b")]


def test_a_period_that_touches_another_is_refused_and_names_it():
    r = Riwayat([Ruas(1, hari(0), hari(10), {"v": "a"})])
    hasil = r.set_period(hari(9), hari(12), {"v": "b"})
    assert hasil.akibat is Akibat.TUMPANG
    assert hasil.ruas is not None
    assert hasil.ruas.id == 1
    assert r.set_period(hari(10), hari(12), {"v": "b"}).akibat is Akibat.BARU


def test_periods_are_written_with_their_last_day():
    assert period_text(date(2025, 10, 1), date(2025, 11, 1)) == "1-10-2025 s.d. 31-10-2025"
    assert period_text(date(2025, 10, 1), None) == "sejak 1-10-2025"


PERNYATAAN = st.tuples(
    st.sampled_from(["sejak", "jangka"]),
    st.integers(0, 60),
    st.one_of(st.none(), st.integers(1, 30)),
    st.sampled_from("abc"),
)


@given(st.lists(PERNYATAAN, max_size=12))
def test_whatever_is_stated_rows_stay_apart_in_order_and_the_last_word_holds(pernyataan):
    r = Riwayat([])
    for cara, mulai, lama, nilai in pernyataan:
        sampai = hari(mulai + lama) if lama else None
        fungsi = r.set_since if cara == "sejak" else None
        hasil = (
            fungsi(hari(mulai), {"v": nilai}, sampai)
            if fungsi
            else r.set_period(hari(mulai), sampai, {"v": nilai})
        )
        if hasil.akibat is not Akibat.TUMPANG:
            aktif = r.pada(hari(mulai))
            assert aktif is not None
            assert aktif.isi["v"] == nilai
        for kiri, kanan in zip(r.ruas, r.ruas[1:], strict=False):
            assert kiri.sampai is not None
            assert kiri.mulai < kiri.sampai <= kanan.mulai


@given(st.lists(PERNYATAAN, min_size=1, max_size=8))
def test_saying_the_same_twice_changes_nothing_the_second_time(pernyataan):
    r = Riwayat([])
    _cara, mulai, lama, nilai = pernyataan[-1]
    for _c, m, _l, n in pernyataan:
        r.set_since(hari(m), {"v": n})
    sampai = hari(mulai + lama) if lama else None
    if r.set_since(hari(mulai), {"v": nilai}, sampai).akibat is not Akibat.TUMPANG:
        assert r.set_since(hari(mulai), {"v": nilai}, sampai).akibat is Akibat.SAMA
