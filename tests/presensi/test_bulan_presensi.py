"""A month from the database: scope, timetables by unit and person, absences, sheets and locks."""

from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest

from selaras.aturan.presensi import StatusHari
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import Ketidakhadiran
from selaras.periode.models import PeriodeUnit
from selaras.presensi.lembar import read_days
from selaras.presensi.models import (
    HariLibur,
    HariTersentuh,
    Ketukan,
    KoreksiPresensi,
    LembarPresensi,
    PenugasanJadwal,
    Roster,
)
from selaras.presensi.selectors import KalenderKosong, hari_sebulan, masukan
from selaras.presensi.services import (
    recompute_days,
    record_taps,
    refold_month,
    refold_touched,
    write_sheets,
)

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
OKTOBER = 202510
SENIN = date(2025, 10, 6)


def ketuk(pemda, *taps: tuple[str, date, str], at: datetime = kecil.AT):
    frame = pl.DataFrame(
        {"pin": [t[0] for t in taps], "waktu": [kecil.lokal(t[1], t[2]) for t in taps]},
        schema={"pin": pl.String, "waktu": pl.Datetime("us", "UTC")},
    ).with_columns(status=pl.lit(None), verifikasi=pl.lit(None), kode_kerja=pl.lit(""))
    return record_taps(
        situs=pemda.situs, mesin=pemda.mesin, taps=frame, sumber=Ketukan.Sumber.BERKAS, at=at
    )


def bulan(pemda, **lain):
    return hari_sebulan(
        instansi_id=pemda.instansi.pk, periode=OKTOBER, aturan=kecil.aturan(), **lain
    )


def hari(b, pegawai, tanggal: date) -> dict:
    f = b.hasil.frame().filter(pegawai_id=pegawai.pk, tanggal=tanggal)
    return f.row(0, named=True)


