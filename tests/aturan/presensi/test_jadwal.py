"""Timetables, calendars and persons laid out over dates."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from selaras.aturan.jadwal import Libur, Rentang, hari_jadwal
from selaras.aturan.presensi import KOSONG, StatusHari, hitung_presensi
from selaras.aturan.presensi import Rentang as RentangPresensi
from selaras.aturan.presensi.kisi import Orang, susun_kisi

from . import presensi_contoh as susun

OKTOBER = Rentang.bulan(202510)


def test_a_month_knows_its_days() -> None:
    assert (OKTOBER.awal, OKTOBER.akhir, OKTOBER.hari) == (
        date(2025, 10, 1),
        date(2025, 10, 31),
        31,
    )
    assert Rentang.bulan(202402).hari == 29
    assert RentangPresensi is Rentang


@pytest.mark.parametrize("periode", [202500, 202514, 202515])
def test_extra_periods_are_no_calendar_month(periode: int) -> None:
    with pytest.raises(ValueError, match="bukan bulan kalender"):
        Rentang.bulan(periode)


def test_hours_follow_weekday_ramadan_and_holidays() -> None:
    frame = hari_jadwal(
        susun.LIMA_HARI,
        susun.frame_libur((date(2026, 2, 17), False), (date(2026, 2, 16), True)),
        susun.frame_ramadan((date(2026, 2, 19), date(2026, 3, 20))),
        Rentang.bulan(202602),
    )
    hari = {r["tanggal"]: r for r in frame.iter_rows(named=True)}
    assert (hari[date(2026, 2, 13)]["masuk"], hari[date(2026, 2, 13)]["pulang"]) == (450, 990)
    assert (hari[date(2026, 2, 20)]["masuk"], hari[date(2026, 2, 20)]["pulang"]) == (480, 930)
    assert hari[date(2026, 2, 14)]["masuk"] is None
    assert hari[date(2026, 2, 16)]["libur"] == Libur.CUTI_BERSAMA
    assert hari[date(2026, 2, 17)]["libur"] == Libur.LIBUR_NASIONAL


def test_a_day_that_is_holiday_and_cuti_bersama_is_a_holiday() -> None:
    hari = date(2026, 2, 17)
    frame = hari_jadwal(
        susun.LIMA_HARI, susun.frame_libur((hari, True), (hari, False)), susun.frame_ramadan(),
        Rentang(hari, 1),
    )  # fmt: skip
    assert frame["libur"].to_list() == [Libur.LIBUR_NASIONAL]


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    frame = hari_jadwal(
        susun.MALAM, susun.frame_libur(), susun.frame_ramadan(), Rentang(date(2026, 9, 10), 1)
    )
    assert frame.row(0)[2:4] == (1200, 420 + 1440)


def kisi(penugasan: list[tuple], roster: list[tuple] = ()):
    hari = hari_jadwal(
        pl.concat([susun.LIMA_HARI, susun.MALAM]), susun.frame_libur((date(2025, 10, 3), False)),
        susun.frame_ramadan(), OKTOBER.diperluas,
    )  # fmt: skip
    orang = Orang.dari(pl.DataFrame({"pegawai_id": [5], "zona_menit": [480]}))
    return susun_kisi(
        orang, OKTOBER,
        pl.DataFrame(penugasan, orient="row", schema={
            "pegawai_id": pl.Int64, "mulai": pl.Date, "sampai": pl.Date, "jadwal_id": pl.Int64}),
        pl.DataFrame(roster, orient="row", schema={
            "pegawai_id": pl.Int64, "tanggal": pl.Date, "jadwal_id": pl.Int64}),
        hari,
    )  # fmt: skip


def test_the_later_assignment_wins() -> None:
    k = kisi([(5, None, None, 1), (5, date(2025, 10, 15), None, 2)])
    assert k.masuk[14, 0] == 450  # 14 October
    assert k.masuk[15, 0] == 1200


def test_outside_of_service_days_are_free() -> None:
    k = kisi([(5, date(2025, 10, 6), date(2025, 10, 10), 1)])
    assert [int(n) for n in (k.masuk[:, 0] != KOSONG).nonzero()[0]] == [6, 7, 8, 9, 10]
    assert not k.tanpa_jadwal.any()


def test_service_without_a_timetable_is_told() -> None:
    k = kisi([(5, None, None, None), (5, date(2025, 10, 6), None, 1)])
    assert k.tanpa_jadwal[:, 0].sum() == 6


def test_a_roster_beats_timetable_and_holiday() -> None:
    k = kisi(
        [(5, None, None, 1)],
        [(5, date(2025, 10, 3), 1), (5, date(2025, 10, 6), None), (5, date(2025, 10, 4), 2)],
    )
    assert k.masuk[3, 0] == 450  # a holiday, but rostered
    assert k.libur[3, 0] == Libur.TIDAK
    assert k.masuk[6, 0] == KOSONG  # lepas jaga
    assert k.masuk[4, 0] == 1200  # a Saturday night


def test_between_two_shifts_the_nearer_end_owns_the_tap_and_the_later_wins_the_tie() -> None:
    """A night that ends at 07:00, then a day from 07:30: the windows part at 07:15."""
    r = Rentang(date(2026, 9, 9), 2)
    hari = hari_jadwal(
        pl.concat([susun.LIMA_HARI, susun.MALAM]), susun.frame_libur(), susun.frame_ramadan(),
        r.diperluas,
    )  # fmt: skip
    roster = pl.DataFrame(
        {"pegawai_id": [1], "tanggal": [r.awal], "jadwal_id": [2]},
        schema={"pegawai_id": pl.Int64, "tanggal": pl.Date, "jadwal_id": pl.Int64},
    )

    def menit(*jam: str) -> tuple[int | None, int | None]:
        taps = [susun.pada(date(2026, 9, 10), j) for j in jam]
        satu = susun.masukan_seorang(r, taps, roster=roster)
        m = type(satu)(satu.orang, satu.penugasan, hari, satu.ketukan, roster=roster)
        hasil = hitung_presensi(m, r, susun.parameter()).frame()
        return hasil["pulang"][0], hasil["masuk"][1]

    assert menit("07:14:59") == (7 * 60 + 14 + 1440, None)
    assert menit("07:15") == (None, 7 * 60 + 15)
    assert menit("07:02", "07:28") == (7 * 60 + 2 + 1440, 7 * 60 + 28)


def test_an_unknown_timetable_is_refused() -> None:
    with pytest.raises(ValueError, match="Jadwal tidak dikenal"):
        kisi([(5, None, None, 9)])


def test_a_person_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="dua kali"):
        Orang.dari(pl.DataFrame({"pegawai_id": [5, 5], "zona_menit": [420, 480]}))


def test_nobody_is_no_error() -> None:
    kosong = susun.masukan_seorang(OKTOBER, [])
    kosong = type(kosong)(
        kosong.orang.clear(), kosong.penugasan, kosong.hari_jadwal, kosong.ketukan
    )
    hasil = hitung_presensi(kosong, OKTOBER, susun.parameter())
    assert hasil.hari.shape == (0, 31)
    assert hasil.ringkas.height == 0


def test_an_outage_neutralises_a_window_but_not_a_day_without_any_tap() -> None:
    def gangguan(dari: int, sampai: int) -> pl.DataFrame:
        return pl.DataFrame(
            {"pegawai_id": [1], "mulai": [datetime(2026, 9, 10, dari, tzinfo=UTC)],
             "sampai": [datetime(2026, 9, 10, sampai, tzinfo=UTC)]},
            schema={"pegawai_id": pl.Int64, "mulai": pl.Datetime("us", "UTC"),
                    "sampai": pl.Datetime("us", "UTC")},
        )  # fmt: skip

    hari = date(2026, 9, 10)
    pagi, sore = gangguan(0, 2), gangguan(9, 10)  # 07-09 and 16-17 WIB
    assert susun.sehari(hari, ["16:00"], gangguan=pagi)["kode"] == StatusHari.HADIR
    assert susun.sehari(hari, ["08:10", "16:00"], gangguan=pagi)["potongan_bp"] == 0
    assert susun.sehari(hari, ["07:30"], gangguan=pagi)["kode"] == StatusHari.PSW
    assert susun.sehari(hari, ["07:30"], gangguan=sore)["kode"] == StatusHari.HADIR
    assert susun.sehari(hari, [], gangguan=pagi)["kode"] == StatusHari.TK


def test_a_correction_says_what_the_time_was() -> None:
    hari = date(2026, 9, 10)
    koreksi = pl.DataFrame(
        {"pegawai_id": [1], "tanggal": [hari], "masuk": [450], "pulang": [None]},
        schema={"pegawai_id": pl.Int64, "tanggal": pl.Date, "masuk": pl.Int16, "pulang": pl.Int16},
    )
    hasil = susun.sehari(hari, ["08:40", "16:00"], koreksi=koreksi)
    assert (hasil["kode"], hasil["masuk"], hasil["pulang"]) == (StatusHari.HADIR, 450, 960)


def test_an_absence_kind_without_a_value_in_law_is_told_apart() -> None:
    hari = date(2026, 9, 10)
    r = Rentang(hari, 1)
    m = susun.masukan_seorang(r, [], izin=susun.izin(5, hari, hari))
    hasil = hitung_presensi(m, r, susun.parameter())
    assert hasil.ringkas["izin_tanpa_nilai"].to_list() == [1]
    assert hasil.ringkas["hari_cap"].to_list() == [1]


def test_of_two_absences_on_a_day_the_later_start_wins() -> None:
    hari = date(2026, 9, 10)
    dua = pl.concat([susun.izin(8, hari, hari), susun.izin(1, date(2026, 9, 1), date(2026, 9, 30))])
    assert susun.sehari(hari, [], izin=dua)["jenis"] == 8


def test_runs_of_alpa_join_over_months_and_skip_free_days() -> None:
    r = Rentang(date(2026, 9, 3), 8)  # Thu .. Thu, a weekend inside
    hadir = [susun.pada(date(2026, 9, 9), "07:30"), susun.pada(date(2026, 9, 9), "16:00")]
    ringkas = hitung_presensi(susun.masukan_seorang(r, hadir), r, susun.parameter()).ringkas
    assert ringkas.select("alpa", "alpa_runtun", "alpa_awal", "alpa_akhir").row(0) == (5, 4, 4, 1)


def test_a_band_ladder_of_another_region_is_followed() -> None:
    p = susun.parameter(potongan_tl=[(1, 50), (31, 100), (61, 150), (91, 200), (121, 250)])
    hari = date(2026, 9, 10)
    assert susun.sehari(hari, ["09:40", "16:00"], p=p)["potongan_bp"] == 250
    assert susun.sehari(hari, ["09:10", "16:00"], p=p)["potongan_bp"] == 200
