"""The pages of law in a browser: read a value, change day and region, all accessible."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from selaras.core.accounts.models import User


@pytest.fixture
def hukum(page: Page, live_server: Any, masuk: Callable[[User], None], transactional_db: None):
    masuk(User.objects.create_user("198501012010012001", nama="Rahma Yulia"))
    page.goto(f"{live_server.url}/hukum/?pada=2025-09-01&daerah=balangan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hukum dan aturan")
    return page


def test_list_and_parameter_are_accessible(
    hukum: Page, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    foto(hukum, "hukum-daftar")
    periksa_aksesibilitas(hukum)
    hukum.goto(f"{hukum.url}&q=bobot")
    hukum.get_by_role("link", name="Bobot produktivitas dan disiplin").click()
    expect(hukum.get_by_role("heading", level=1)).to_have_text("Bobot produktivitas dan disiplin")
    foto(hukum, "hukum-parameter")
    periksa_aksesibilitas(hukum)


def test_another_region_changes_the_list_and_the_address(hukum: Page) -> None:
    hukum.get_by_label("Daerah").select_option("contoh")
    expect(hukum.locator("#daftar")).to_contain_text("Contoh, bukan hukum")
    expect(hukum).to_have_url(re.compile("daerah=contoh"))


def test_from_a_parameter_one_goes_to_the_same_in_another_region(hukum: Page) -> None:
    hukum.get_by_role("searchbox", name="Judul, kunci, atau isi aturan").fill("basis")
    hukum.get_by_role("link", name="Dari apa potongan kehadiran diambil").click()
    hukum.get_by_role("link", name="Kota Pematangsiantar").click()
    expect(hukum.get_by_text("tidak ada nilai yang berlaku").first).to_be_visible()
