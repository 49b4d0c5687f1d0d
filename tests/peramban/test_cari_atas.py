"""The box at the head of every page offers people, units and law while one types."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.pegawai.models import Pegawai

Periksa = Callable[[Page], None]


@pytest.fixture
def kantor(transactional_db: None) -> Dunia:
    dunia = build()
    Pegawai.objects.filter(pk=dunia.pegawai["staf"].pk).update(nama="Siti Rahmawati")
    return dunia


def test_a_name_with_a_slip_is_offered_and_opened_by_the_arrows(
    page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia,
    periksa_aksesibilitas: Periksa,
) -> None:  # fmt: skip
    masuk(kantor.user["pengelola_kepegawaian"])
    page.goto(f"{live_server.url}/kepegawaian/nominatif/")
    kotak = page.get_by_role("searchbox", name="Cari orang, unit, atau aturan")
    usul = page.locator("#cari-usul")
    kotak.press_sequentially("siit rahmwati")
    orang = usul.get_by_role("link", name="Siti Rahmawati")
    expect(orang).to_be_visible()
    periksa_aksesibilitas(page)
    kotak.press("Escape")
    expect(orang).to_be_hidden()
    expect(kotak).to_have_value("siit rahmwati")
    kotak.fill("rahmawati")
    expect(orang).to_be_visible()
    kotak.press("ArrowDown")
    expect(orang).to_be_focused()
    orang.press("ArrowUp")
    expect(kotak).to_be_focused()
    kotak.press("ArrowDown")
    orang.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Siti Rahmawati")).to_be_visible()
    kotak.fill("rahmawati")
    kotak.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/cari/?q=rahmawati")


def test_a_late_answer_does_not_take_away_what_the_arrows_stand_on(
    page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia
) -> None:
    masuk(kantor.user["pengelola_kepegawaian"])
    page.goto(f"{live_server.url}/kepegawaian/nominatif/")
    kotak = page.get_by_role("searchbox", name="Cari orang, unit, atau aturan")
    orang = page.locator("#cari-usul").get_by_role("link", name="Siti Rahmawati")
    kotak.fill("siti")
    expect(orang).to_be_visible()
    ditahan: list[Route] = []

    def hold(jalan: Route) -> None:
        ditahan.append(jalan)

    page.route(re.compile(r"/cari/\?q="), hold)
    with page.expect_request(re.compile(r"/cari/\?q=rahmawati")):
        kotak.fill("rahmawati")
    kotak.press("ArrowDown")
    expect(orang).to_be_focused()
    with page.expect_response(re.compile(r"/cari/\?q=rahmawati")):
        ditahan[0].continue_()
    page.wait_for_function("!document.querySelector('.htmx-request')")
    expect(orang).to_be_focused()
    orang.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Siti Rahmawati")).to_be_visible()
