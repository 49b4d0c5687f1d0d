"""Long lists remember their number for a moment, short ones never, and deep pages never."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from selaras.core.accounts.models import User
from selaras.core.halaman import banyaknya, daftar
from selaras.core.halaman.daftar import BANYAK, Daftar, Saringan
from selaras.core.halaman.kolom import Kolom

pytestmark = pytest.mark.django_db
AKTIF = Saringan("aktif", "Aktif", lambda rows, v: rows.filter(is_active=v == "ya"), [("ya", "Ya")])


@pytest.fixture
def orang() -> None:
    User.objects.bulk_create(User(username=f"orang{n:03d}") for n in range(60))


@pytest.fixture
def pendek(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is long from fifty rows."""
    monkeypatch.setattr(banyaknya, "PANJANG", 50)
    monkeypatch.setattr(daftar, "PANJANG", 50)


def number(query: str = "", **tambahan: object) -> int:
    request = RequestFactory().get(f"/?{query}")
    rows = User.objects.filter(username__startswith="orang")
    kolom = [Kolom("username", "NIP", urut="username")]
    return int(
        Daftar(request, rows, kolom, urut="username", saringan=[AKTIF], **tambahan).hitungan[BANYAK]  # type: ignore[arg-type]
    )


@pytest.mark.usefixtures("orang")
def test_a_short_list_is_counted_each_time() -> None:
    assert number() == 60
    User.objects.create(username="orang900")
    assert number() == 61


@pytest.mark.usefixtures("orang", "pendek")
def test_a_long_list_is_counted_once_in_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    assert number() == 60
    User.objects.create(username="orang900")
    with CaptureQueriesContext(connection) as kueri:
        assert number("urut=-username") == 60
    assert len(kueri) == 0
    monkeypatch.setattr(banyaknya._ingatan, "lama_s", 0.0)
    assert number() == 61


@pytest.mark.usefixtures("orang", "pendek")
def test_what_is_counted_from_the_end_or_narrowed_is_counted_anew() -> None:
    assert number() == 60
    User.objects.create(username="orang900")
    assert number("hal=2") == 61
    assert number("hal=akhir") == 61
    assert number("aktif=ya") == 61


@pytest.mark.usefixtures("orang", "pendek")
def test_another_reach_is_another_number() -> None:
    assert banyaknya.count_rows(User.objects.filter(username__startswith="orang")) == 60
    assert banyaknya.count_rows(User.objects.filter(username__startswith="orang0")) == 60
    User.objects.filter(username__gte="orang055").delete()
    sempit = User.objects.filter(username__startswith="orang", username__lt="orang052")
    assert banyaknya.count_rows(sempit) == 52
    assert banyaknya.count_rows(User.objects.none()) == 0
