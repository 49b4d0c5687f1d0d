"""Pairs who tap in the same second, against a count of every pair by hand."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.detik_bersama import detik_bersama

AWAL = datetime(2025, 10, 1, tzinfo=UTC)
KETUKAN = st.lists(
    st.tuples(
        st.sampled_from([3, 7, 11, 2**40]),  # person
        st.integers(0, 12),  # tenths of a second
    ),
    max_size=60,
)


def frame(baris: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "pegawai_id": [b[0] for b in baris],
            "waktu": [AWAL + timedelta(milliseconds=100 * b[1]) for b in baris],
        },
        schema={
            "pegawai_id": pl.Int64,
            "waktu": pl.Datetime("us", "UTC"),
        },
    )


def by_hand(baris: list[tuple[int, int]], batas: int) -> set[tuple[int, int, int]]:
    detik: dict[int, set[int]] = {}
    for orang, puluhan in baris:
        detik.setdefault(puluhan // 10, set()).add(orang)
    kali = Counter(p for orang in detik.values() for p in combinations(sorted(orang), 2))
    return {x for (a, b), n in kali.items() if n >= batas for x in ((a, b, n), (b, a, n))}


@given(KETUKAN, st.integers(1, 3))
def test_pairs_are_those_that_counting_every_second_finds(
    baris: list[tuple[int, int]], batas: int
) -> None:
    assert set(detik_bersama(frame(baris), batas).iter_rows()) == by_hand(baris, batas)


def test_a_crowd_in_every_second_is_counted_without_holding_its_pairs() -> None:
    orang = 400
    ketukan = (
        pl.DataFrame({"pegawai_id": range(orang)})
        .join(pl.DataFrame({"detik": range(12)}), how="cross")
        .select(
            "pegawai_id",
            waktu=pl.lit(AWAL) + pl.duration(seconds="detik"),
        )
    )
    hasil = detik_bersama(ketukan, 12)
    assert hasil.height == orang * (orang - 1)
    assert hasil["kali"].unique().to_list() == [12]
    assert detik_bersama(ketukan, 13).is_empty()
