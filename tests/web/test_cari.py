"""Search finds people by part of a name, by a name with a slip, by NIP; units, posts, law."""

import re

import pytest
from django.test import Client
from tests.izin.dunia import Dunia, build

from selaras.pegawai.models import Pegawai
from selaras.web.pencarian import find

HTMX = {"HX-Request": "true", "HX-Target": "hasil-cari"}


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    for nama, baru in (
        ("staf", "Rahma Yulia"), ("kepala", "Rahmat Hidayat"), ("tetangga", "Siti Nurbaya"),
        ("asing", "Rahma Asing"),
    ):  # fmt: skip
        Pegawai.objects.filter(pk=dunia.pegawai[nama].pk).update(nama=baru)
    return dunia


@pytest.fixture
def sebagai(dunia: Dunia, client: Client):
    def masuk(nama: str) -> Client:
        client.force_login(dunia.user[nama])
        return client

    return masuk


def _found(client: Client, q: str) -> dict[str, list[str]]:
    """Titles of the hits by their kind."""
    html = client.get("/cari/", {"q": q}, headers=HTMX).content.decode()
    assert "<html" not in html
    bagian = re.split(r'<section class="card" aria-label="([^"]+)">', html)[1:]
    return {
        nama: re.findall(r"<b>([^<]+)</b>", isi)
        for nama, isi in zip(bagian[::2], bagian[1::2], strict=True)
    }


@pytest.mark.parametrize(
    ("q", "orang"),
    [
        ("rahma yulia", ["Rahma Yulia"]),
        ("yul", ["Rahma Yulia"]),
        ("RAHMA", ["Rahma Yulia", "Rahmat Hidayat"]),
        ("yulia rahma", ["Rahma Yulia"]),
        ("rahma yulai", ["Rahma Yulia"]),
        ("siti nurbaja", ["Siti Nurbaya"]),
        ("nurbya", ["Siti Nurbaya"]),
        ("198501012010010002", ["Rahma Yulia"]),
        ("19850101 201001 0 002", ["Rahma Yulia"]),
        ("zzzz", []),
    ],
)
def test_people_are_found_by_part_slip_and_number(dunia: Dunia, sebagai, q, orang):
    assert _found(sebagai("admin_bkpsdm"), q).get("Pegawai", []) == orang


def test_what_is_only_alike_is_said_to_be_so(dunia: Dunia, sebagai):
    client = sebagai("admin_bkpsdm")
    assert "Mungkin maksud Anda" in client.get("/cari/", {"q": "nurbya"}).content.decode()
    assert "Mungkin maksud Anda" not in client.get("/cari/", {"q": "nurbaya"}).content.decode()


@pytest.mark.parametrize(
    ("siapa", "orang"),
    [("staf", ["Rahma Yulia"]), ("pengelola_kepegawaian", ["Rahma Yulia", "Rahmat Hidayat"]),
     ("pimpinan", []), ("tanpa pegawai", [])],
)  # fmt: skip
def test_only_people_within_reach(dunia: Dunia, sebagai, siapa, orang):
    assert _found(sebagai(siapa), "rahma").get("Pegawai", []) == orang


def test_units_posts_and_law(dunia: Dunia, sebagai):
    hasil = _found(sebagai("admin_bkpsdm"), "hutan")
    assert hasil["Unit kerja"] == ["Bidang Hutan"]
    assert _found(sebagai("admin_bkpsdm"), "bidang huttan")["Unit kerja"] == ["Bidang Hutan"]
    assert _found(sebagai("admin_bkpsdm"), "jabatan staf")["Jabatan"] == ["Jabatan staf"]
    assert "Bobot produktivitas dan disiplin" in _found(sebagai("staf"), "tpp.bobot")[
        "Hukum dan aturan"
    ]  # fmt: skip


def test_more_than_fits_leads_to_the_list(dunia: Dunia, sebagai):
    html = sebagai("admin_bkpsdm").get("/cari/", {"q": "jabatan"}).content.decode()
    assert "/organisasi/jabatan/?q=jabatan" in html


@pytest.mark.parametrize("q", ["", "a", "%%", "___", "'; drop", "\\", "🙂🙂"])
def test_odd_words_find_nothing_and_break_nothing(dunia: Dunia, sebagai, q):
    assert _found(sebagai("admin_bkpsdm"), q).get("Pegawai", []) == []


def test_the_search_itself_asks_six_questions_at_most(
    dunia: Dunia, django_assert_max_num_queries, rf
):
    from django.utils import timezone

    from selaras.core.permissions.selectors import load_actor

    actor = load_actor(dunia.user["admin_bkpsdm"], at=timezone.now())
    with django_assert_max_num_queries(6):
        find(actor, "rahma")


def test_the_whole_page_stays_within_the_budget(
    dunia: Dunia, sebagai, django_assert_max_num_queries
):
    client = sebagai("admin_bkpsdm")
    with django_assert_max_num_queries(10):
        client.get("/cari/", {"q": "rahma"})


def test_the_box_at_the_head_is_offered_links_and_nothing_else(dunia: Dunia, sebagai):
    usul = {"HX-Request": "true", "HX-Target": "cari-usul"}
    client = sebagai("admin_bkpsdm")
    html = client.get("/cari/", {"q": "siti nurbaja"}, headers=usul).content.decode()
    orang = dunia.pegawai["tetangga"].pk
    assert "<html" not in html
    assert f'href="/kepegawaian/{orang}/"' in html
    assert "mungkin maksud Anda" in html
    assert "Semua hasil untuk “siti nurbaja”" in html
    assert (
        "Tidak ada yang cocok" in client.get("/cari/", {"q": "zz"}, headers=usul).content.decode()
    )
    assert not client.get("/cari/", {"q": "z"}, headers=usul).content.strip()


def test_people_are_found_by_their_post_and_unit(dunia: Dunia, sebagai):
    assert "Rahma Yulia" in _found(sebagai("admin_bkpsdm"), "rahma hutan")["Pegawai"]
