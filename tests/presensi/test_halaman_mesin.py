"""The pages about machines: approve with a place, order, secure, PINs, quarantine; silence told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.presensi.models import (
    AntreanLipat,
    HariLibur,
    Jadwal,
    JadwalHari,
    KabarMesin,
    Ketukan,
    KetukanKarantina,
    KetukanTertahan,
    Mesin,
    PenugasanJadwal,
    PerintahMesin,
    PinMesin,
    Situs,
)
from selaras.presensi.services import approve_mesin, queue_refold
from selaras.presensi.services.alat.mesin_diam import in_working_hours, warn_of_silence
from selaras.presensi.services.hitung.antre import fold_queued
from selaras.presensi.views.mesin_urus import advice

pytestmark = pytest.mark.django_db
KAMIS = datetime(2025, 12, 18, 2, tzinfo=UTC)  # 09.00 WIB


@pytest.fixture
def admin(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["admin_bkpsdm"])
    return client


@pytest.fixture
def mesin(dunia: Dunia) -> Mesin:
    satu: Mesin = dunia.objek["mesin"]
    approve_mesin(mesin=satu, zona="Asia/Jakarta", actor=system_actor("uji", at=KAMIS), at=KAMIS)
    return satu


def test_approving_an_unplaced_machine_asks_where_and_takes_what_was_held(
    dunia: Dunia,
    admin: Client,
) -> None:
    asing = Mesin.objects.create(
        situs=Situs.objects.create(instansi=dunia.instansi["uji"], nama=Mesin.TANPA_SITUS),
        sn="ASING-1",
    )
    KetukanTertahan.objects.create(
        mesin=asing, pin="7", detik=1_762_154_921, diterima_pada=KAMIS, kode_kerja=""
    )
    jawab = admin.get(f"/presensi/mesin/{asing.pk}/")
    assert "1 ketukan tertahan" in jawab.content.decode()
    alamat = f"/presensi/mesin/{asing.pk}/setujui/"
    kurang = admin.post(alamat, {"zona": "Asia/Jakarta"})
    assert kurang.status_code == 422 and "di mana" in kurang.content.decode()
    assert not Ketukan.objects.exists()
    jawab = admin.post(alamat, {"zona": "Asia/Jakarta", "situs": dunia.objek["situs"].pk})
    assert jawab.status_code == 302
    tap = Ketukan.objects.get()
    assert (tap.situs_id, tap.pegawai_id) == (dunia.objek["situs"].pk, dunia.pegawai["staf"].pk)
    assert not KetukanTertahan.objects.exists()


def test_an_order_is_explained_confirmed_and_can_be_taken_back(mesin: Mesin, admin: Client) -> None:
    alamat = f"/presensi/mesin/{mesin.pk}/perintah/"
    assert "1 nama" in admin.get(alamat + "kirim_pengguna/").content.decode()
    assert not PerintahMesin.objects.exists(), "looking asks for nothing"
    admin.post(alamat + "kirim_pengguna/")
    admin.post(alamat + "kirim_pengguna/")
    salah = admin.post(alamat + "kirim_ulang/", {"dari": "2025-12-10", "sampai": "2025-12-01"})
    assert salah.status_code == 422
    admin.post(alamat + "kirim_ulang/", {"dari": "2025-12-01", "sampai": "2025-12-10"})
    assert list(PerintahMesin.objects.order_by("pk").values_list("jenis", "status")) == [
        ("kirim_pengguna", "antri"),
        ("kirim_ulang", "antri"),
    ]
    assert admin.get(alamat + "hapus_semua/").status_code == 404
    admin.post(f"/presensi/mesin/{mesin.pk}/perintah/batal/")
    assert set(PerintahMesin.objects.values_list("status", flat=True)) == {"dibatalkan"}


def test_addresses_are_checked_and_a_secret_path_is_made(mesin: Mesin, admin: Client) -> None:
    alamat = f"/presensi/mesin/{mesin.pk}/pengaman/"
    salah = admin.post(alamat, {"alamat_mesin": "10.20.3", "rahasia": "tetap"})
    assert salah.status_code == 422 and "bukan alamat jaringan" in salah.content.decode()
    admin.post(alamat, {"alamat_mesin": "10.20.3.0/24 10.1.1.1", "rahasia": "baru"})
    mesin.refresh_from_db()
    assert mesin.alamat_boleh == "10.20.3.0/24, 10.1.1.1"
    assert len(mesin.situs.rahasia) == 16
    assert mesin.situs.rahasia in admin.get(f"/presensi/mesin/{mesin.pk}/").content.decode()


def test_a_pin_that_ends_can_be_anothers(dunia: Dunia, mesin: Mesin, admin: Client) -> None:
    pin = PinMesin.objects.get(pin="7")
    assert "7" in admin.get(f"/presensi/mesin/{mesin.pk}/pin/").content.decode()
    alamat = f"/presensi/mesin/{mesin.pk}/pin/{pin.pk}/"
    assert admin.post(alamat, {"sampai": "2019-01-01"}).status_code == 422
    assert admin.post(alamat, {"sampai": "2025-12-01"}).status_code == 302
    PinMesin.objects.create(
        situs=pin.situs, pin="7", pegawai=dunia.pegawai["kepala"],
        berlaku=berlaku_sejak(date(2025, 12, 1)),
    )  # fmt: skip


def test_the_quarantine_says_what_to_do(mesin: Mesin, admin: Client) -> None:
    KetukanKarantina.objects.create(
        situs=mesin.situs, mesin=mesin, mentah="7\t2099", diterima_pada=KAMIS,
        alasan="waktunya di masa depan: periksa jam mesin",
    )  # fmt: skip
    isi = admin.get("/presensi/karantina/").content.decode()
    assert "periksa jam mesin" in isi and advice("waktunya di masa depan") in isi


def test_the_list_and_a_machine_need_few_questions(
    mesin: Mesin, admin: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    KabarMesin.objects.create(mesin=mesin, terakhir=now() - timedelta(hours=1))
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        isi = admin.get("/presensi/mesin/").content.decode()
    assert "Tidak terdengar" in isi
    assert mesin.sn in admin.get("/presensi/mesin/?sambungan=diam").content.decode()
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        admin.get(f"/presensi/mesin/{mesin.pk}/")


@pytest.fixture
def jam_kerja(dunia: Dunia) -> Jadwal:
    jadwal: Jadwal = dunia.objek["jadwal"]
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 6)
    )
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=dunia.instansi["uji"], berlaku=berlaku_sejak(date(2020, 1, 1))
    )
    return jadwal


def test_the_officer_of_the_unit_hears_of_a_silent_machine_once(
    dunia: Dunia,
    mesin: Mesin,
    jam_kerja: Jadwal,
) -> None:
    KabarMesin.objects.create(mesin=mesin, terakhir=KAMIS - timedelta(seconds=91))
    assert warn_of_silence(at=KAMIS - timedelta(seconds=2)) == 0, "89 seconds are no silence"
    assert warn_of_silence(at=KAMIS) == 1
    assert warn_of_silence(at=KAMIS + timedelta(minutes=10)) == 0, "once for each silence"
    satu = Pemberitahuan.objects.get()
    assert satu.person_id == dunia.pegawai["pengelola_kepegawaian"].pk
    assert "tidak terdengar sejak 08.58 WIB" in satu.judul
    KabarMesin.objects.update(terakhir=KAMIS + timedelta(hours=1))
    assert warn_of_silence(at=KAMIS + timedelta(hours=2)) == 1, "another silence"


@pytest.mark.parametrize(
    ("waktu", "kerja"),
    [
        (datetime(2025, 12, 18, 6, 31), True),
        (datetime(2025, 12, 18, 6, 29), False),
        (datetime(2025, 12, 18, 17, 0), True),
        (datetime(2025, 12, 18, 17, 1), False),
        (datetime(2025, 12, 20, 9, 0), False),
        (datetime(2025, 12, 25, 9, 0), False),
    ],
)
def test_only_working_hours_count(
    mesin: Mesin, jam_kerja: Jadwal, waktu: datetime, kerja: bool
) -> None:
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    at = (waktu - timedelta(hours=7)).replace(tzinfo=UTC)
    assert in_working_hours(mesin, at) is kerja


def test_a_waiting_day_asked_for_again_while_it_is_done_stays(
    dunia: Dunia,
) -> None:
    uji, staf = dunia.instansi["uji"], dunia.pegawai["staf"]
    hari = date(2025, 12, 1)
    assert queue_refold(instansi_id=uji.pk, tersentuh=[(staf.pk, hari)] * 3) == 1
    assert queue_refold(instansi_id=uji.pk, tersentuh=[(staf.pk, hari)]) == 0
    AntreanLipat.objects.update(diambil_pada=KAMIS)
    assert queue_refold(instansi_id=uji.pk, tersentuh=[(staf.pk, hari)]) == 1
    assert AntreanLipat.objects.get().diambil_pada is None
    assert fold_queued(at=KAMIS) == 1
    assert not AntreanLipat.objects.exists()
