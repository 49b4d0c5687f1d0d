"""What holds for every date and every step of the table."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras.aturan.simpeg.jabatan import tmt_pensiun
from selaras.aturan.simpeg.kgb import TABEL, TABEL_PPPK, tabel_gaji, with_kgb
from selaras.aturan.simpeg.pangkat import periode
from selaras.aturan.simpeg.waktu import bulan_antara, tambah_bulan
from selaras.hukum import Law

ATURAN = Law.load().pada(date(2025, 12, 18), None)
LAMA = Law.load().pada(date(2020, 1, 1), None)
hari = st.dates(date(1950, 1, 1), date(2060, 12, 31))


@given(hari, st.integers(50, 70))
@settings(deadline=None, max_examples=80)
def test_the_age_is_reached_in_the_month_before_the_pension(lahir: date, bup: int) -> None:
    tmt = pl.DataFrame({"l": [lahir]}).select(tmt_pensiun(pl.col("l"), pl.lit(bup))).item()
    sebelum = tmt - timedelta(days=1)
    assert tmt.day == 1
    assert (sebelum.year - lahir.year, sebelum.month) == (bup, lahir.month)


@given(hari, st.integers(0, 500))
@settings(deadline=None, max_examples=80)
def test_months_added_are_months_between(awal: date, bulan: int) -> None:
    frame = pl.DataFrame({"a": [awal]}).with_columns(b=tambah_bulan(pl.col("a"), bulan))
    antara = frame.select(bulan_antara(pl.col("a"), pl.col("b"))).item()
    # a month's last day has no counterpart in a shorter month: the month is then not whole yet
    assert antara == bulan or (antara == bulan - 1 and awal.day > 28)


@given(st.sampled_from(list(TABEL)), st.integers(0, 33 * 12), hari)
@settings(deadline=None, max_examples=80)
def test_an_increment_is_later_and_more(golongan: str, mkg: int, tmt: date) -> None:
    frame = pl.DataFrame(
        {"pegawai_id": [1], "golongan": [golongan], "mkg_dasar": [mkg], "mkg_dasar_tmt": [tmt],
         "mkg_sumber": ["kgb"], "predikat_akhir": [""], "kgb_tunda_bulan": [0],
         "akhir_kontrak": pl.Series([None], dtype=pl.Date)}
    )  # fmt: skip
    hasil = with_kgb(frame, ATURAN).row(0, named=True)
    langkah = tabel_gaji(ATURAN).filter(pl.col("golongan") == golongan)
    if hasil["kgb_berikut"] is None:
        assert mkg >= langkah["langkah"].max()
        return
    assert mkg < hasil["kgb_mkg_baru"] <= langkah["langkah"].max()
    assert hasil["kgb_berikut"] > tmt.replace(day=1)
    di_bawah = langkah.filter(pl.col("langkah") <= mkg)["gaji"].max()
    assert di_bawah is None or hasil["kgb_gaji_baru"] > di_bawah


@given(hari)
@settings(deadline=None, max_examples=80)
def test_a_period_is_the_first_one_not_before_the_day(sejak: date) -> None:
    frame = pl.DataFrame({"s": [sejak]})
    bulanan = frame.select(periode(pl.col("s"), ATURAN)).item()
    setengah = frame.select(periode(pl.col("s"), LAMA)).item()
    assert bulanan.day == setengah.day == 1
    assert 0 <= (bulanan - sejak).days <= 31
    assert setengah.month in {4, 10}
    assert 0 <= (setengah - sejak).days <= 184


def test_the_table_has_every_rank_and_rises_with_every_step() -> None:
    tabel = tabel_gaji(ATURAN).filter(pl.col("golongan").is_in(list(TABEL)))
    assert tabel.height == 272
    for golongan in TABEL:
        gaji = tabel.filter(pl.col("golongan") == golongan).sort("langkah")["gaji"].to_list()
        assert gaji == sorted(set(gaji))


def test_the_steps_of_pppk_begin_and_end_where_their_table_does() -> None:
    tabel = tabel_gaji(ATURAN)
    for golongan in TABEL_PPPK:
        langkah = tabel.filter(pl.col("golongan") == golongan).sort("langkah")
        diketahui = langkah.drop_nulls()
        assert langkah["langkah"].n_unique() == langkah.height
        assert diketahui["gaji"].to_list() == [
            ATURAN.tabel("simpeg.gaji_pppk_terendah")[golongan],
            ATURAN.tabel("simpeg.gaji_pppk_tertinggi")[golongan],
        ]
        assert diketahui["langkah"].to_list() == [
            langkah["langkah"].min(), langkah["langkah"].max(),
        ]  # fmt: skip
