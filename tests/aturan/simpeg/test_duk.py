"""The order of the DUK: first difference decides, and the order of the input never does."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.simpeg.duk import duk
from selaras.hukum import Law

ATURAN = Law.load().pada(date(2025, 12, 18), None)
SKEMA = {
    "nip": pl.String, "status": pl.String, "golongan_urut": pl.Int64, "tmt_golongan": pl.Date,
    "jenis_jabatan": pl.String, "eselon": pl.String, "jenjang": pl.String, "tmt_jabatan": pl.Date,
    "mkg_bulan": pl.Int64, "diklat_level": pl.Int64, "diklat_tahun": pl.Int64,
    "pendidikan": pl.Int64, "tahun_lulus": pl.Int64, "lahir": pl.Date,
}  # fmt: skip
DASAR = {
    "nip": "1", "status": "PNS", "golongan_urut": 12, "tmt_golongan": date(1977, 10, 1),
    "jenis_jabatan": "struktural", "eselon": "III.a", "jenjang": None,
    "tmt_jabatan": date(1978, 4, 1), "mkg_bulan": 200, "diklat_level": 3, "diklat_tahun": 1975,
    "pendidikan": 40, "tahun_lulus": 1960, "lahir": date(1940, 1, 1),
}  # fmt: skip


def order(*orang: dict[str, Any]) -> list[str]:
    rows = [DASAR | o for o in orang]
    return duk(pl.DataFrame(rows, schema=SKEMA), ATURAN)["nip"].to_list()


# Each: who goes before, who follows, by which key. (SE Kepala BAKN 03/SE/1980.)
PASANGAN = [
    ({"golongan_urut": 13}, {"golongan_urut": 12}, "golongan"),
    ({"tmt_golongan": date(1976, 4, 1)}, {"tmt_golongan": date(1977, 4, 1)}, "TMT golongan"),
    ({"eselon": "II.b"}, {"eselon": "III.a"}, "jabatan"),
    ({"eselon": "III.a"}, {"jenis_jabatan": "pelaksana", "eselon": ""}, "jabatan"),
    ({"tmt_jabatan": date(1977, 4, 1)}, {"tmt_jabatan": date(1978, 4, 1)}, "TMT jabatan"),
    # the example of the circular: same rank and post, service since 1-5-1963 and since 1-1-1965
    ({"mkg_bulan": 173}, {"mkg_bulan": 153}, "masa kerja"),
    ({"diklat_level": 2}, {"diklat_level": 3}, "latihan jabatan"),
    ({"diklat_level": 3}, {"diklat_level": None}, "latihan jabatan"),
    ({"diklat_tahun": 1970}, {"diklat_tahun": 1975}, "tahun latihan jabatan"),
    ({"pendidikan": 45}, {"pendidikan": 40}, "pendidikan"),
    ({"tahun_lulus": 1959}, {"tahun_lulus": 1960}, "tahun lulus"),
    ({"lahir": date(1939, 1, 1)}, {"lahir": date(1940, 1, 1)}, "usia"),
    ({}, {}, "NIP"),
]


@pytest.mark.parametrize(("dulu", "kemudian", "sebab"), PASANGAN)
def test_the_first_difference_decides(
    dulu: dict[str, Any], kemudian: dict[str, Any], sebab: str
) -> None:
    """The later ones of the key cannot make up for it, so the follower is better in NIP."""
    a, b = DASAR | dulu | {"nip": "2"}, DASAR | kemudian | {"nip": "1"}
    if sebab == "NIP":
        a, b = a | {"nip": "1"}, b | {"nip": "2"}
    frame = duk(pl.DataFrame([b, a], schema=SKEMA), ATURAN)
    assert frame["nip"].to_list() == [a["nip"], b["nip"]]
    assert frame["alasan"].to_list() == ["", sebab]
    assert frame["nomor"].to_list() == [1, 2]


def test_only_civil_servants_with_a_rank_are_listed() -> None:
    lain = [{"nip": "2", "status": "PPPK"}, {"nip": "3", "golongan_urut": None}]
    assert order({"nip": "1"}, *lain) == ["1"]


tanggal = st.dates(date(1960, 1, 1), date(1964, 1, 1))
pegawai = st.fixed_dictionaries(
    {
        "golongan_urut": st.integers(9, 12), "tmt_golongan": st.none() | tanggal,
        "eselon": st.sampled_from(["II.b", "III.a", "tak dikenal"]),
        "tmt_jabatan": st.none() | tanggal,
        "mkg_bulan": st.none() | st.integers(0, 3), "diklat_level": st.none() | st.integers(1, 4),
        "pendidikan": st.none() | st.sampled_from([40, 45]), "lahir": st.none() | tanggal,
    }
)  # fmt: skip


@given(st.lists(pegawai, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_does_not_depend_on_the_order_of_the_input(
    orang: list[dict[str, Any]], acak: Any
) -> None:
    bernomor = [o | {"nip": f"{n:03}"} for n, o in enumerate(orang)]
    lain = list(bernomor)
    acak.shuffle(lain)
    assert order(*bernomor) == order(*lain)
    urut = [next(o for o in bernomor if o["nip"] == n)["golongan_urut"] for n in order(*bernomor)]
    assert urut == sorted(urut, reverse=True)
