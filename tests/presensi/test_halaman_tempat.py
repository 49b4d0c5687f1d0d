"""Places of tapping on their pages: drawn in numbers, refused in words, guarded by units."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.izin.dunia import Dunia, build

from selaras.presensi.models import TempatPresensi

pytestmark = pytest.mark.django_db
LINGKARAN = {
    "nama": "Gudang", "bentuk": "lingkaran", "lintang": "-2,5", "bujur": "115.25",
    "radius_m": "150", "mulai": "2025-01-01",
}  # fmt: skip
SUDUT = "-2,5; 115,2\n-2,5; 115,3\n\n-2,6 115,3\n"


@pytest.fixture
def dunia() -> Dunia:
    return build()


def _post(client: Client, dunia: Dunia, alamat: str, **isi: Any) -> Any:
    return client.post(alamat, {**LINGKARAN, "unit": [dunia.unit["dinas alam"].pk], **isi})


def test_a_circle_is_kept_in_whole_microdegrees(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    assert _post(client, dunia, "/presensi/tempat/baru/").status_code == 302
    gudang = TempatPresensi.objects.get(nama="Gudang")
    assert (gudang.pusat_lintang_e6, gudang.pusat_bujur_e6, gudang.radius_m) == (
        -2_500_000, 115_250_000, 150,
    )  # fmt: skip
    assert [u.unit.nama for u in gudang.unit.all()] == ["Dinas Alam"]
    isi = client.get(f"/presensi/tempat/{gudang.pk}/").content.decode()
    assert 'value="-2,500000"' in isi


def test_a_polygon_has_its_corners_and_their_middle(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    ubah = {"bentuk": "poligon", "poligon": SUDUT, "lintang": "", "bujur": "", "radius_m": ""}
    assert _post(client, dunia, "/presensi/tempat/baru/", **ubah).status_code == 302
    gudang = TempatPresensi.objects.get(nama="Gudang")
    assert gudang.poligon == [
        [-2_500_000, 115_200_000], [-2_500_000, 115_300_000], [-2_600_000, 115_300_000],
    ]  # fmt: skip
    assert (gudang.pusat_lintang_e6, gudang.pusat_bujur_e6) == (-2_550_000, 115_250_000)


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"lintang": "utara"}, "Tulis angka seperti"),
        ({"lintang": "-95"}, "Antara -90 dan 90"),
        ({"lintang": "nan"}, "Antara -90 dan 90"),
        ({"radius_m": ""}, "Isi, atau ketuk tempatnya di peta."),
        ({"radius_m": "900000"}, "kecil"),
        ({"bentuk": "poligon", "poligon": "1; 2\n1; 2\n1; 2"}, "paling sedikit tiga titik"),
        ({"bentuk": "poligon", "poligon": "1; 2\nentah"}, "Baris 2 tidak terbaca"),
        ({"sampai": "2024-12-31"}, "Lebih awal daripada tanggal mulai."),
        ({"unit": []}, "Pilih paling sedikit satu unit"),
        ({"nama": "Kantor Alam"}, "sudah ada"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_place_is_told(
    client: Client, dunia: Dunia, ubah: dict[str, Any], kata: str
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    jawaban = _post(client, dunia, "/presensi/tempat/baru/", **ubah)
    assert jawaban.status_code == 422
    assert kata in jawaban.content.decode()
    assert not TempatPresensi.objects.filter(nama="Gudang").exists()


def test_an_officer_of_one_agency_only_reads_anothers_place(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    _post(client, dunia, "/presensi/tempat/baru/", unit=[dunia.unit["dinas buku"].pk])
    gudang = TempatPresensi.objects.get(nama="Gudang")
    client.force_login(dunia.user["pengelola_kepegawaian"])
    isi = client.get(f"/presensi/tempat/{gudang.pk}/")
    assert isi.status_code == 200
    assert "Simpan tempat" not in isi.content.decode()
    assert _post(client, dunia, f"/presensi/tempat/{gudang.pk}/", radius_m="900").status_code == 403
    gudang.refresh_from_db()
    assert gudang.radius_m == 150


def test_the_list_costs_the_same_however_many(
    client: Client, dunia: Dunia, django_assert_max_num_queries: Any
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    for n in range(30):
        _post(client, dunia, "/presensi/tempat/baru/", nama=f"Gudang {n}")
    with django_assert_max_num_queries(12):
        isi = client.get("/presensi/tempat/").content.decode()
    assert "Lingkaran, radius 150 m" in isi


def test_without_a_tile_server_nothing_is_loaded_from_elsewhere(
    client: Client, dunia: Dunia
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    jawaban = client.get("/presensi/tempat/baru/")
    assert "petak polos" in jawaban.content.decode()
    asal = re.search(r"img-src ([^;]+)", jawaban["Content-Security-Policy"])
    assert asal is not None
    assert set(asal[1].split()) == {"'self'", "data:", "blob:"}
