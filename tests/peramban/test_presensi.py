"""A unit's month of attendance in a browser, full of people."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Buka = Callable[[str, str], Page]


def test_the_grid_of_a_month_scrolls_inside_its_frame(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("pengelola", "/presensi/unit/?periode=202511")
    expect(page.locator(".petak").first).to_be_visible()
    foto(page, "presensi-unit")
    periksa_aksesibilitas(page)  # refuses a page wider than its window
    sempit = page.locator(".tabel-bungkus").evaluate("e => e.scrollWidth > e.clientWidth")
    assert sempit  # else nothing was put to the test


def test_the_filtered_skpd_is_brought_up_to_date(buka: Buka) -> None:
    page = buka("admin", "/presensi/unit/?periode=202511")
    page.get_by_role("button", name="Perbarui").click()
    expect(page.get_by_text("Pilih dulu SKPD-nya")).to_be_visible()
    page.get_by_label("SKPD", exact=True).select_option(index=1)
    expect(page).to_have_url(re.compile(r"skpd=\d+"))
    page.get_by_role("button", name="Perbarui").click()
    expect(page.locator(".pesan")).to_contain_text("diperbarui")
