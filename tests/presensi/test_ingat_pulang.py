"""Who came and has not been seen to leave is reminded once, a while after her work ended."""

from datetime import date

import pytest

from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.hukum import Law
from selaras.presensi.services.benah.pengingat import (
    not_clocked_in,
    not_clocked_out,
    remind_to_clock_in,
    remind_to_clock_out,
)

from . import pemda_kecil as kecil
from .test_bulan_presensi import SENIN, ketuk

pytestmark = pytest.mark.django_db
# Work ends at 16.00 in Makassar.


def aturan(menit: int = 30):
    law = Law.from_dict({"daerah": {"uji": {}}, **kecil.ATURAN_ISI,
                         "presensi.ingat_pulang_menit": menit,
                         "presensi.ingat_masuk_menit": menit})  # fmt: skip
    return law.pada(date(2025, 10, 1))


def who(pemda, jam: str, menit: int = 30) -> list[str]:
    found = not_clocked_out(
        instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=aturan(menit),
        kini=kecil.lokal(SENIN, jam),
    )  # fmt: skip
    return [p.nama for p in pemda.pegawai if p.pk in found]


@pytest.fixture
def pemda():
    """The first came and stayed, the second left, the third never came."""
    pemda = kecil.bangun()
    ketuk(pemda, ("1", SENIN, "07:20"), ("2", SENIN, "07:25"), ("2", SENIN, "16:05"))
    return pemda


def test_only_who_came_and_was_not_seen_to_leave(pemda) -> None:
    assert who(pemda, "16:30") == ["Pegawai 1"]


@pytest.mark.parametrize("jam", ["15:00", "16:29", "19:01"])
def test_not_before_her_time_nor_in_the_night(pemda, jam: str) -> None:
    assert who(pemda, jam) == []


def test_the_region_may_leave_people_alone(pemda) -> None:
    assert who(pemda, "16:30", menit=0) == []


def test_who_is_away_with_leave_is_left_alone(pemda) -> None:
    Ketidakhadiran.objects.create(
        pegawai=pemda.pegawai[0], jenis=JenisKetidakhadiran.objects.get(kode="DL"), no_surat="1",
        tanggal_surat=SENIN, berlaku=berlaku_sejak(SENIN, date(2025, 10, 7)),
    )  # fmt: skip
    assert who(pemda, "16:30") == []


def test_it_is_said_once_a_day(pemda) -> None:
    def remind(jam: str) -> int:
        return remind_to_clock_out(
            instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=aturan(),
            kini=kecil.lokal(SENIN, jam),
        )  # fmt: skip

    assert (remind("16:30"), remind("16:45")) == (1, 0)
    told = Pemberitahuan.objects.get()
    assert told.person_id == pemda.pegawai[0].pk and "selesai 16.00" in told.isi


def absent(pemda, jam: str, menit: int = 15) -> list[str]:
    found = not_clocked_in(
        instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=aturan(menit),
        kini=kecil.lokal(SENIN, jam),
    )  # fmt: skip
    return [p.nama for p in pemda.pegawai if p.pk in found]


def test_who_has_not_been_seen_a_while_after_the_start(pemda) -> None:
    assert absent(pemda, "07:44") == []
    assert absent(pemda, "07:45") == ["Pegawai 3"]  # a colleague of the first, who came
    assert absent(pemda, "07:45", menit=0) == []


def test_where_taps_come_later_nobody_is_reminded() -> None:
    pemda = kecil.bangun()  # all of an SKPD unseen: its machine's file is brought in the evening
    ketuk(pemda, ("2", SENIN, "07:20"))
    assert absent(pemda, "08:00") == []


def test_the_reminder_of_the_morning_is_said_once(pemda) -> None:
    def remind(jam: str) -> int:
        return remind_to_clock_in(
            instansi_id=pemda.instansi.pk, tanggal=SENIN, aturan=aturan(15),
            kini=kecil.lokal(SENIN, jam),
        )  # fmt: skip

    assert (remind("07:45"), remind("08:00")) == (1, 0)
    assert "mulai 07.30" in Pemberitahuan.objects.get().isi
