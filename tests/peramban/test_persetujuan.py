"""The inbox in a browser: a superior decides by key at her desk and by thumb on her phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from tests.izin.dunia import Dunia, build
from tests.kinerja.rencana import AT, buat_rencana

from selaras.core.accounts.models import User
from selaras.core.permissions import middleware
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.kinerja.models import RencanaBulan

Periksa = Callable[[Page], None]
Buka = Callable[[str, str], Page]
PONSEL: Any = {"width": 390, "height": 844}


@pytest.fixture
def dunia(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Dunia:
    """Two plans of staf wait for kepala."""
    monkeypatch.setattr(middleware, "now", lambda: AT)
    dunia = build()
    for periode in (202512, 202601):
        buat_rencana(dunia, "staf", "Menyusun laporan", periode=periode, ajukan=True)
    Menunggu.objects.update(perhatian="")
    return dunia


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def test_by_key_one_is_approved_one_sent_back_and_one_taken_back(
    buka: Buka, periksa_aksesibilitas: Periksa
) -> None:
    page = buka("kepala", "/persetujuan/")
    rows = page.locator("[data-baris]")
    preview = page.locator("#pratinjau [data-putusan]")
    expect(rows).to_have_count(2)
    expect(preview).to_be_visible()  # the first row stands there by itself
    expect(page.locator(".sisi .menu-jumlah")).to_contain_text("2")
    first = preview.get_attribute("data-putusan")
    page.keyboard.press("j")
    expect(preview).not_to_have_attribute("data-putusan", str(first))
    second = preview.get_attribute("data-putusan")
    page.keyboard.press("k")
    expect(preview).to_have_attribute("data-putusan", str(first))
    page.keyboard.press("s")
    expect(rows).to_have_count(1)
    expect(page.locator("#pesan")).to_contain_text("disetujui")
    expect(page.locator(".sisi .menu-jumlah")).to_contain_text("1")

    expect(preview).to_have_attribute("data-putusan", str(second))
    page.keyboard.press("b")
    page.keyboard.type("Target bulan ini belum ada.")
    page.get_by_role("button", name="Kembalikan", exact=True).click()
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()
    assert TransisiLog.objects.get(transisi="return").alasan == "Target bulan ini belum ada."

    periksa_aksesibilitas(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator(".baru-putus", has_text="Disetujui").get_by_role("button").click()
    expect(rows).to_have_count(1)
    assert sorted(RencanaBulan.objects.values_list("status", flat=True)) == [
        "diajukan", "dikembalikan",
    ]  # fmt: skip


def test_on_a_phone_a_row_opens_over_the_list_and_a_tap_decides(
    buka: Buka, page: Page, periksa_aksesibilitas: Periksa
) -> None:
    page.set_viewport_size(PONSEL)
    buka("kepala", "/persetujuan/")
    rows = page.locator("[data-baris]")
    expect(rows).to_have_count(2)
    page.locator("[data-buka]").first.click()
    expect(page.locator(".putusan-bar")).to_be_in_viewport()
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator(".putusan-bar")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Setujui Rencana")).first.click()
    expect(rows).to_have_count(1)
    periksa_aksesibilitas(page)


def test_a_sample_is_shown_before_many_are_approved(
    buka: Buka, periksa_aksesibilitas: Periksa
) -> None:
    page = buka("kepala", "/persetujuan/")
    page.get_by_role("button", name="Setujui yang tanpa catatan").click()
    expect(page.get_by_role("heading", name="Setujui 2 usulan")).to_be_visible()
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="Setujui 2 usulan").click()
    expect(page.locator("#pesan")).to_contain_text("2 usulan disetujui")
    assert set(RencanaBulan.objects.values_list("status", flat=True)) == {"disetujui"}


def test_the_other_pages_are_accessible_with_something_on_them(
    buka: Buka, periksa_aksesibilitas: Periksa
) -> None:
    for path in ("mandat/baru/", "kecepatan/"):
        periksa_aksesibilitas(buka("kepala", f"/persetujuan/{path}"))
    page = buka("kepala", "/pemberitahuan/")
    expect(page.locator(".kabar-baru")).to_have_count(2)
    periksa_aksesibilitas(page)


def test_a_page_by_itself_decides_too(buka: Buka) -> None:
    satu = Menunggu.objects.order_by("pk").values_list("pk", flat=True)[0]
    page = buka("kepala", f"/persetujuan/{satu}/")
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.locator("#pesan")).to_contain_text("disetujui")
    expect(page.locator("[data-baris]")).to_have_count(1)


def test_a_decision_keeps_its_word_while_its_row_opens_once_more(buka: Buka) -> None:
    """A slow second opening of the same row takes the form away under nobody's press."""
    page = buka("kepala", "/persetujuan/")
    preview = page.locator("#pratinjau [data-putusan]")
    expect(preview).to_be_visible()
    ditahan = _hold(page, r"/persetujuan/\d+/\?")
    page.locator("[data-buka]").first.click()
    putusan = _hold(page, "/putuskan/")
    page.get_by_role("button", name="Setujui", exact=True).click()
    _until(page, lambda: putusan and ditahan)
    for jalan in (*ditahan, *putusan):
        jalan.continue_()
    expect(page.locator("#pesan")).to_contain_text("disetujui")
    expect(page.locator("[data-baris]")).to_have_count(1)


