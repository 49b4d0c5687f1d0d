"""Overtime by order: one letter for several people, reality from taps, seen by both sides."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.hukum import Law
from selaras.kinerja.aktivitas.selectors.lembur import BELUM_DIATUR, load_lembur, pay_words
from selaras.kinerja.aktivitas.services.lembur import record_orders
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import RiwayatGolongan
from selaras.presensi.models import HariLibur, Ketukan
from selaras.presensi.services.masuk.ketukan import ensure_partitions

__all__ = ["actor", "dunia"]
pytestmark = pytest.mark.django_db
SABTU = date(2025, 11, 8)
AT = datetime(2025, 11, 10, 3, tzinfo=UTC)


@pytest.fixture
def lembur(dunia: Dunia) -> Dunia:
    """Staf is ordered to come on a Saturday from eight to noon (WIB); she leaves at eleven."""
    PerintahLembur.objects.all().delete()
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    ensure_partitions([SABTU])
    staf = dunia.pegawai["staf"]
    for jam in (0, 4):  # UTC = 07.00 and 11.00 WIB
        Ketukan.objects.create(
            situs=dunia.objek["situs"], pin="1", pegawai=staf, sumber=1, kode_kerja="",
            waktu=datetime(2025, 11, 8, jam, 59 if jam == 0 else 0, tzinfo=UTC), diterima_pada=AT,
        )  # fmt: skip
    return dunia


def perintahkan(dunia: Dunia, siapa: str, actor, *nama: str) -> int:
    return record_orders(
        actor=actor(siapa), pegawai_ids=[dunia.pegawai[n].pk for n in nama], tanggal=SABTU,
        mulai=480, selesai=720, no_surat="SPKL/1", tanggal_surat=SABTU, at=AT,
    )  # fmt: skip


def test_one_letter_for_several_people_once(lembur: Dunia, actor) -> None:
    for _ in range(2):
        assert perintahkan(lembur, "pengelola_kepegawaian", actor, "staf", "kepala") == 2
    assert PerintahLembur.objects.count() == 2
    with pytest.raises((Http404, PermissionDenied)):
        perintahkan(lembur, "pengelola_kepegawaian", actor, "staf", "tetangga")
    assert PerintahLembur.objects.count() == 2


def test_reality_stands_beside_the_order(lembur: Dunia, actor) -> None:
    perintahkan(lembur, "pengelola_kepegawaian", actor, "staf", "kepala")
    RiwayatGolongan.objects.create(
        pegawai=lembur.pegawai["staf"], golongan="III/a", berlaku=_selamanya()
    )
    hasil = {
        n.perintah.pegawai.nama: (n.nyata.keadaan.value, n.nyata.menit, n.rupiah)
        for n in load_lembur(
            list(PerintahLembur.objects.select_related("pegawai__instansi")), AT
        ).values()
    }
    # The sample region pays whole hours by rank; who has no rank on record gets no figure.
    assert hasil == {"Staf": ("sebagian", 180, 90_000), "Kepala": ("tanpa_bukti", 0, None)}


def test_an_order_is_paid_by_the_rank_of_its_own_day(lembur: Dunia, actor) -> None:
    from selaras.core.masa import berlaku_sejak

    perintahkan(lembur, "pengelola_kepegawaian", actor, "staf")
    staf, naik = lembur.pegawai["staf"], date(2025, 11, 9)  # the day after
    for golongan, berlaku in (
        ("II/d", berlaku_sejak(date(2020, 1, 1), naik)), ("III/a", berlaku_sejak(naik)),
    ):  # fmt: skip
        RiwayatGolongan.objects.create(pegawai=staf, golongan=golongan, berlaku=berlaku)
    PerintahLembur.objects.create(
        pegawai=staf, tanggal=naik, mulai=480, selesai=540, no_surat="SPKL/9",
        tanggal_surat=naik, dicatat_pada=AT,
    )  # fmt: skip
    semua = list(PerintahLembur.objects.select_related("pegawai__instansi"))
    tarif = Law.load().pada(SABTU, "contoh").tabel("presensi.lembur_tarif")
    sabtu = next(n for n in load_lembur(semua, AT).values() if n.perintah.tanggal == SABTU)
    assert sabtu.rupiah == 3 * tarif["II"]


def _selamanya():
    from selaras.core.masa import berlaku_sejak

    return berlaku_sejak(date(2020, 1, 1))


def test_a_region_without_a_rule_says_so() -> None:
    assert pay_words(Law.load().pada(SABTU, "balangan")) == BELUM_DIATUR
    assert "per jam penuh" in pay_words(Law.load().pada(SABTU, "contoh"))


def test_the_person_and_the_officer_see_it(
    lembur: Dunia, actor, client: Client, django_assert_max_num_queries
) -> None:
    perintahkan(lembur, "pengelola_kepegawaian", actor, "staf", "kepala")
    client.force_login(lembur.user["staf"])
    with django_assert_max_num_queries(12):
        isi = client.get(reverse("aktivitas:lembur_saya")).content.decode()
    assert "kurang dari perintah" in isi
    client.force_login(lembur.user["pengelola_kepegawaian"])
    with django_assert_max_num_queries(12):
        isi = client.get(reverse("aktivitas:lembur")).content.decode()
    assert "kurang dari perintah" in isi
    assert "Tidak ada ketukan yang membuktikan" in isi
    client.force_login(lembur.user["kepala"])
    assert "Tidak ada ketukan" in client.get(reverse("aktivitas:lembur_saya")).content.decode()


def test_many_people_are_entered_by_the_form_and_a_foreign_number_named(
    lembur: Dunia, client: Client
) -> None:
    client.force_login(lembur.user["pengelola_kepegawaian"])
    isi = {
        "tanggal": "2025-11-09", "mulai": "08.00", "selesai": "12.00", "no_surat": "SPKL/2",
        "tanggal_surat": "2025-11-07",
    }  # fmt: skip
    nip = [lembur.pegawai[n].nip for n in ("staf", "kepala", "tetangga")]
    alamat = reverse("aktivitas:lembur_catat")
    hasil = client.post(alamat, isi | {"nip": "\n".join(nip)})
    assert hasil.status_code == 422
    assert nip[2] in hasil.content.decode()
    assert client.post(alamat, isi | {"nip": "\n".join(nip[:2])}).status_code == 302
    assert PerintahLembur.objects.filter(no_surat="SPKL/2").count() == 2
