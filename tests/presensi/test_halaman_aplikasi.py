"""Pages of other applications: a key is shown once, a source's key never, gaps are named."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin import dunia as dunia_izin

from selaras.core.audit.models import Jejak
from selaras.core.jobs.models import Pekerjaan
from selaras.presensi.models import KunciAplikasi, Situs, SumberTarik

pytestmark = pytest.mark.django_db
SANDI = "rahasia-dari-sana"


@pytest.fixture
def dunia(db: None) -> dunia_izin.Dunia:
    return dunia_izin.build()


@pytest.fixture
def admin(dunia) -> Client:
    client = Client()
    client.force_login(dunia.user["admin_bkpsdm"])
    return client


def isian(dunia, **lain) -> dict:
    return {
        "nama": "Hadir Kota", "jenis": "selaras", "alamat": "https://hadir.contoh.go.id/api",
        "rahasia": SANDI, "mulai": "2025-11-03", "jeda_menit": "30", "aktif": "on",
        "instansi": dunia.instansi["uji"].pk, **lain,
    }  # fmt: skip


def test_a_key_is_shown_once_opens_the_door_and_can_be_revoked(dunia, admin) -> None:
    isi = {"nama": "Absen RSUD", "lingkup": ["ketukan.kirim"], "instansi": dunia.instansi["uji"].pk}
    jawab = admin.post(reverse("presensi:kunci_baru"), isi)
    rahasia = jawab.context["rahasia"]
    assert rahasia in jawab.text
    kunci = KunciAplikasi.objects.get(nama="Absen RSUD")
    assert admin.post(reverse("presensi:kunci_baru"), isi).status_code == 422  # the same name
    sama = {**isi, "situs": kunci.situs_id}
    assert admin.post(reverse("presensi:kunci_baru"), sama).status_code == 200
    assert Situs.objects.filter(nama="Absen RSUD").count() == 1

    def kirim() -> int:
        return Client().post(
            reverse("api:ketukan"), {"ketukan": []}, content_type="application/json",
            headers={"Authorization": f"Bearer {rahasia}"},
        ).status_code  # fmt: skip

    assert kirim() == 200
    halaman = reverse("presensi:kunci_satu", args=[kunci.pk])
    assert rahasia not in admin.get(halaman).text + admin.get(reverse("presensi:kunci")).text
    admin.post(reverse("presensi:kunci_cabut", args=[kunci.pk]))
    assert kirim() == 401
    assert "Dicabut" in admin.get(halaman).text
    assert rahasia not in str(list(Jejak.objects.values()))


def test_a_source_is_connected_and_its_key_is_never_shown_again(dunia, admin) -> None:
    jawab = admin.post(reverse("presensi:sumber_baru"), isian(dunia))
    sumber = SumberTarik.objects.get(nama="Hadir Kota")
    assert jawab["Location"] == reverse("presensi:sumber_satu", args=[sumber.pk])
    for nama in ("sumber_satu", "sumber_ubah"):
        assert SANDI not in admin.get(reverse(f"presensi:{nama}", args=[sumber.pk])).text
    ubah = reverse("presensi:sumber_ubah", args=[sumber.pk])
    lama = sumber.rahasia_sandi
    assert admin.post(ubah, isian(dunia, rahasia="", jeda_menit="60")).status_code == 302
    sumber.refresh_from_db()
    assert (sumber.jeda_menit, sumber.rahasia_sandi) == (60, lama)
    lain = isian(dunia, rahasia="", alamat="https://lain.contoh.go.id/")
    assert "isi lagi kuncinya" in admin.post(ubah, lain).text
    admin.post(reverse("presensi:sumber_tarik", args=[sumber.pk]))
    assert Pekerjaan.objects.filter(judul="Mengambil ketukan dari Hadir Kota").count() == 1
    assert SANDI not in str(list(Jejak.objects.values())) + str(list(Pekerjaan.objects.values()))


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        ({"alamat": "http://hadir.contoh.go.id/"}, "https://"),
        ({"rahasia": ""}, "Isi kuncinya"),
        ({"jenis": "fingerspot"}, "cloud ID"),
        ({"jeda_menit": "1"}, "5"),
        ({"nama": "SiHadir"}, "sudah dipakai"),
    ],
)
def test_what_can_not_be_asked_is_refused_at_its_field(dunia, admin, salah, kata) -> None:
    jawab = admin.post(reverse("presensi:sumber_baru"), isian(dunia, **salah))
    assert (jawab.status_code, kata in jawab.text) == (422, True)


def test_lists_take_few_queries_and_a_source_names_its_gaps(
    dunia, admin, django_assert_max_num_queries
) -> None:
    for n in range(12):
        situs = Situs.objects.create(instansi=dunia.instansi["uji"], nama=f"A{n}", jenis="api")
        s = SumberTarik.objects.create(
            instansi=dunia.instansi["uji"], situs=situs, nama=f"A{n}", mulai=date(2025, 1, 1),
            alamat="https://hadir.contoh.go.id/", galat="Kuncinya ditolak (401)", gagal_berturut=3,
        )  # fmt: skip
    with django_assert_max_num_queries(12):
        assert "Kuncinya ditolak" in admin.get(reverse("presensi:aplikasi")).text
    with django_assert_max_num_queries(12):
        admin.get(reverse("presensi:kunci"))
    with django_assert_max_num_queries(12):
        teks = admin.get(reverse("presensi:sumber_satu", args=[s.pk])).text
    assert "hari kerja tanpa satu ketukan pun" in teks
    assert "(3 kali berturut-turut)" in teks
