"""Hours, holidays, Ramadan changed in mid-month: only the touched days of the touched people."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.hukum import Law
from selaras.pegawai.models import RiwayatJabatan
from selaras.periode.models import PeriodeUnit
from selaras.presensi import lembar
from selaras.presensi.models import HariTersentuh, Ketukan, LembarPresensi, Roster
from selaras.presensi.services import (
    Jam,
    assign_jadwal,
    delete_libur,
    fold_month,
    save_jadwal,
    save_libur,
    save_ramadan,
)
from selaras.presensi.services.kerja import jam_berubah as modul
from selaras.presensi.services.masuk.ketukan import ensure_partitions

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 31, 15, tzinfo=UTC)
AKTOR = system_actor("Petugas uji", at=AT)
HUKUM = kecil.hukum()
BULAN = [date(2025, 10, 1) + timedelta(days=n) for n in range(31)]


@pytest.fixture
def pemda(monkeypatch: pytest.MonkeyPatch) -> Iterator[kecil.Pemda]:
    """Six people who come at 07.50 (20 minutes late) and leave at 16.05 on every weekday."""
    monkeypatch.setattr(Law, "load", classmethod(lambda cls, *a: HUKUM))
    p = kecil.bangun(6)
    ensure_partitions([date(2025, 9, 30), *BULAN])
    Ketukan.objects.bulk_create(
        Ketukan(situs=p.situs, pin=str(n + 1), waktu=kecil.lokal(t, j), sumber=1, kode_kerja="",
                pegawai=orang, diterima_pada=AT)
        for n, orang in enumerate(p.pegawai) for t in BULAN if t.weekday() < 5
        for j in ("07:50", "16:05")
    )  # fmt: skip
    fold_month(instansi_id=p.instansi.pk, periode=202510, aturan=kecil.aturan(), at=AT, actor=AKTOR)
    yield p


def isi() -> np.ndarray:
    """People x 31 days as they are stored."""
    baris = LembarPresensi.objects.filter(periode=202510).order_by("pegawai_id")
    return lembar.decode([b.hari for b in baris]).copy()


def berubah(sebelum: np.ndarray) -> set[tuple[int, int]]:
    """(index of the person, day of the month) whose bytes differ now."""
    orang, hari = np.nonzero(sebelum != isi())
    return {(int(o), int(h) + 1) for o, h in zip(orang, hari, strict=True)}


def kerja(dari: int, sampai: int = 31) -> set[int]:
    """Weekdays of the month but the holiday on the third."""
    return {t.day for t in BULAN if t.weekday() < 5 and dari <= t.day <= sampai} - {3}


def test_a_units_new_hours_touch_its_people_from_that_day_on(pemda: kecil.Pemda) -> None:
    lain = kecil.jadwal_lima_hari(pemda.instansi, "SIANG", masuk=480, pulang=960)
    sebelum = isi()
    _, ikut = assign_jadwal(
        jadwal=lain, unit=pemda.bidang, mulai=date(2025, 10, 20), actor=AKTOR, law=HUKUM
    )
    assert berubah(sebelum) == {(o, h) for o in (0, 2, 4) for h in kerja(20)}
    assert (ikut.diperbarui, ikut.terkunci) == (len(berubah(sebelum)), 0)
    assert isi()["menit_tl"][0, 19] == 0
    assert isi()["menit_tl"][1, 19] == 20


def test_one_persons_hours_touch_nobody_else(pemda: kecil.Pemda) -> None:
    lain = kecil.jadwal_lima_hari(pemda.instansi, "SIANG", masuk=480, pulang=960)
    sebelum = isi()
    assign_jadwal(
        jadwal=lain, pegawai=pemda.pegawai[3], mulai=date(2025, 10, 29), actor=AKTOR, law=HUKUM
    )
    assert berubah(sebelum) == {(3, 29), (3, 30), (3, 31)}


def test_a_holiday_touches_its_day_and_gives_it_back(pemda: kecil.Pemda) -> None:
    awal = isi()
    libur, _ = save_libur(
        tanggal=date(2025, 10, 14), nama="Libur", cuti_bersama=False, actor=AKTOR, law=HUKUM,
        instansi=pemda.instansi,
    )  # fmt: skip
    assert berubah(awal) == {(o, 14) for o in range(6)}
    ditengah = isi()
    save_libur(
        tanggal=date(2025, 10, 14), nama="Nama lain", cuti_bersama=False, actor=AKTOR, law=HUKUM,
        instansi=pemda.instansi,
    )  # fmt: skip
    assert berubah(ditengah) == set()
    delete_libur(libur=libur, actor=AKTOR, law=HUKUM)
    assert berubah(awal) == set()


def test_a_national_holiday_reaches_every_government(pemda: kecil.Pemda) -> None:
    awal = isi()
    _, ikut = save_libur(
        tanggal=date(2025, 10, 14), nama="Cuti bersama", cuti_bersama=True, actor=AKTOR, law=HUKUM
    )
    assert berubah(awal) == {(o, 14) for o in range(6)}
    assert [i.diperbarui for i in ikut] == [6]


def test_the_hours_of_a_timetable_touch_those_who_follow_it(pemda: kecil.Pemda) -> None:
    jam = {h: Jam(540, 960) for h in range(1, 6)}
    siang, _ = save_jadwal(
        instansi=pemda.instansi, kode="SIANG", nama="Siang", jam=jam, actor=AKTOR, law=HUKUM
    )
    Roster.objects.create(pegawai=pemda.pegawai[1], tanggal=date(2025, 10, 8), jadwal=siang)
    assign_jadwal(jadwal=siang, unit=pemda.bidang, mulai=date(2025, 10, 30), actor=AKTOR, law=HUKUM)
    kini = isi()
    save_jadwal(
        instansi=pemda.instansi, kode="SIANG", nama="Siang lagi", jam=jam, actor=AKTOR, law=HUKUM
    )
    assert berubah(kini) == set()
    _, ikut = save_jadwal(
        instansi=pemda.instansi, kode="SIANG", nama="Siang", actor=AKTOR, law=HUKUM,
        jam={h: Jam(460, 960) for h in range(1, 6)},
    )  # fmt: skip
    # The roster's day had not been published by the page: it comes in with the change.
    assert berubah(kini) == {(o, h) for o in (0, 2, 4) for h in (30, 31)} | {(1, 8)}
    assert ikut.diperbarui == 7


def test_ramadan_touches_only_days_that_enter_or_leave_it(pemda: kecil.Pemda) -> None:
    for h in pemda.jadwal.hari.all():
        h.masuk_ramadan, h.pulang_ramadan = 480, 900
        h.save()
    awal = isi()
    save_ramadan(
        tahun=2025, mulai=date(2025, 10, 20), sampai=date(2025, 11, 18), perkiraan=True,
        actor=AKTOR, law=HUKUM,
    )  # fmt: skip
    assert berubah(awal) == {(o, h) for o in range(6) for h in kerja(20)}
    kini = isi()
    save_ramadan(
        tahun=2025, mulai=date(2025, 10, 21), sampai=date(2025, 11, 19), perkiraan=False,
        actor=AKTOR, law=HUKUM,
    )  # fmt: skip
    assert berubah(kini) == {(o, 20) for o in range(6)}


def test_a_locked_month_stays_and_remembers_its_days(pemda: kecil.Pemda) -> None:
    PeriodeUnit.objects.create(
        skpd=pemda.skpd[0], periode=202510, status="terkunci", dikunci_pada=AT
    )
    awal = isi()
    _, (ikut,) = save_libur(
        tanggal=date(2025, 10, 14), nama="Libur", cuti_bersama=False, actor=AKTOR, law=HUKUM,
        instansi=pemda.instansi,
    )  # fmt: skip
    assert berubah(awal) == {(o, 14) for o in (1, 3, 5)}
    assert (ikut.diperbarui, ikut.terkunci) == (3, 3)
    assert {(t.pegawai, t.tanggal.day) for t in HariTersentuh.objects.all()} == {
        (pemda.pegawai[o], 14) for o in (0, 2, 4)
    }


def test_many_days_are_done_by_a_job_that_tells_how_far_it_is(
    pemda: kecil.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modul, "LANGSUNG", 5)
    awal = isi()
    _, (ikut,) = save_libur(
        tanggal=date(2025, 10, 14), nama="Libur", cuti_bersama=False, actor=AKTOR, law=HUKUM,
        instansi=pemda.instansi,
    )  # fmt: skip
    assert ikut.pekerjaan is not None
    assert berubah(awal) == set()
    perform(ikut.pekerjaan.pk)
    pekerjaan = Pekerjaan.objects.get(pk=ikut.pekerjaan.pk)
    assert (pekerjaan.status, pekerjaan.total, pekerjaan.selesai) == ("selesai", 3, 3)
    assert pekerjaan.hasil["pegawai_hari_berubah"] == 6
    assert berubah(awal) == {(o, 14) for o in range(6)}


def test_who_moved_to_the_unit_in_mid_month_follows_it_from_then_on(pemda: kecil.Pemda) -> None:
    lama = RiwayatJabatan.objects.get(pegawai=pemda.pegawai[1])
    tujuan = RiwayatJabatan.objects.get(pegawai=pemda.pegawai[0]).jabatan
    lama.berlaku = berlaku_sejak(lama.berlaku.lower, date(2025, 10, 28))
    lama.save()
    RiwayatJabatan.objects.create(
        pegawai=pemda.pegawai[1], jabatan=tujuan, berlaku=berlaku_sejak(date(2025, 10, 28))
    )
    lain = kecil.jadwal_lima_hari(pemda.instansi, "SIANG", masuk=480, pulang=960)
    awal = isi()
    assign_jadwal(jadwal=lain, unit=pemda.bidang, mulai=date(2025, 10, 23), actor=AKTOR, law=HUKUM)
    assert berubah(awal) == {(o, h) for o in (0, 2, 4) for h in kerja(23)} | {
        (1, h) for h in kerja(28)
    }


def test_without_sheets_nothing_is_done(pemda: kecil.Pemda) -> None:
    LembarPresensi.objects.all().delete()
    _, ikut = save_libur(
        tanggal=date(2025, 10, 14), nama="Libur", cuti_bersama=False, actor=AKTOR, law=HUKUM
    )
    assert ikut == []
    assert not Pekerjaan.objects.exists()


@pytest.mark.parametrize("jam", [time(23, 59), time(0, 1)])
def test_the_shift_before_a_changed_day_is_judged_anew_as_well(
    pemda: kecil.Pemda, jam: time
) -> None:
    """A night that ends on the changed day keeps its tap; the day beside it gives windows back."""
    malam, _ = save_jadwal(
        instansi=pemda.instansi, kode="MALAM", nama="Malam", ikut_libur=False, actor=AKTOR,
        law=HUKUM, jam={h: Jam(1200, (jam.hour * 60 + jam.minute)) for h in range(1, 8)},
    )  # fmt: skip
    Roster.objects.create(pegawai=pemda.pegawai[0], tanggal=date(2025, 10, 13), jadwal=malam)
    awal = isi()
    save_libur(
        tanggal=date(2025, 10, 14), nama="Libur", cuti_bersama=False, actor=AKTOR, law=HUKUM,
        instansi=pemda.instansi,
    )  # fmt: skip
    assert (0, 13) in berubah(awal)
    assert {h for _, h in berubah(awal)} == {13, 14}
