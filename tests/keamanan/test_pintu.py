"""The sign-in as an attacker tries it: a way out to another site, a session set beforehand."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from tests.izin.dunia import SANDI, Dunia

MASUK = "/akun/masuk/"
KELUAR_SITUS = [
    "//jahat.example/", "///jahat.example", "https://jahat.example/", "/\\jahat.example",
    "\\\\jahat.example", "javascript:alert(1)", "https:jahat.example", "http:///jahat.example",
    "/\t/jahat.example", "https://testserver@jahat.example/", "%2F%2Fjahat.example",
]  # fmt: skip


@pytest.mark.parametrize("tujuan", KELUAR_SITUS)
@pytest.mark.parametrize("cara", ["alamat", "isian"])
def test_signing_in_never_leads_to_another_site(
    dunia: Dunia, client: Client, tujuan: str, cara: str
) -> None:
    isi = {"login": dunia.user["staf"].username, "password": SANDI}
    if cara == "alamat":
        jawab = client.post(MASUK, isi, query_params={"next": tujuan})
    else:
        jawab = client.post(MASUK, {**isi, "next": tujuan})
    assert "_auth_user_id" in client.session
    assert jawab.status_code == 302
    # A path without a scheme or a host, in every browser's reading of slashes and tabs.
    lokasi = jawab["Location"].replace("\\", "/").replace("\t", "")
    assert lokasi == "/" or (":" not in lokasi and not lokasi.startswith("//")), lokasi


def test_signing_out_never_leads_to_another_site(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["staf"])
    jawab = client.post("/akun/keluar/?next=//jahat.example/", {"next": "//jahat.example/"})
    assert "jahat" not in jawab["Location"]


def test_a_session_that_was_set_beforehand_is_not_the_one_that_is_signed_in(
    dunia: Dunia, client: Client
) -> None:
    """Session fixation: the attacker's key opens nothing once the victim signed in with it."""
    sesi = client.session
    sesi["titipan"] = "jahat"
    sesi.save()
    lama = str(sesi.session_key)
    client.cookies[settings.SESSION_COOKIE_NAME] = lama
    client.post(MASUK, {"login": dunia.user["staf"].username, "password": SANDI})
    assert "_auth_user_id" in client.session
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in ("", lama)
    assert not Session.objects.filter(session_key=lama).exists()
    penyerang = Client()
    penyerang.cookies[settings.SESSION_COOKIE_NAME] = lama
    assert penyerang.get("/akun/").status_code == 302


def test_another_person_in_the_same_browser_gets_a_fresh_session(
    dunia: Dunia, client: Client
) -> None:
    kunci = set()
    for nama in ("staf", "tetangga"):
        client.post(MASUK, {"login": dunia.user[nama].username, "password": SANDI})
        kunci.add(client.session.session_key)
        client.post("/akun/keluar/")
    assert len(kunci) == 2


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    dunia: Dunia, client: Client
) -> None:
    client.post(MASUK, {"login": dunia.user["staf"].username, "password": SANDI})
    kue = client.cookies[settings.SESSION_COOKIE_NAME]
    assert kue["httponly"]
    assert kue["samesite"] in {"Lax", "Strict"}
