"""Calendars and timetables: seeded once, edited, assigned, and corrections on top."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from selaras.hukum import Law, NotInForce
from selaras.presensi.models import (
    HariLibur,
    KoreksiPresensi,
    PenugasanJadwal,
    PeriodeRamadan,
    Roster,
)
from selaras.presensi.services import (
    add_koreksi,
    assign_jadwal,
    cancel_koreksi,
    delete_libur,
    save_jadwal,
    save_libur,
    save_ramadan,
    seed_calendar,
    set_roster,
    standard_hours,
)

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_calendar_is_seeded_from_2019_to_2027_once() -> None:
    libur, ramadan = seed_calendar(at=AT)
    assert libur > 150
    assert ramadan == 8
    assert seed_calendar(at=AT) == (0, 0)
    natal = HariLibur.objects.get(tanggal=date(2025, 12, 25))
    assert (natal.nama, natal.cuti_bersama) == ("Hari Raya Natal", False)
    assert HariLibur.objects.get(tanggal=date(2025, 12, 26)).cuti_bersama
    assert PeriodeRamadan.objects.get(tahun=2025).mulai == date(2025, 3, 1)
    assert [r.tahun for r in PeriodeRamadan.objects.filter(perkiraan=True)] == [2027]


def test_a_year_that_an_admin_filled_is_left_alone() -> None:
    save_libur(tanggal=date(2025, 5, 1), nama="Hari Buruh", cuti_bersama=False, actor=kecil.ACTOR)
    seed_calendar(at=AT, tahun=[2025, 2026])
    assert HariLibur.objects.filter(tanggal__year=2025).count() == 1
    assert HariLibur.objects.filter(tanggal__year=2026).count() > 15


def test_a_holiday_is_changed_in_place_and_deleted() -> None:
    hari = date(2025, 5, 1)
    for bersama in (False, True):
        libur, _ = save_libur(tanggal=hari, nama="Uji", cuti_bersama=bersama, actor=kecil.ACTOR)
    assert HariLibur.objects.get().cuti_bersama
    delete_libur(libur=libur, actor=kecil.ACTOR)
    assert not HariLibur.objects.exists()


@pytest.mark.parametrize("sampai", [date(2026, 2, 1), date(2026, 3, 10), date(2026, 4, 20)])
def test_a_ramadan_of_another_length_is_refused(sampai) -> None:
    with pytest.raises(ValidationError, match="29 atau 30 hari"):
        save_ramadan(
            tahun=2026, mulai=date(2026, 2, 19), sampai=sampai, perkiraan=False, actor=kecil.ACTOR
        )


def test_the_standard_week_comes_from_the_law() -> None:
    aturan = Law.load().pada(date(2025, 10, 1))
    jam = standard_hours(aturan)
    assert sorted(jam) == [1, 2, 3, 4, 5]
    assert (jam[5].masuk, jam[5].pulang, jam[5].pulang_ramadan) == (450, 990, 930)
    with pytest.raises(NotInForce):
        standard_hours(aturan, "6hari")


def test_a_timetable_is_written_by_code_and_replaced_whole() -> None:
    pemda = kecil.bangun(1)
    jam = standard_hours(Law.load().pada(date(2025, 10, 1)))
    a, _ = save_jadwal(instansi=pemda.instansi, kode="X", nama="A", jam=jam, actor=kecil.ACTOR)
    b, _ = save_jadwal(
        instansi=pemda.instansi, kode="X", nama="B", jam={1: jam[1]}, actor=kecil.ACTOR
    )
    assert (a.pk, b.nama, b.hari.count()) == (b.pk, "B", 1)


def test_a_new_assignment_ends_the_one_before() -> None:
    pemda = kecil.bangun(1)
    lain = kecil.jadwal_lima_hari(pemda.instansi, "LAIN")
    unit = pemda.skpd[0]
    assign_jadwal(jadwal=pemda.jadwal, unit=unit, mulai=date(2025, 1, 1), actor=kecil.ACTOR)
    assign_jadwal(jadwal=lain, unit=unit, mulai=date(2025, 10, 1), actor=kecil.ACTOR)
    assign_jadwal(jadwal=pemda.jadwal, unit=unit, mulai=date(2025, 10, 1), actor=kecil.ACTOR)
    baris = PenugasanJadwal.objects.filter(unit=unit).order_by("berlaku")
    assert [(b.jadwal, b.berlaku.lower, b.berlaku.upper) for b in baris] == [
        (pemda.jadwal, date(2025, 1, 1), date(2025, 10, 1)),
        (pemda.jadwal, date(2025, 10, 1), None),
    ]
    with pytest.raises(ValidationError, match="mulai 01-10-2025"):
        assign_jadwal(jadwal=lain, unit=unit, mulai=date(2025, 9, 1), actor=kecil.ACTOR)


def test_a_roster_replaces_what_stood_on_its_dates() -> None:
    pemda = kecil.bangun(1)
    satu, hari = pemda.pegawai[0].pk, date(2025, 10, 6)
    set_roster(baris=[(satu, hari, pemda.jadwal.pk)], actor=kecil.ACTOR)
    set_roster(baris=[(satu, hari, None)], actor=kecil.ACTOR)
    assert Roster.objects.get().jadwal is None


def test_a_later_correction_replaces_and_cancelling_brings_back_what_was_before() -> None:
    pemda = kecil.bangun(1)
    isi = {"pegawai": pemda.pegawai[0], "tanggal": date(2025, 10, 6), "alasan": "mesin mati"}
    satu = add_koreksi(**isi, masuk=450, pulang=None, actor=kecil.ACTOR, at=kecil.AT)
    dua = add_koreksi(**isi, masuk=455, pulang=None, actor=kecil.ACTOR, at=kecil.AT)
    assert KoreksiPresensi.objects.get(dibatalkan_pada__isnull=True) == dua
    cancel_koreksi(koreksi=dua, actor=kecil.ACTOR, at=kecil.AT)
    assert KoreksiPresensi.objects.get(dibatalkan_pada__isnull=True) == satu
    satu.refresh_from_db()
    cancel_koreksi(koreksi=satu, actor=kecil.ACTOR, at=kecil.AT)
    assert not KoreksiPresensi.objects.filter(dibatalkan_pada__isnull=True).exists()
    for masuk in (None, 5000):
        with pytest.raises(ValidationError):
            add_koreksi(**isi, masuk=masuk, pulang=None, actor=kecil.ACTOR, at=kecil.AT)
