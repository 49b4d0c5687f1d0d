"""Error pages say what happened and give a number that the answer's header repeats."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from selaras.core.accounts.models import User


def broken(request: HttpRequest) -> HttpResponse:
    """A view with a fault."""
    raise RuntimeError("rahasia dalam")


urlpatterns = [path("rusak/", broken)]
handler500 = "selaras.web.galat.server_error"


@pytest.fixture
def klien(db: None) -> Client:
    klien = Client(raise_request_exception=False)
    klien.force_login(User.objects.create_user("kantor", nama="Kantor"))
    return klien


def test_an_unknown_address_says_so_with_the_number_of_the_log(klien: Client) -> None:
    jawaban = klien.get("/tidak-ada/")
    assert jawaban.status_code == 404
    assert jawaban.headers["X-Nomor-Rujukan"] in jawaban.content.decode()
    assert "tidak ditemukan" in jawaban.content.decode()


def test_a_refusal_names_the_missing_action(klien: Client) -> None:
    jawaban = klien.get("/kit/")
    assert jawaban.status_code == 403
    assert "melihat halaman komponen tampilan" in jawaban.content.decode()


@pytest.mark.parametrize("alamat", ["/kit/", "/tidak-ada/"])
def test_a_signed_in_person_keeps_her_menu(klien: Client, alamat: str) -> None:
    isi = klien.get(alamat).content.decode()
    assert 'aria-label="Menu utama"' in isi
    assert "Nomor rujukan" in isi


def test_an_address_that_is_only_sent_to_says_so(klien: Client) -> None:
    jawaban = klien.get("/akun/sesi/akhiri/")
    assert (jawaban.status_code, jawaban.headers["Allow"]) == (405, "POST")
    isi = jawaban.content.decode()
    assert "hanya menerima kiriman" in isi and 'aria-label="Menu utama"' in isi


def test_a_visitor_and_a_drawer_get_the_plain_page(db: None, klien: Client) -> None:
    assert 'aria-label="Menu utama"' not in Client().get("/tidak-ada/").content.decode()
    laci = klien.get("/kit/", headers={"HX-Request": "true"}).content.decode()
    assert 'aria-label="Menu utama"' not in laci


def test_a_frame_that_fails_does_not_hide_the_error(
    klien: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selaras.web.konteks.menu_for", lambda request: 1 / 0)
    jawab = klien.get("/kit/")
    assert jawab.status_code == 403
    assert "melihat halaman komponen tampilan" in jawab.content.decode()


def test_a_stale_form_says_to_reload(db: None) -> None:
    klien = Client(enforce_csrf_checks=True)
    jawaban = klien.post("/akun/keluar/")
    assert jawaban.status_code == 403
    isi = jawaban.content.decode()
    assert "<h1" in isi
    assert "Formulir sudah kedaluwarsa" in isi
    assert "berwenang" not in isi
    assert "Hak akses" not in isi


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_ours_does_not_blame_the_reader() -> None:
    jawaban = Client(raise_request_exception=False).get("/rusak/")
    assert jawaban.status_code == 500
    assert "bukan kesalahan Anda" in jawaban.content.decode()
    assert "rahasia dalam" not in jawaban.content.decode()
