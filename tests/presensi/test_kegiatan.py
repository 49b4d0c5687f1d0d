"""Apel and upacara: who had to come, who came by tap or list, and what closing records."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.izin.conftest import dunia
from tests.izin.dunia import Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.services import Surat
from selaras.presensi.models import KegiatanBersama, Ketukan, Roster, Situs, TidakApel
from selaras.presensi.selectors.kegiatan import Keadaan, attendance
from selaras.presensi.services.kerja.kegiatan import (
    IsiKegiatan,
    call_kegiatan,
    cancel_kegiatan,
    close_kegiatan,
    write_list,
)
from selaras.presensi.services.kerja.pengecualian import add_exception, withdraw_exception
from selaras.presensi.services.masuk.ketukan import ensure_partitions

from . import pemda_kecil as kecil

__all__ = ["dunia"]
pytestmark = pytest.mark.django_db
SENIN = date(2025, 10, 6)
AT = datetime.fromisoformat("2025-10-06T12:00:00+08:00")
SISTEM = system_actor("Petugas", at=AT)


@pytest.fixture
def pemda() -> kecil.Pemda:
    """1, 3, 5, 7 and 9 must come: 1 taps, 3 comes too late, 5 is on leave, 7 off duty, 9 absent."""
    p = kecil.bangun(9)
    ensure_partitions([SENIN])
    for nomor, jam in ((0, "07:10"), (2, "07:31")):
        Ketukan.objects.create(
            situs=p.situs, pin=str(nomor + 1), waktu=kecil.lokal(SENIN, jam), sumber=1,
            kode_kerja="", pegawai=p.pegawai[nomor], diterima_pada=AT,
        )  # fmt: skip
    Ketidakhadiran.objects.create(
        pegawai=p.pegawai[4], jenis=JenisKetidakhadiran.objects.get(kode="CT"), no_surat="1",
        tanggal_surat=SENIN, berlaku=berlaku_sejak(SENIN, SENIN + timedelta(1)),
    )  # fmt: skip
    Roster.objects.create(pegawai=p.pegawai[6], tanggal=SENIN, jadwal=None)
    return p


def apel(p: kecil.Pemda, situs: Situs | None = None, jenis: str = "apel") -> KegiatanBersama:
    isi = IsiKegiatan(
        jenis, "Apel Senin", SENIN, kecil.lokal(SENIN, "07:30"), 60, 0, "Halaman", situs,
        [p.skpd[0]],
    )  # fmt: skip
    return call_kegiatan(instansi=p.instansi, isi=isi, kunci=uuid.uuid4(), actor=SISTEM, at=AT)


def keadaan(k: KegiatanBersama, at: datetime = AT) -> list[str]:
    return [h.keadaan.value for h in attendance(k, at=at)]


def test_taps_leave_and_duty_tell_who_came(pemda: kecil.Pemda) -> None:
    assert keadaan(apel(pemda)) == ["hadir", "tidak", "izin", "izin", "tidak"]
    pagi = kecil.lokal(SENIN, "07:20")
    assert keadaan(apel(pemda), pagi) == ["hadir", "belum", "izin", "izin", "belum"]


def test_only_taps_at_its_place_count(pemda: kecil.Pemda) -> None:
    lain = Situs.objects.create(instansi=pemda.instansi, nama="Lain")
    assert keadaan(apel(pemda, lain))[0] == Keadaan.TIDAK


def test_an_upacara_excuses_by_leave_alone(pemda: kecil.Pemda) -> None:
    assert keadaan(apel(pemda, jenis="upacara")) == ["hadir", "tidak", "izin", "tidak", "tidak"]


def test_the_officers_list_goes_before_taps_and_closing_records_the_rest(
    pemda: kecil.Pemda,
) -> None:
    k = apel(pemda)
    tiga, asing = pemda.pegawai[2], pemda.pegawai[1]
    write_list(kegiatan=k, hadir={tiga.pk: True, asing.pk: False}, actor=SISTEM, at=AT)
    assert keadaan(k)[1] == Keadaan.HADIR
    assert close_kegiatan(kegiatan=k, actor=SISTEM, at=AT) == 1
    assert TidakApel.objects.get().pegawai == pemda.pegawai[8]
    assert close_kegiatan(kegiatan=k, actor=SISTEM, at=AT) == 0
    assert TidakApel.objects.count() == 1
    k.refresh_from_db()
    with pytest.raises(ValidationError, match="ditutup"):
        write_list(kegiatan=k, hadir={tiga.pk: False}, actor=SISTEM, at=AT)


def test_one_that_is_not_over_is_not_closed(pemda: kecil.Pemda) -> None:
    k = apel(pemda)
    with pytest.raises(ValidationError, match="belum berlangsung"):
        close_kegiatan(kegiatan=k, actor=SISTEM, at=kecil.lokal(SENIN, "07:00"))
    cancel_kegiatan(kegiatan=k, actor=SISTEM, at=AT)
    with pytest.raises(ValidationError, match="dibatalkan"):
        close_kegiatan(kegiatan=k, actor=SISTEM, at=AT)
    assert not TidakApel.objects.exists()


def test_the_page_of_an_event_asks_few_questions(
    dunia: Dunia, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    url = reverse("presensi:kegiatan_satu", args=[dunia.objek["apel"].pk])
    with django_assert_max_num_queries(12):
        assert b"Staf" in client.get(url).content


# -- other hours of one person ----------------------------------------------------------------


def test_a_persons_other_hours_hold_for_her_dates_only(pemda: kecil.Pemda) -> None:
    from selaras.presensi.selectors.hari import load_day

    siang = kecil.jadwal_lima_hari(pemda.instansi, "SIANG", 600, 840)
    satu = pemda.pegawai[0]

    def jam(hari: date) -> tuple[int | None, int | None]:
        fakta = load_day(satu, hari, kecil.aturan(), AT)
        return fakta.jadwal_masuk, fakta.jadwal_pulang

    isi = {
        "pegawai": satu, "jadwal": siang, "mulai": SENIN, "sampai": SENIN + timedelta(1),
        "sebab": "menyusui", "surat": Surat("1", SENIN), "actor": SISTEM, "at": AT,
    }  # fmt: skip
    baris = add_exception(**isi)
    assert jam(SENIN) == jam(SENIN + timedelta(1)) == (600, 840)
    assert jam(SENIN + timedelta(2)) == (450, 960)
    with pytest.raises(ValidationError, match="Sudah ada"):
        add_exception(**isi)
    withdraw_exception(pengecualian=baris, actor=SISTEM, at=AT)
    assert jam(SENIN) == (450, 960)
    add_exception(**isi)
