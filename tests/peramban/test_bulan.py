"""A month in a browser: from home to a figure's article, at the desk and on the phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

Buka = Callable[[str, str], Page]


def test_an_employee_sees_why_a_day_cost_something(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("pegawai", "/tpp/bulan/202510/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bulan saya · Oktober 2025")
    expect(page.locator(".ringkas")).to_contain_text("21 dari 23 hari kerja hadir tepat waktu")
    foto(page, "bulan-saya")
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Selasa, 7 Oktober 2025").click()
    laci = page.get_by_role("dialog")
    expect(laci).to_contain_text("Masuk pukul 08.17, 47 menit sesudah pukul 07.30.")
    expect(laci).to_contain_text("Potongan karena terlambat masuk")
    expect(laci).to_contain_text("Ketukan di")
    foto(page, "hari-laci")


def test_every_line_of_the_instrument_opens_down_to_its_article(buka: Buka) -> None:
    page = buka("pegawai", "/tpp/bulan/202510/")
    laci = page.get_by_role("dialog")
    tautan = page.get_by_role("region", name="Instrumen").locator("a.mengapa:visible")
    jumlah = tautan.count()
    assert jumlah >= 8
    for nomor in range(jumlah):
        tautan.nth(nomor).click()
        expect(laci.locator(".dasar a")).to_be_visible()
        expect(laci.get_by_role("heading", name="Cara menghitung")).to_be_visible()
        page.keyboard.press("Escape")
        expect(laci).to_be_hidden()


def test_discipline_leads_to_the_days_and_a_day_to_its_taps(buka: Buka) -> None:
    page = buka("pegawai", "/tpp/bulan/202510/")
    page.get_by_role("region", name="Instrumen").get_by_role("link", name="97,5%").click()
    laci = page.get_by_role("dialog")
    laci.get_by_role("link", name="Rabu, 15 Oktober 2025").click()
    expect(page.get_by_text("Tidak ada ketukan pulang")).to_be_visible()


def test_a_superior_sees_percentages_but_no_rupiah(
    buka: Buka, regensi_situs: LiveServer, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("atasan", "/tpp/unit/?periode=202510")
    expect(page.get_by_role("columnheader", name="Disiplin")).to_be_visible()
    expect(page.get_by_role("columnheader", name="TPP bruto")).to_have_count(0)
    periksa_aksesibilitas(page)
    page.locator("tbody .orang-nama").first.click()
    instrumen = page.get_by_role("region", name="Instrumen")
    expect(instrumen).to_contain_text("Nilai disiplin")
    expect(instrumen).not_to_contain_text("Rp")


def test_a_verifier_searches_sorts_and_shares_a_view_of_the_unit(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("verifikator", "/tpp/unit/?periode=202510")
    foto(page, "tpp-unit")
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Diterima").click()
    expect(page.get_by_role("columnheader", name="Diterima")).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("rahman")
    expect(page.locator("tbody tr").first).to_contain_text("Rahman")
    alamat = page.url
    assert "urut=diterima" in alamat
    page.goto(alamat)
    expect(page.locator("tbody tr").first).to_contain_text("Rahman")
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Excel").click()
    assert unduhan.value.suggested_filename == "tpp-202510.xlsx"


@pytest.mark.parametrize(
    "nama",
    ["pegawai", "atasan", "pengelola", "verifikator", "bendahara", "admin", "pimpinan", "auditor"],
)
def test_home_of_each_role_greets_and_is_accessible(
    buka: Buka,
    nama: str,
    periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
) -> None:
    page = buka(nama, "/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat")
    expect(page.locator(".kerangka-muat").locator("visible=true")).to_have_count(0)
    foto(page, f"beranda-{nama}")
    periksa_aksesibilitas(page)


def test_search_finds_people_units_and_law(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("admin", "/cari/?q=disiplin")
    expect(page.get_by_role("heading", name="Hukum dan aturan")).to_be_visible()
    periksa_aksesibilitas(page)


def test_an_address_that_is_not_there_gives_a_reference_number(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("pegawai", "/tidak-ada/")
    expect(page.get_by_text("Nomor rujukan")).to_be_visible()
    foto(page, "galat-404")
    periksa_aksesibilitas(page)


def test_another_month_or_a_search_changes_what_the_page_says_of_itself(buka: Buka) -> None:
    page = buka("pengelola", "/tpp/unit/?periode=202511")
    judul, ringkas = page.get_by_role("heading", level=1), page.locator(".ringkas")
    expect(judul).to_have_text("TPP unit · November 2025")
    page.locator("#saring-periode").select_option("202510", force=True)
    expect(judul).to_have_text("TPP unit · Oktober 2025")
    expect(judul).to_be_in_viewport()
    expect(page.locator("#saring-periode")).to_have_value("202510")
    expect(page.locator("#saring-periode")).to_be_focused()
    expect(ringkas).to_have_text("23 pegawai.")
    page.get_by_role("searchbox", name="Nama atau NIP").fill("tidak ada yang bernama begini")
    expect(ringkas).to_be_hidden()
    expect(page).to_have_title(re.compile("^TPP unit · Oktober 2025"))
