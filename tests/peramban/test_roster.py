"""Painting a month of duty on a desk, and reading one's own month on a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Buka = Callable[[str, str], Page]
KISI = "/presensi/roster/?periode=202601"


def test_a_row_is_painted_by_keys_and_brush_and_a_stale_stroke_asks(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("admin", KISI)
    lain = page.context.new_page()
    lain.goto(page.url)
    sel = page.locator("tr[data-p]").first.locator("td.rs")
    kabar = page.locator("[data-roster-kabar]")
    sel.nth(0).click()
    page.keyboard.type("pml")
    expect(kabar).to_contain_text("Tersimpan di server")
    expect(sel.nth(1)).to_have_text("M")
    page.get_by_role("button", name="dinas sore").click()
    awal, akhir = (sel.nth(n).bounding_box() for n in (4, 8))
    assert awal and akhir
    page.mouse.move(awal["x"] + 5, awal["y"] + 5)
    page.mouse.down()
    page.mouse.move(akhir["x"] + 5, akhir["y"] + 5, steps=20)
    page.mouse.up()
    expect(kabar).to_contain_text("(5 hari)")

    basi = lain.locator("tr[data-p]").first.locator("td.rs")
    basi.nth(0).click()
    lain.keyboard.press("s")
    dialog = lain.get_by_role("dialog", name="Sel ini sudah diubah orang lain")
    expect(dialog).to_contain_text("P Piket akhir pekan")
    dialog.get_by_role("button", name="Pakai perubahan itu").click()
    expect(basi.nth(0)).to_have_text("P")

    page.reload()  # nothing was lost
    assert sel.all_inner_texts()[:9] == ["P", "M", "L", "", "O", "O", "O", "O", "O"]
    foto(page, "roster")
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("terbit: 8 hari, 1 pegawai")).to_be_visible()


def test_ones_own_month_is_read_on_a_phone(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("pegawai", "/presensi/jadwal-saya/?periode=202512")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_text("19 hari kerja")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Selasa, 2 Desember")).to_contain_text(
        "Dinas luar"
    )
    foto(page, "jadwal-saya")
    periksa_aksesibilitas(page)
