"""The installable application: manifest, worker and shells name what is there and nobody's data."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

pytestmark = pytest.mark.django_db
LURING = ("/presensi/ketuk/luring/", "/aktivitas/luring/")


@pytest.fixture
def dunia() -> Dunia:
    return build()


def _list(worker: str, nama: str) -> Any:
    cocok = re.search(rf"const {nama} = (.+);", worker)
    assert cocok is not None
    return json.loads(cocok[1])


def _exists(url: str) -> bool:
    return finders.find(url.removeprefix("/static/")) is not None


def test_the_manifest_starts_at_the_clock_in_and_names_icons_that_exist(client: Client) -> None:
    jawaban = client.get("/aplikasi.webmanifest")
    assert jawaban["Content-Type"] == "application/manifest+json"
    isi = jawaban.json()
    assert isi["start_url"] == reverse("presensi:ketuk")
    assert {i["sizes"] for i in isi["icons"]} == {"192x192", "512x512"}
    for ikon in isi["icons"]:
        assert _exists(ikon["src"]), ikon


def test_the_worker_stands_at_the_root_and_lists_shells_and_files_that_exist(
    client: Client,
) -> None:
    jawaban = client.get("/pekerja.js")
    assert "no-cache" in jawaban["Cache-Control"]
    teks = jawaban.content.decode()
    assert _list(teks, "CANGKANG") == {"/presensi/ketuk/": LURING[0], "/aktivitas/": LURING[1]}
    berkas = _list(teks, "BERKAS")
    assert {"/static/ketuk/ketuk.js", "/static/vendor/ikon.svg"} <= set(berkas)
    assert [nama for nama in berkas if "?" not in nama and not _exists(nama)] == []


def test_shells_are_the_same_for_everybody(client: Client, dunia: Dunia) -> None:
    tamu = [client.get(u).content for u in LURING]
    client.force_login(dunia.user["staf"])
    assert [client.get(u).content for u in LURING] == tamu
    for isi in tamu:
        assert b"csrf" not in isi.lower()
        assert b"data-akun=" not in isi


def test_the_worker_changes_when_a_shell_does(client: Client, settings: Any) -> None:
    lama = _list(client.get("/pekerja.js").content.decode(), "VERSI")
    assert _list(client.get("/pekerja.js").content.decode(), "VERSI") == lama
    settings.TAMPILAN = {**settings.TAMPILAN, "nama": "Lain"}
    assert _list(client.get("/pekerja.js").content.decode(), "VERSI") != lama


def test_every_page_names_the_manifest(client: Client) -> None:
    isi = client.get("/akun/masuk/").content.decode()
    assert 'rel="manifest" href="/aplikasi.webmanifest"' in isi
