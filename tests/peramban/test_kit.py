"""The kit's page in a browser: it is accessible, keeps the policy, and its parts work."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran


@pytest.fixture
def admin(transactional_db: None) -> User:
    user = User.objects.create_user("198501012010012001", nama="Rahma Yulia")
    PenugasanPeran.objects.create(
        user=user, peran="admin_bkpsdm", berlaku=berlaku_sejak(date(2020, 1, 1))
    )
    return user


@pytest.fixture
def kit(page: Page, live_server: Any, masuk: Callable[[User], None], admin: User) -> Page:
    masuk(admin)
    page.goto(f"{live_server.url}/kit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Komponen tampilan")
    return page


def test_kit_is_accessible_in_both_sizes_and_themes(
    kit: Page, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    foto(kit, "kit")
    periksa_aksesibilitas(kit)


def test_a_figure_opens_the_drawer_and_escape_closes_it(
    kit: Page, foto: Callable[[Page, str], None]
) -> None:
    kit.locator("#k-mengapa").get_by_role("link", name="Mengapa?").click()
    laci = kit.get_by_role("dialog")
    expect(laci.get_by_role("heading", name="Potongan disiplin")).to_be_visible()
    expect(laci).to_contain_text("Porsi disiplin dikali potongan terlambat.")
    foto(kit, "laci")
    kit.keyboard.press("Escape")
    expect(laci).to_be_hidden()
    expect(kit).to_have_url(kit.url.split("#")[0])


def test_the_drawers_page_also_stands_alone(kit: Page, live_server: Any) -> None:
    kit.goto(f"{live_server.url}/kit/penjelasan/")
    expect(kit.get_by_role("heading", level=1)).to_have_text("Potongan disiplin")


def test_search_changes_the_list_and_the_address_and_back_returns(kit: Page) -> None:
    kit.keyboard.press("/")
    kit.keyboard.type("tidakada")
    expect(kit.locator("#daftar")).to_contain_text("Tidak ada yang cocok dengan saringan")
    expect(kit).to_have_url(re.compile("q=tidakada"))
    kit.go_back()
    expect(kit.locator("#daftar")).to_contain_text("Rahma Yulia")


def test_a_failed_explanation_says_so_in_the_drawer(kit: Page, keluhan: list[str]) -> None:
    kit.route("**/kit/penjelasan/", lambda route: route.abort())
    kit.locator("#k-mengapa").get_by_role("link", name="Mengapa?").click()
    expect(kit.get_by_role("dialog")).to_contain_text("Penjelasan tidak dapat diambil")
    keluhan.clear()  # the browser rightly reports the connection we cut


def test_the_column_chooser_hides_a_column(kit: Page) -> None:
    kit.locator("#daftar summary", has_text="Kolom").click()
    kit.locator("#daftar").get_by_label("Dibuat").uncheck()
    kit.locator("#daftar").get_by_role("button", name="Terapkan").click()
    expect(kit.locator("#daftar").get_by_role("columnheader", name="Dibuat")).to_have_count(0)
    expect(kit.locator("#daftar").get_by_role("columnheader", name="NIP")).to_have_count(1)


def test_phone_has_at_most_five_places_below(kit: Page) -> None:
    kit.set_viewport_size({"width": 390, "height": 844})
    bawah = kit.get_by_role("navigation", name="Menu ponsel").get_by_role("link")
    assert 1 < bawah.count() <= 5
    bawah.last.click()
    expect(kit.get_by_role("heading", level=1)).to_have_text("Semua halaman")


def test_a_wide_table_fades_at_the_edge_while_there_is_more(kit: Page) -> None:
    kit.set_viewport_size({"width": 720, "height": 844})
    tabel = kit.locator(".tabel-bungkus").first
    expect(tabel).to_have_class(re.compile("ada-kanan"))
    tabel.evaluate("e => { e.scrollLeft = e.scrollWidth; }")
    expect(tabel).not_to_have_class(re.compile("ada-kanan"))


def test_a_row_of_a_list_is_a_card_on_a_phone_and_nothing_goes_sideways(kit: Page) -> None:
    kit.set_viewport_size({"width": 390, "height": 844})
    tabel = kit.locator(".tabel-daftar").first
    assert tabel.evaluate("e => e.scrollWidth <= e.clientWidth")
    kartu = tabel.locator("tbody tr").first
    assert kartu.evaluate("e => getComputedStyle(e).display") == "grid"
    kepala = tabel.locator("thead a").first
    expect(kepala).to_be_visible()
    judul = kartu.locator("td[data-judul]:visible").first
    assert judul.evaluate("e => getComputedStyle(e, '::before').content") not in ("none", '""')