@pytest.mark.parametrize("lewat_adbc", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_month_comes_out_of_facts_by_either_way_of_reading(lewat_adbc, monkeypatch) -> None:
    pemda = kecil.bangun()
    ketuk(pemda, ("1", SENIN, "07:20"), ("1", SENIN, "16:05"), ("2", SENIN, "07:45"))
    if lewat_adbc:
        monkeypatch.setattr(masukan, "BESAR", 0)
    b = bulan(pemda)
    satu, dua, tiga = pemda.pegawai
    assert b.ringkas["pegawai_id"].to_list() == [p.pk for p in pemda.pegawai]
    assert b.ringkas["hari_kerja"].to_list() == [22, 22, 22]  # 23 weekdays less one holiday
    assert b.ringkas["hadir"].to_list() == [1, 1, 0]
    assert b.ringkas["skpd_id"].to_list() == [pemda.skpd[0].pk, pemda.skpd[1].pk, pemda.skpd[0].pk]
    assert hari(b, satu, SENIN)["kode"] == StatusHari.HADIR
    assert hari(b, dua, SENIN)["potongan_bp"] == 200  # 15 minutes late, no tap out
    assert hari(b, tiga, SENIN)["kode"] == StatusHari.TK
    assert hari(b, tiga, date(2025, 10, 3))["kode"] == StatusHari.LIBUR
    assert b.jumlah_ketukan == 3


def test_scopes_keep_only_their_people() -> None:
    pemda = kecil.bangun(4)
    assert bulan(pemda, skpd_ids=[pemda.skpd[1].pk]).ringkas["pegawai_id"].to_list() == [
        pemda.pegawai[1].pk,
        pemda.pegawai[3].pk,
    ]
    satu = [pemda.pegawai[2].pk]
    assert bulan(pemda, pegawai_ids=satu).ringkas["pegawai_id"].to_list() == satu


def test_the_person_beats_the_unit_and_the_nearer_unit_the_farther() -> None:
    pemda = kecil.bangun(3)
    satu, _, tiga = pemda.pegawai
    pagi = kecil.jadwal_lima_hari(pemda.instansi, "PAGI", 420, 900)
    siang = kecil.jadwal_lima_hari(pemda.instansi, "SIANG", 600, 1080)
    sore = kecil.jadwal_lima_hari(pemda.instansi, "SORE", 780, 1260)
    for jadwal, sasaran in (
        (pagi, {"unit": pemda.skpd[0]}),
        (siang, {"unit": pemda.bidang}),
        (sore, {"pegawai": satu}),
    ):
        PenugasanJadwal.objects.create(
            jadwal=jadwal,
            instansi=pemda.instansi,
            berlaku=berlaku_sejak(date(2025, 10, 10)),
            **sasaran,
        )
    ketuk(pemda, *[(n, t, "10:00") for n in "13" for t in (SENIN, date(2025, 10, 13))])
    b = bulan(pemda)
    assert hari(b, satu, SENIN)["menit_tl"] == 150  # everyone's 07:30 until the 10th
    assert hari(b, tiga, date(2025, 10, 13))["menit_tl"] == 0  # the section's 10:00
    assert hari(b, satu, date(2025, 10, 13))["kode"] == StatusHari.TK  # 13:00: too early a tap


def test_days_outside_of_service_are_free_and_service_without_timetable_is_told() -> None:
    pemda = kecil.bangun(1)
    baru = kecil.orang(pemda.instansi, 9, pemda.skpd[0], date(2025, 10, 20))
    b = bulan(pemda)
    assert b.ringkas.filter(pegawai_id=baru.pk)["hari_kerja"].item() == 10
    PenugasanJadwal.objects.all().delete()
    ringkas = bulan(pemda).ringkas
    assert ringkas.filter(pegawai_id=baru.pk)["tanpa_jadwal"].item() == 12
    assert ringkas["hari_kerja"].sum() == 0


def test_roster_absence_and_correction_are_read() -> None:
    pemda = kecil.bangun(1)
    satu = pemda.pegawai[0]
    Roster.objects.create(pegawai=satu, tanggal=SENIN, jadwal=None)
    Ketidakhadiran.objects.create(
        pegawai=satu, jenis_id=8, no_surat="1", tanggal_surat=SENIN,
        berlaku=berlaku_sejak(date(2025, 10, 7), date(2025, 10, 9)),
    )  # fmt: skip
    KoreksiPresensi.objects.create(
        pegawai=satu, tanggal=date(2025, 10, 9), masuk=450, pulang=960, alasan="mesin mati",
        disetujui_pada=kecil.AT,
    )  # fmt: skip
    b = bulan(pemda)
    kode = [hari(b, satu, date(2025, 10, n))["kode"] for n in (6, 7, 8, 9, 10)]
    assert kode == [0, 6, 6, 1, 5]
    assert b.ringkas["hadir_izin"].item() == 2


def test_a_year_without_holidays_is_refused_by_name() -> None:
    pemda = kecil.bangun(1)
    with pytest.raises(KalenderKosong, match="tahun 2024 masih kosong"):
        hari_sebulan(instansi_id=pemda.instansi.pk, periode=202405, aturan=kecil.aturan())


def test_sheets_hold_what_was_computed() -> None:
    pemda = kecil.bangun(2)
    tanpa_jabatan = kecil.orang(pemda.instansi, 9, None)
    ketuk(pemda, ("1", SENIN, "07:40"), ("1", SENIN, "16:05"))
    b = bulan(pemda)
    assert write_sheets(b) == 3
    assert write_sheets(b) == 3  # again: the same rows
    lembar = LembarPresensi.objects.get(periode=OKTOBER, pegawai=pemda.pegawai[0])
    assert (lembar.skpd_id, lembar.tl, lembar.menit_tl, lembar.hadir) == (
        pemda.skpd[0].pk,
        1,
        10,
        1,
    )
    senin = read_days(lembar.hari)[5]
    assert (senin.kode, senin.masuk, senin.menit_tl) == (StatusHari.TL, 460, 10)
    assert LembarPresensi.objects.get(pegawai=tanpa_jabatan).skpd_id is None
    jumlah = b.ringkas.row(0, named=True)
    assert lembar.potongan_bp == jumlah["potongan_bp"]
    assert lembar.alpa_runtun == jumlah["alpa_runtun"]


def test_a_day_folded_again_equals_the_month_computed_anew() -> None:
    pemda = kecil.bangun(3)
    write_sheets(bulan(pemda))
    ketuk(pemda, ("1", SENIN, "07:31"), ("1", SENIN, "16:05"), ("2", SENIN, "09:30"))
    hasil = recompute_days(
        instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=kecil.aturan(), at=kecil.AT
    )
    assert (hasil.diperbarui, hasil.dibuat, hasil.terkunci) == (2, 0, 0)
    lipat = [list(r) for r in LembarPresensi.objects.order_by("pegawai_id").values_list()]
    write_sheets(bulan(pemda))
    penuh = [list(r) for r in LembarPresensi.objects.order_by("pegawai_id").values_list()]
    for a, b in zip(lipat, penuh, strict=True):
        assert [bytes(x) if isinstance(x, memoryview) else x for x in a] == [
            bytes(x) if isinstance(x, memoryview) else x for x in b
        ]


def test_people_without_a_sheet_get_their_month_so_far() -> None:
    pemda = kecil.bangun(1)
    at = datetime(2025, 10, 8, 12, tzinfo=UTC)
    ketuk(pemda, ("1", SENIN, "07:20"), ("1", SENIN, "16:05"), at=at)
    hasil = recompute_days(
        instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=kecil.aturan(), at=at
    )
    assert (hasil.diperbarui, hasil.dibuat) == (0, 1)
    lembar = LembarPresensi.objects.get()
    assert (lembar.hadir, lembar.alpa, lembar.belum) == (1, 3, 18)


def test_a_locked_month_never_changes_but_the_day_is_remembered() -> None:
    pemda = kecil.bangun(2)
    write_sheets(bulan(pemda))
    PeriodeUnit.objects.create(
        skpd=pemda.skpd[0], periode=OKTOBER, status="terkunci", dikunci_pada=kecil.AT
    )
    sebelum = bytes(LembarPresensi.objects.get(pegawai=pemda.pegawai[0]).hari)
    ketuk(pemda, *[(n, SENIN, j) for n in "12" for j in ("07:20", "16:05")])
    for _ in range(2):
        recompute_days(
            instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=kecil.aturan(), at=kecil.AT
        )
    assert write_sheets(bulan(pemda)) == 1
    satu, dua = (LembarPresensi.objects.get(pegawai=p) for p in pemda.pegawai)
    assert bytes(satu.hari) == sebelum
    assert (satu.hadir, dua.hadir) == (0, 1)
    tersentuh = HariTersentuh.objects.get()
    assert (tersentuh.pegawai, tersentuh.tanggal) == (pemda.pegawai[0], SENIN)


def test_queries_do_not_grow_with_people(django_assert_max_num_queries) -> None:
    pemda = kecil.bangun(12)
    with django_assert_max_num_queries(11):
        bulan(pemda)


def test_the_running_month_knows_what_is_not_over() -> None:
    pemda = kecil.bangun(1)
    b = bulan(pemda, kini=datetime(2025, 10, 6, 2, tzinfo=UTC))
    assert np.array_equal(b.hasil.hari["kode"][0, :7], [5, 5, 0, 0, 0, 7, 7])


def test_whatever_changed_is_found_by_comparing_with_the_facts() -> None:
    pemda = kecil.bangun(3)
    write_sheets(bulan(pemda))
    PeriodeUnit.objects.create(
        skpd=pemda.skpd[0], periode=OKTOBER, status="terkunci", dikunci_pada=kecil.AT
    )
    for p in pemda.pegawai[:2]:  # leave entered late: the first one's month is locked
        Ketidakhadiran.objects.create(
            pegawai=p, jenis_id=1, no_surat="1", tanggal_surat=SENIN,
            berlaku=berlaku_sejak(SENIN, date(2025, 10, 8)),
        )  # fmt: skip
    for _ in range(2):
        hasil = refold_month(
            instansi=pemda.instansi, periode=OKTOBER, at=kecil.AT, law=kecil.hukum()
        )
    assert (hasil.diperbarui, hasil.terkunci) == (0, 1)
    tersentuh = HariTersentuh.objects.order_by("tanggal").values_list("pegawai_id", "tanggal")
    assert list(tersentuh) == [(pemda.pegawai[0].pk, date(2025, 10, n)) for n in (6, 7)]
    lembar = {s.pegawai_id: s.izin for s in LembarPresensi.objects.all()}
    assert lembar == {p.pk: int(n == 1) * 2 for n, p in enumerate(pemda.pegawai)}


def test_a_tap_after_midnight_of_the_first_reaches_last_months_shift() -> None:
    pemda = kecil.bangun(1)
    malam = kecil.jadwal_lima_hari(pemda.instansi, "MALAM", 1200, 420)
    satu, akhir = pemda.pegawai[0], date(2025, 9, 30)
    HariLibur.objects.create(tanggal=date(2025, 9, 5), nama="Maulid")
    Roster.objects.create(pegawai=satu, tanggal=akhir, jadwal=malam)
    ketuk(pemda, ("1", akhir, "19:55"))
    september = hari_sebulan(instansi_id=pemda.instansi.pk, periode=202509, aturan=kecil.aturan())
    write_sheets(september)
    hasil = ketuk(pemda, ("1", date(2025, 10, 1), "07:02"))
    refold_touched(
        instansi=pemda.instansi, tersentuh=hasil.tersentuh, at=kecil.AT, law=kecil.hukum()
    )
    hari_terakhir = read_days(LembarPresensi.objects.get(periode=202509).hari)[29]
    assert (hari_terakhir.kode, hari_terakhir.pulang) == (StatusHari.HADIR, 1440 + 422)
