"""A phone in a browser, for tests of the clock-in: it has a position, is signed in, is pressed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import buka_kantor
from tests.peramban.conftest import UKURAN, session_cookie

ALAMAT = "/presensi/ketuk/"
DI_KANTOR = {"latitude": -2.345700, "longitude": 115.456800, "accuracy": 12}
DI_LUAR = {"latitude": -2.355700, "longitude": 115.456800, "accuracy": 12}
SUDAH, DI_PONSEL = "Sudah diterima", "Tersimpan di ponsel"


@pytest.fixture
def kantor(transactional_db: None) -> Dunia:
    """staf's unit is served by Kantor Alam (tests/izin/dunia.py)."""
    return buka_kantor()


@pytest.fixture
def ponsel(
    browser: Browser, browser_context_args: dict[str, Any], kantor: Dunia
) -> Iterator[BrowserContext]:
    """A phone that may read its position; put away before its office's data are."""
    konteks = browser.new_context(
        **{
            **browser_context_args,
            "viewport": UKURAN["ponsel"],
            "has_touch": True,
            "permissions": ["geolocation"],
            "geolocation": DI_KANTOR,
        }
    )
    yield konteks
    konteks.close()


@pytest.fixture
def masuk_sebagai(
    ponsel: BrowserContext, live_server: LiveServer, kantor: Dunia
) -> Callable[[str], Page]:
    """The page of one's own, opened by somebody of the office on that phone."""

    def open_as(nama: str) -> Page:
        ponsel.clear_cookies()
        ponsel.add_cookies([session_cookie(kantor.user[nama], live_server.url)])  # type: ignore[list-item]
        page = ponsel.new_page()
        page.goto(live_server.url + ALAMAT)
        expect(page.locator("[data-ketuk][data-siap]")).to_have_count(1)
        worker_page_ready(page)
        return page

    return open_as


def worker_page_ready(page: Page) -> None:
    page.evaluate(
        "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller "
        "|| new Promise(r => navigator.serviceWorker.addEventListener('controllerchange', r)))"
        ".then(() => true)"
    )


@pytest.fixture
def staf(masuk_sebagai: Callable[[str], Page]) -> Page:
    return masuk_sebagai("staf")


def tekan(page: Page, jenis: str = "") -> None:
    """One press; the first one on a phone reads the notice."""
    if jenis:
        page.get_by_role("radio", name=jenis).check()
    page.locator(".ketuk-tombol").click()
    setuju = page.get_by_role("button", name="Saya mengerti, pakai posisi")
    tersimpan = page.locator(".ketuk-tombol:not([aria-disabled])")
    expect(setuju.or_(tersimpan).first).to_be_visible()
    if setuju.is_visible():
        setuju.click()
    expect(tersimpan).to_be_visible()


def lencana(page: Page, kata: str) -> Locator:
    """The badges of taps that say so."""
    return page.locator(".ketuk-satu .lencana", has_text=kata)
