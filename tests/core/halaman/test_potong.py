"""Pages cut from either end hold the same rows as one long list cut in pieces."""

import pytest
from django.db.models import F

from selaras.core.accounts.models import User
from selaras.core.halaman import potong
from selaras.core.halaman.potong import Potong, counted_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "urut",
    [("nama", "pk"), ("-nama", "pk"), (F("last_login").asc(nulls_last=True), "-pk"),
     (F("last_login").desc(nulls_last=True), "pk")],
    ids=["naik", "turun", "kosong di akhir", "turun, kosong di akhir"],
)  # fmt: skip
@pytest.mark.parametrize("jumlah", [1, 10, 11, 23])
def test_every_page_is_that_piece_of_the_list(monkeypatch, urut, jumlah: int) -> None:
    monkeypatch.setattr(potong, "BANYAK", 0)
    User.objects.bulk_create(User(username=f"u{n:02}", nama=f"Nama {n % 4}") for n in range(jumlah))
    User.objects.filter(username__in=["u03", "u07"]).update(last_login="2025-10-01T00:00:00Z")
    semua = User.objects.order_by(*urut)
    halaman = Potong(semua, 5, lengkap=User.objects.all(), banyak=jumlah)
    utuh = list(semua)
    for nomor in halaman.page_range:
        potongan = utuh[(nomor - 1) * 5 : nomor * 5]
        assert list(halaman.page(nomor).object_list) == potongan


def test_the_last_page_skips_nobody(monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(potong, "BANYAK", 0)
    User.objects.bulk_create(User(username=f"u{n:02}", nama="Nama") for n in range(12))
    halaman = Potong(User.objects.order_by("pk"), 5, lengkap=User.objects.all(), banyak=12)
    with django_assert_num_queries(2) as kueri:
        halaman.page(3)
    assert "OFFSET" not in kueri.captured_queries[0]["sql"]


@pytest.mark.parametrize(
    ("diminta", "nomor", "isi"),
    [(None, 1, 5), ("2", 2, 5), ("3", 3, 2), ("9", 3, 2), ("0", 1, 5), ("x", 1, 5), ("-1", 1, 5)],
)
def test_a_page_comes_with_the_number_of_all(diminta: str | None, nomor: int, isi: int) -> None:
    User.objects.bulk_create(User(username=f"u{n:02}") for n in range(12))
    halaman = counted_page(User.objects.order_by("username"), 5, diminta)
    assert (halaman.number, len(halaman), halaman.paginator.count) == (nomor, isi, 12)
    assert halaman[0].username == f"u{(nomor - 1) * 5:02}"


def test_one_query_counts_and_reads(django_assert_num_queries) -> None:
    User.objects.bulk_create(User(username=f"u{n:02}") for n in range(12))
    with django_assert_num_queries(1):
        assert counted_page(User.objects.order_by("username"), 5, "2").paginator.num_pages == 3
    assert counted_page(User.objects.none(), 5, "4").paginator.count == 0
