"""The manual in the app: every file reads, names pages and roles that exist, and is found."""

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.permissions.catalog import role
from selaras.web.navigasi import MENU
from selaras.web.panduan.isi import Panduan, all_pages, by_page

SEMUA = all_pages()


def _page_names() -> set[str]:
    """Every 'room:page' of the site."""
    return {
        f"{ruang}:{nama}"
        for ruang, (_, resolver) in get_resolver().namespace_dict.items()
        for nama in resolver.reverse_dict
        if isinstance(nama, str)
    }


@pytest.mark.parametrize("panduan", SEMUA, ids=lambda p: p.slug)
def test_a_page_of_the_manual_names_only_what_exists(panduan: Panduan) -> None:
    assert set(panduan.halaman) <= _page_names()
    assert all(role(nama).judul for nama in panduan.peran)
    assert panduan.ringkas


@pytest.mark.django_db
@pytest.mark.parametrize("panduan", SEMUA, ids=lambda p: p.slug)
def test_links_between_pages_of_the_manual_lead_somewhere(
    panduan: Panduan, dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    halaman = client.get(f"/panduan/{panduan.slug}/")
    assert halaman.status_code == 200
    isi = panduan.html
    for potong in isi.split('href="../')[1:]:
        slug = potong.split("/", 1)[0]
        assert slug in {p.slug for p in SEMUA}, slug


@pytest.mark.django_db
def test_help_opens_at_the_page_one_stands_on(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    assert by_page()["impor:daftar"].slug == "impor"
    assert 'href="/panduan/impor/"' in client.get("/impor/").content.decode()


@pytest.mark.django_db
def test_words_find_a_task_and_none_says_so(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    assert "/panduan/impor/" in client.get("/panduan/?q=excel").content.decode()
    assert "Tidak ada yang cocok" in client.get("/panduan/?q=zzzz").content.decode()


def test_raw_html_in_the_manual_is_shown_not_used() -> None:
    jahat = Panduan("x", "x", "x", (), (), 1, "<script>alert(1)</script>")
    assert "<script>" not in jahat.html


SENDIRINYA = ("web:beranda", "web:kit", "panduan:daftar")  # homes, components, the manual itself
DIPEGANG = [
    "pegawai", "atasan_langsung", "pengelola_kepegawaian", "verifikator_tpp", "bendahara",
    "admin_bkpsdm", "pimpinan", "auditor",
]  # fmt: skip


@pytest.mark.parametrize("tempat", [b.halaman for b in MENU if b.halaman not in SENDIRINYA])
def test_every_place_of_the_menu_is_explained(tempat: str) -> None:
    assert tempat in by_page(), f"tulis panduan untuk {tempat}"


@pytest.mark.parametrize("peran", DIPEGANG)
def test_each_role_finds_its_own_tasks(peran: str) -> None:
    assert sum(peran in p.peran for p in SEMUA) >= 3
