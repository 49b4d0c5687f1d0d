"""Several reads in one statement are what each would be by itself."""

import pytest
from django.db.models import F

from selaras.core.accounts.models import User
from selaras.core.sekaligus import count_each, rows_each
from selaras.presensi.models import HariLibur, LembarPresensi

pytestmark = pytest.mark.django_db


@pytest.fixture
def isi() -> None:
    for n in (2, 1, 3):
        User.objects.create_user(f"u{n}", nama=f"O'r \\ {n}", is_active=n > 1)
        HariLibur.objects.create(tanggal=f"2025-12-0{n}", nama=f"50% {n}")


def test_counts_come_in_one_statement(isi: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        banyak = count_each(
            {
                "semua": User.objects.order_by("nama"),
                "satu": User.objects.filter(username="u2"),
                "kosong": User.objects.none(),
                "hari": HariLibur.objects.filter(nama__contains="%"),
            }
        )
    assert banyak == {"semua": 3, "satu": 1, "kosong": 0, "hari": 3}
    assert count_each({"kosong": User.objects.none()}) == {"kosong": 0}


def test_rows_come_in_their_order_and_as_their_kind(isi: None, django_assert_num_queries) -> None:
    orang = User.objects.order_by("-username").values_list(
        "pk", "nama", "dibuat_pada", "is_active", "last_login"
    )
    hari = HariLibur.objects.annotate(h=F("tanggal")).order_by("tanggal").values_list("h", "nama")
    lembar = LembarPresensi.objects.values_list("hari")
    with django_assert_num_queries(1):
        hasil = rows_each(
            {"orang": orang, "hari": hari[:2], "lembar": lembar, "kosong": orang.none()}
        )
    assert hasil == {
        "orang": list(orang), "hari": list(hari[:2]), "lembar": [], "kosong": [],
    }  # fmt: skip


def test_bytes_come_back_as_they_were(django_assert_num_queries) -> None:
    from django.db.models import BinaryField, Value

    User.objects.create_user("u")
    qs = User.objects.annotate(isi=Value(b"\x00\xff'\\", BinaryField())).values_list("isi")
    assert rows_each({"a": qs}) == {"a": [(b"\x00\xff'\\",)]}
