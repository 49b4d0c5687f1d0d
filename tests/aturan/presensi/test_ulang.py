"""Stored days under another law come out as if that law had folded the taps itself."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.aturan.presensi import Rentang, StatusHari, hitung_presensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.aturan.presensi.ulang import hitungan_hari, libur_hari_kerja, potongan_ulang

from . import presensi_contoh as susun

RENTANG = Rentang(date(2026, 9, 7), 5)
LAMA = susun.parameter()
ketukan = st.lists(
    st.builds(
        lambda hari, menit: datetime.combine(RENTANG.awal, time()) + timedelta(hari, minutes=menit),
        st.integers(0, 4),
        st.one_of(st.integers(440, 600), st.integers(840, 1020)),
    ),
    max_size=14,
)
jenjang = st.lists(st.integers(1, 180), min_size=1, max_size=5, unique=True).flatmap(
    lambda m: st.tuples(*(st.integers(0, 400) for _ in m)).map(
        lambda bp: list(zip(sorted(m), bp, strict=True))
    )
)
hukum = st.fixed_dictionaries(
    {
        "potongan_tl": jenjang,
        "potongan_psw": jenjang,
        "tanpa_catatan_masuk": st.integers(0, 500),
        "tanpa_catatan_pulang": st.integers(0, 500),
        "alpa_per_hari": st.integers(0, 1000),
        "toleransi": st.integers(0, 20),
        "kompensasi": st.sampled_from([0, 15, 30]),
        "izin": st.sampled_from([{"DL": 0, "CT": 0, "IT": 25, "IPC": 0, "CS": 100}, {"CS": 40}]),
    }
)
izin = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["CT", "CS", "IT", "DL"])),
    max_size=3,
    unique_by=lambda i: i[0],
)


def _masukan(taps: list[datetime], jenis: list[tuple[int, str]]):
    import polars as pl

    from selaras.aturan.presensi import NOMOR_JENIS

    hari = [RENTANG.awal + timedelta(n) for n, _ in jenis]
    frame = pl.DataFrame(
        {
            "pegawai_id": [1] * len(jenis),
            "mulai": hari,
            "sampai": hari,
            "jenis": [NOMOR_JENIS[k] for _, k in jenis],
        },
        schema={
            "pegawai_id": pl.Int64, "mulai": pl.Date, "sampai": pl.Date, "jenis": pl.UInt8,
        },
    )  # fmt: skip
    return susun.masukan_seorang(RENTANG, taps, izin=frame)


@given(ketukan, izin, hukum)
def test_days_folded_by_one_law_and_scored_by_another_equal_days_folded_by_the_other(
    taps: list[datetime], jenis: list[tuple[int, str]], isi: dict[str, object]
) -> None:
    baru = susun.parameter(**isi)
    masukan = _masukan(taps, jenis)
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(orang, RENTANG, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
    tersimpan = hitung_presensi(masukan, RENTANG, LAMA)
    seharusnya = hitung_presensi(masukan, RENTANG, baru)
    hasil = potongan_ulang(tersimpan.hari, baru, kisi.pulang[1:-1].T)
    assert hasil.tolist() == seharusnya.hari["potongan_bp"].tolist()
    jumlah = hitungan_hari(tersimpan.hari, baru)
    r = seharusnya.ringkas.row(0, named=True)
    assert {nama: int(isi[0]) for nama, isi in jumlah.items()} == {nama: r[nama] for nama in jumlah}


@given(ketukan)
def test_the_same_law_gives_the_stored_deductions(taps: list[datetime]) -> None:
    hari = hitung_presensi(susun.masukan_seorang(RENTANG, taps), RENTANG, LAMA).hari
    assert potongan_ulang(hari, LAMA).tolist() == hari["potongan_bp"].tolist()


def test_a_law_that_makes_up_for_lateness_asks_for_the_expected_ends() -> None:
    hari = hitung_presensi(susun.masukan_seorang(RENTANG, []), RENTANG, LAMA).hari
    with pytest.raises(ValueError, match="expected ends"):
        potongan_ulang(hari, susun.parameter(kompensasi=30))


def test_a_holiday_counts_where_the_person_works_on_that_weekday() -> None:
    hari = np.zeros((2, 14), hitung_presensi(susun.masukan_seorang(RENTANG, []), RENTANG, LAMA)
                    .hari.dtype)  # fmt: skip
    pekan = np.array([n % 7 for n in range(14)], np.int8)
    hari["kode"][0, [0, 7]] = StatusHari.HADIR  # Mondays
    libur = np.zeros(14, np.bool_)
    libur[[1, 7]] = True  # a Tuesday, and a Monday on which the first one worked all the same
    assert libur_hari_kerja(hari, libur, pekan).tolist() == [0, 0]
    hari["kode"][0, 7] = StatusHari.LIBUR
    assert libur_hari_kerja(hari, libur, pekan).tolist() == [1, 0]
