"""Long lists remember their number for a moment, short ones never, and deep pages never."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.accounts.models import User
from selaras.core.halaman import banyaknya, daftar
from selaras.core.halaman.banyaknya import BANYAK
from selaras.core.halaman.daftar import Daftar, Saringan
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


def number(query: str = "", cookies: dict[str, str] | None = None, **tambahan: object) -> int:
    request = RequestFactory().get(f"/?{query}")
    request.COOKIES.update(cookies or {})
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
def test_what_is_counted_from_the_end_is_counted_anew() -> None:
    assert number() == 60
    User.objects.create(username="orang900")
    assert number("hal=2") == 61
    assert number("hal=akhir") == 61


@pytest.mark.usefixtures("orang")
def test_a_slow_count_is_remembered_however_few_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banyaknya, "LAMBAT_S", 0.0)
    assert number("aktif=ya") == 60
    User.objects.create(username="orang900")
    assert number("aktif=ya") == 60
    assert number() == 61


@pytest.mark.usefixtures("orang", "pendek")
def test_totals_are_remembered_with_the_number() -> None:
    def totals(query: str = "") -> tuple[int, int]:
        request = RequestFactory().get(f"/?{query}")
        rows = User.objects.filter(username__startswith="orang")
        kolom = [Kolom("username", "NIP"), Kolom("nomor", "Nomor", jumlah="pk")]
        hitungan = Daftar(request, rows, kolom).hitungan
        return hitungan[BANYAK], hitungan["_jumlah_nomor"]

    banyak, jumlah = totals()
    assert (banyak, jumlah) == (60, sum(User.objects.values_list("pk", flat=True)))
    baru = User.objects.create(username="orang900")
    assert totals("urut=username") == (60, jumlah)
    assert totals("bulan=2") == (61, jumlah + baru.pk)  # another page: its names may mean other


@pytest.mark.usefixtures("orang", "pendek")
def test_who_has_just_changed_something_sees_it_counted(client: Client) -> None:
    """Her browser carries the mark for longer than anything is remembered."""
    assert number() == 60
    client.force_login(User.objects.create(username="orang900"))
    assert banyaknya.KUKI not in client.get("/").cookies
    tanda = client.post(reverse("pemberitahuan:baca_semua")).cookies[banyaknya.KUKI]
    assert tanda["max-age"] > banyaknya.LAMA_S and tanda["httponly"]
    assert number() == 60
    assert number(cookies={tanda.key: tanda.value}) == 61
    assert number() == 61  # and so does everybody from then on


@pytest.mark.usefixtures("orang", "pendek")
def test_a_stranger_gets_no_mark(client: Client) -> None:
    assert banyaknya.KUKI not in client.post("/masuk/").cookies


@pytest.mark.usefixtures("orang", "pendek")
def test_another_reach_is_another_number() -> None:
    assert banyaknya.count_rows(User.objects.filter(username__startswith="orang")) == 60
    assert banyaknya.count_rows(User.objects.filter(username__startswith="orang0")) == 60
    User.objects.filter(username__gte="orang055").delete()
    sempit = User.objects.filter(username__startswith="orang", username__lt="orang052")
    assert banyaknya.count_rows(sempit) == 52
    assert banyaknya.count_rows(User.objects.none()) == 0


@pytest.mark.usefixtures("orang", "pendek")
def test_a_page_that_counts_its_rows_itself_is_told_when_it_must_be_exact() -> None:
    rows = User.objects.filter(username__startswith="orang")
    cara = {"semua": lambda tepat: banyaknya.count_rows(rows, tepat=tepat)}
    assert number(**cara) == 60
    User.objects.create(username="orang900")
    assert number("urut=-username", **cara) == 60
    assert number("hal=2", **cara) == 61
    User.objects.create(username="orang901")
    assert number(cookies={banyaknya.KUKI: "1"}, **cara) == 62


def test_counts_of_everybodys_are_remembered_where_they_are_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tanya: list[int] = []

    def ask() -> dict[int, int]:
        tanya.append(1)
        return {7: len(tanya)}

    def seen(tentang: str, *, tepat: bool = False) -> int:
        return banyaknya.counts_of(tentang, ask, tepat=tepat)[7]

    assert [seen("a"), seen("a")] == [1, 2]  # quick ones never
    monkeypatch.setattr(banyaknya, "LAMBAT_S", 0.0)
    assert [seen("a"), seen("a"), seen("b"), seen("a", tepat=True), seen("a")] == [3, 3, 4, 5, 5]