def test_two_rows_approved_in_one_breath_both_count(buka: Buka) -> None:
    page = buka("kepala", "/persetujuan/")
    expect(page.locator("#pratinjau [data-putusan]")).to_be_visible()
    putusan = _hold(page, "/putuskan/")
    for satu in page.locator(".butir-cepat button").all():
        satu.click()
    _until(page, lambda: putusan)
    putusan[0].continue_()
    _until(page, lambda: len(putusan) == 2)
    putusan[1].continue_()
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()
    expect(page.locator("#pesan > .pesan")).to_have_count(2)
    assert set(RencanaBulan.objects.values_list("status", flat=True)) == {"disetujui"}


@pytest.mark.luring("htmx:sendError", "htmx:afterRequest")
def test_when_the_last_one_finds_no_way_the_list_still_shows_what_became_of_the_first(
    buka: Buka,
) -> None:
    page = buka("kepala", "/persetujuan/")
    expect(page.locator("#pratinjau [data-putusan]")).to_be_visible()
    kedua = page.locator("[data-baris]").nth(1).get_attribute("data-baris")
    putusan = _hold(page, "/putuskan/")
    for satu in page.locator(".butir-cepat button").all():
        satu.click()
    _until(page, lambda: putusan)
    putusan[0].continue_()
    _until(page, lambda: len(putusan) == 2)
    putusan[1].abort("connectionrefused")
    expect(page.locator("[data-baris]")).to_have_count(1)
    assert page.locator("[data-baris]").get_attribute("data-baris") == kedua
    expect(page.locator("#pesan")).to_contain_text("disetujui")
    page.unroute(re.compile("/putuskan/"))
    page.locator(".butir-cepat button").click()
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()


def test_a_row_opened_while_another_is_decided_stands_there_afterwards(buka: Buka) -> None:
    page = buka("kepala", "/persetujuan/")
    preview = page.locator("#pratinjau [data-putusan]")
    expect(preview).to_be_visible()
    kedua = page.locator("[data-baris]").nth(1).get_attribute("data-baris")
    putusan = _hold(page, "/putuskan/")
    page.locator(".butir-cepat button").first.click()
    _until(page, lambda: putusan)
    page.locator("[data-buka]").nth(1).click()
    putusan[0].continue_()
    expect(page.locator("#pesan")).to_contain_text("disetujui")
    expect(preview).to_have_attribute("data-putusan", str(kedua))


def test_a_decision_that_waits_is_not_swept_away_by_a_row_opened_before(buka: Buka) -> None:
    """The second row is on its way when the list's own button and then the first row's decide."""
    page = buka("kepala", "/persetujuan/")
    setujui = page.get_by_role("button", name="Setujui", exact=True)
    expect(setujui).to_be_visible()
    dibuka = _hold(page, r"/persetujuan/\d+/\?")
    putusan = _hold(page, "/putuskan/")
    page.locator("[data-buka]").nth(1).click()
    _until(page, lambda: dibuka)
    page.locator(".butir-cepat button").nth(1).click()
    _until(page, lambda: putusan)
    setujui.click()
    with page.expect_response(re.compile(r"/persetujuan/\d+/\?")):
        dibuka[0].continue_()
    putusan[0].continue_()
    _until(page, lambda: len(putusan) == 2)
    putusan[1].continue_()
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()
    assert set(RencanaBulan.objects.values_list("status", flat=True)) == {"disetujui"}


def _hold(page: Page, pola: str) -> list[Route]:
    """Requests to `pola` wait in the list until the test lets them go."""
    ditahan: list[Route] = []

    def hold(jalan: Route) -> None:
        ditahan.append(jalan)

    page.route(re.compile(pola), hold)
    return ditahan


def _until(page: Page, benar: Callable[[], object]) -> None:
    for _ in range(600):
        if benar():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the request did not come")
