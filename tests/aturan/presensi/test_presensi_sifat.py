"""Properties that hold whatever the taps: order, repeats, more taps, joining of months."""

import random
from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.presensi import Masukan, Rentang, StatusHari, hitung_presensi
from selaras.aturan.presensi.kisi import Orang

from . import presensi_contoh as susun

RENTANG = Rentang(date(2026, 9, 7), 5)
P = susun.parameter()
waktu = st.datetimes(datetime(2026, 9, 6), datetime(2026, 9, 13))
ketukan = st.lists(waktu, max_size=30)
DALAM = st.builds(  # a tap inside the in- or out-window of a working day
    lambda hari, menit: (
        datetime.combine(RENTANG.awal, time()) + timedelta(days=hari, minutes=menit)
    ),
    st.integers(0, 4),
    st.one_of(st.integers(330, 690), st.integers(750, 1320)),
)


def hasil(taps: list[datetime], **lain: object):
    return hitung_presensi(susun.masukan_seorang(RENTANG, taps, **lain), RENTANG, P)


@given(ketukan, st.randoms(use_true_random=False))
def test_order_of_taps_never_matters(taps: list[datetime], acak: random.Random) -> None:
    teracak = taps.copy()
    acak.shuffle(teracak)
    assert np.array_equal(hasil(taps).hari, hasil(teracak).hari)


@given(ketukan.filter(len), st.data())
def test_repeated_taps_never_matter(taps: list[datetime], data: st.DataObject) -> None:
    ulang = data.draw(st.lists(st.sampled_from(taps)))
    assert np.array_equal(hasil(taps).hari, hasil(taps + ulang).hari)


@given(ketukan, DALAM)
def test_one_more_tap_in_a_window_never_worsens_a_day(taps: list[datetime], satu: datetime) -> None:
    sebelum, sesudah = hasil(taps).hari[0], hasil([*taps, satu]).hari[0]
    assert (sesudah["potongan_bp"] <= sebelum["potongan_bp"]).all()


@given(ketukan)
def test_a_day_depends_on_its_own_windows_only(taps: list[datetime]) -> None:
    bulan = hasil(taps).hari[0]
    for n, tanggal in enumerate(RENTANG.tanggal()):
        satu = Rentang(tanggal, 1)
        sehari = hitung_presensi(susun.masukan_seorang(satu, taps), satu, P).hari[0]
        assert sehari[0] == bulan[n]


@given(ketukan)
def test_sums_are_the_days_added_up(taps: list[datetime]) -> None:
    h = hasil(taps)
    r, hari = h.ringkas.row(0, named=True), h.hari[0]
    assert r["potongan_bp"] == int(hari["potongan_bp"].sum())
    assert r["hari_kerja"] == r["hadir"] + r["alpa"] + r["belum"]
    assert sum(r[f"menit_tl{n}"] for n in range(1, 5)) == int(hari["menit_tl"].sum())
    assert sum(r[f"menit_psw{n}"] for n in range(1, 5)) == int(hari["menit_psw"].sum())


@settings(max_examples=30)
@given(st.lists(ketukan, min_size=1, max_size=5))
def test_a_person_alone_gets_what_she_gets_among_others(semua: list[list[datetime]]) -> None:
    n = len(semua)
    satu = susun.masukan_seorang(RENTANG, [])
    bersama = hitung_presensi(
        Masukan(
            orang=pl.DataFrame({"pegawai_id": range(1, n + 1), "zona_menit": [420] * n}),
            penugasan=pl.concat(
                [satu.penugasan.with_columns(pegawai_id=pl.lit(i + 1, pl.Int64)) for i in range(n)]
            ),
            hari_jadwal=satu.hari_jadwal,
            ketukan=pl.concat([susun.ketukan(t, pegawai_id=i + 1) for i, t in enumerate(semua)]),
        ),
        RENTANG,
        P,
    )
    for i, taps in enumerate(semua):
        assert np.array_equal(bersama.hari[i], hasil(taps).hari[0])


@given(ketukan, st.datetimes(datetime(2026, 9, 6), datetime(2026, 9, 13)))
def test_a_day_that_is_over_is_final(taps: list[datetime], kini: datetime) -> None:
    from zoneinfo import ZoneInfo

    akhir = hasil(taps).hari[0]
    pernah = hasil(taps, kini=kini.replace(tzinfo=ZoneInfo("Asia/Jakarta"))).hari[0]
    final = pernah["kode"] != StatusHari.BELUM
    assert (pernah["kode"][final] == akhir["kode"][final]).all()
    assert (pernah["potongan_bp"][~final] == 0).all()


def test_large_ids_are_found_like_small_ones() -> None:
    frame = pl.DataFrame({"pegawai_id": [3, 7, 900_000_000_000], "zona_menit": [420] * 3})
    orang = Orang.dari(frame)
    cari = np.array([900_000_000_000, 7, 8, 3, -5])
    assert orang.kolom(cari, orang.pencari()).tolist() == [2, 1, -1, 0, -1]
    kecil = Orang.dari(frame.head(2))
    assert kecil.kolom(cari, kecil.pencari()).tolist() == [-1, 1, -1, 0, -1]
