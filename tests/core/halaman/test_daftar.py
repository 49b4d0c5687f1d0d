"""A list page: what the URL may ask of it, and what it answers."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Lower
from django.http import FileResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails
from python_calamine import CalamineWorkbook

from selaras.core.accounts.models import User
from selaras.core.halaman.daftar import Daftar, Saringan
from selaras.core.halaman.kolom import Kolom, follow
from selaras.core.halaman.lembar import write_xlsx

pytestmark = pytest.mark.django_db
KOLOM = [
    Kolom("username", "NIP", jenis="nip", urut="username"),
    Kolom("nama", "Nama", urut="nama~"),
    Kolom("nilai", "Nilai", nilai="pk", jenis="rupiah", urut="pk", jumlah="pk"),
    Kolom("bp", "Persen", nilai=lambda _: 9750, jenis="persen"),
    Kolom("aktif", "Aktif", nilai="is_active", tampil=False),
]
AKTIF = Saringan(
    "aktif",
    "Aktif",
    lambda rows, v: rows.filter(is_active=v == "ya"),
    [("ya", "Ya"), ("tidak", "Tidak")],
)


@pytest.fixture
def orang() -> list[User]:
    return User.objects.bulk_create(
        User(username=f"19850101201001{n:04d}", nama=f"Orang {n:03d}", is_active=n % 2 == 0)
        for n in range(1, 61)
    )


def daftar(query: str = "", **tambahan: Any) -> Daftar:
    request = RequestFactory().get(f"/?{query}")
    return Daftar(
        request, User.objects.all(), KOLOM, cari=("username", "nama"), saringan=[AKTIF],
        urut="nama", **tambahan,
    )  # fmt: skip


def names(d: Daftar) -> list[str]:
    return [baris.nama for baris, _ in d.isi]


def test_pages_hold_25_and_a_page_beyond_the_last_is_the_last(orang: list[User]) -> None:
    assert names(daftar())[0] == "Orang 001"
    assert len(daftar().isi) == 25
    assert names(daftar("hal=99"))[-1] == "Orang 060"
    assert len(daftar("per=50").isi) == 50
    assert len(daftar("per=1000000").isi) == 25


def test_all_words_must_be_found_in_any_of_the_columns(orang: list[User]) -> None:
    assert names(daftar("q=orang+007")) == ["Orang 007"]
    assert names(daftar("q=0007")) == ["Orang 007"]
    assert names(daftar("q=orang+tidakada")) == []


def test_a_sign_that_the_database_refuses_is_left_out_of_the_search(orang: list[User]) -> None:
    assert names(daftar("q=orang%00+007")) == ["Orang 007"]


def test_only_declared_columns_can_be_sorted_by(orang: list[User]) -> None:
    assert names(daftar("urut=-nama"))[0] == "Orang 060"
    assert names(daftar("urut=password"))[0] == names(daftar("urut=bp"))[0]
    assert daftar("urut=user__password").urutan == ("", False)


def test_an_unknown_choice_of_a_filter_is_ignored(orang: list[User]) -> None:
    assert daftar("aktif=tidak").halaman.paginator.count == 30
    assert daftar("aktif=entah").halaman.paginator.count == 60


def test_totals_are_over_all_filtered_rows_not_the_page(orang: list[User]) -> None:
    d = daftar("aktif=ya")
    assert d.jumlah is not None
    assert d.jumlah[2].nilai == sum(o.pk for o in orang if o.is_active)
    assert daftar("q=tidakada").jumlah is None


def test_hidden_columns_are_named_in_the_url_and_the_first_always_stays(orang: list[User]) -> None:
    assert [k.nama for k in daftar().kolom_tampil] == ["username", "nama", "nilai", "bp"]
    assert [k.nama for k in daftar("tanpa=username,nama").kolom_tampil] == [
        "username", "nilai", "bp", "aktif",
    ]  # fmt: skip


def test_a_page_with_its_totals_takes_two_queries_whatever_its_length(orang: list[User]) -> None:
    for query in ("per=25", "per=50"):
        d = daftar(query)
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            assert d.isi
            assert d.jumlah
        assert len(kueri) == 2


def test_a_page_deep_in_many_rows_reads_its_keys_first_and_shows_the_same_rows() -> None:
    User.objects.bulk_create(
        User(username=f"19850101201001{n:04d}", nama=f"Orang {n % 40:03d}") for n in range(1, 1100)
    )
    urutan = list(User.objects.order_by(Lower("nama").desc(), "pk"))
    d = daftar("urut=-nama&hal=40")
    with CaptureQueriesContext(connection) as kueri:
        assert [baris for baris, _ in d.isi] == urutan[975:1000]
        assert d.jumlah
    assert len(kueri) == 3
    assert "password" not in kueri.captured_queries[1]["sql"]


def test_few_rows_left_of_many_are_found_once(orang: list[User]) -> None:
    d = daftar("aktif=ya&urut=-nama&hal=2", per_pilihan=(10,))
    with CaptureQueriesContext(connection) as kueri:
        nama = names(d)
    assert nama == [f"Orang {n:03d}" for n in range(40, 20, -2)]
    hitung, isi = (k["sql"] for k in kueri.captured_queries)
    assert "ARRAY_AGG" in hitung and "IN (" in isi
    assert d.hitungan["_banyak"] == 30


def test_sorting_says_nothing_of_empty_values_where_there_are_none() -> None:
    def arah(urut: str) -> list[bool | None]:
        kolom = Kolom("x", "X", urut=urut)
        return [e.nulls_last for e in kolom.order_by(turun=True, model=User)]

    assert arah("nama~") == [None]
    assert arah("last_login") == [True]
    assert arah("pegawai__nama") == [True]  # not everyone who has an account is a person
    assert arah("hasil_hitungan") == [True]


def test_choices_of_a_filter_are_asked_for_once(orang: list[User]) -> None:
    ditanya: list[int] = []

    def pilihan() -> list[tuple[str, str]]:
        ditanya.append(1)
        return [("ya", "Ya")]

    d = daftar("aktif=ya")
    d.saringan = [Saringan("aktif", "Aktif", lambda rows, _: rows, pilihan)]
    assert d.isi
    assert d.bilah
    assert d.bilah[0]["pilihan"] == [("ya", "Ya")]
    assert len(ditanya) == 1


def test_the_spreadsheet_holds_all_filtered_rows_with_numbers_as_numbers(orang: list[User]) -> None:
    jawaban = daftar("aktif=ya&unduh=xlsx&per=25", berkas="akun").respond()
    assert isinstance(jawaban, FileResponse)
    assert "akun.xlsx" in jawaban.headers["Content-Disposition"]
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    baris = buku.get_sheet_by_index(0).to_python()
    assert baris[0] == ["NIP", "Nama", "Nilai", "Persen", "Aktif"]
    assert len(baris) == 31
    assert baris[1][0] == orang[1].username  # text, so that Excel keeps all 18 digits
    assert baris[1][2] == float(orang[1].pk)
    assert baris[1][3] == 0.975
    jawaban.close()


def test_a_sheet_tells_who_by_a_number_of_its_own(tmp_path: Path) -> None:
    class Orang(str):
        nip = "198609262015051001"

    orang = Kolom("nama", "Nama", jenis="orang")
    write_xlsx(
        str(tmp_path / "a.xlsx"), [orang, Kolom("n", "N")], [{"nama": Orang("Siti"), "n": 1}]
    )
    buku = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert buku.get_sheet_by_index(0).to_python() == [
        ["Nama", "NIP", "N"], ["Siti", "198609262015051001", "1"],
    ]  # fmt: skip
    write_xlsx(str(tmp_path / "b.xlsx"), [Kolom("nip", "NIP"), orang], [{"nip": "1", "nama": "S"}])
    assert CalamineWorkbook.from_path(tmp_path / "b.xlsx").get_sheet_by_index(0).to_python() == [
        ["NIP", "Nama"], ["1", "S"],
    ]  # fmt: skip


def test_a_cell_that_looks_like_a_formula_stays_text(db: None) -> None:
    User.objects.create_user("198501012010010001", nama="=1+1")
    jawaban = daftar("unduh=xlsx").respond()
    assert isinstance(jawaban, FileResponse)
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    assert buku.get_sheet_by_index(0).to_python()[1][1] == "=1+1"
    jawaban.close()


def test_htmx_gets_the_list_alone_and_caches_are_told(orang: list[User]) -> None:
    d = daftar()
    request = d.request
    request.META |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "daftar"}
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    jawaban = d.respond()
    assert "<html" not in jawaban.content.decode()
    assert "HX-Request" in jawaban.headers["Vary"]


def test_the_list_alone_brings_the_words_that_its_page_says_of_it(orang: list[User]) -> None:
    d = daftar()
    request = d.request
    request.META |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "daftar"}
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    sendiri = d.respond(judul="Orang", ringkas="61 orang.").content.decode()
    assert '<h1 id="judul-halaman" hx-swap-oob="true">Orang</h1>' in sendiri
    assert 'id="ringkas" hx-swap-oob="true">61 orang.</p>' in sendiri
    khusus = d.respond("kit/halaman_daftar_lain.html", judul="Orang").content.decode()
    assert "hx-swap-oob" not in khusus, "a page of its own says these words itself"


def test_a_path_with_a_gap_is_no_value_rather_than_an_error() -> None:
    assert follow({"a": None}, "a.b.c") is None
    assert follow({"a": {"b": 3}}, "a.b") == 3


def test_totals_that_a_page_knows_hold_until_something_is_searched(orang: list[User]) -> None:
    tahu = {"_banyak": 61, "nilai": 7}

    def known() -> dict[str, int]:
        return tahu

    def total(d: Daftar) -> list[object]:
        return [s.nilai for s in d.jumlah or []][2:3]

    semua = daftar("per=250", keseluruhan=known)
    assert (semua.halaman.paginator.count, total(semua)) == (61, [7])
    dipilih, genap = daftar("aktif=ya", keseluruhan=known), sum(o.pk for o in orang[1::2])
    assert (dipilih.halaman.paginator.count, total(dipilih)) == (30, [genap])
    tak_tahu = daftar(keseluruhan=lambda: None)
    assert total(tak_tahu) == [sum(o.pk for o in orang)]


def test_a_state_goes_into_a_sheet_by_its_word() -> None:
    kolom = Kolom("status", "Keadaan", jenis="status")
    assert kolom.sheet_value({"status": "kiriman_terkirim"}) == "Terkirim"
    assert kolom.sheet_value({"status": "PNS"}) == "PNS"
    assert kolom.sheet_value({"status": None}) == ""
