"""Drawing a place: by position, by keyboard on a blank grid; as accessible as the rest."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.presensi.models import TempatPresensi


@pytest.fixture
def baru(
    transactional_db: None, page: Page, live_server: LiveServer, masuk: Callable[[User], None]
) -> Page:
    dunia: Dunia = build()
    masuk(dunia.user["pengelola_kepegawaian"])
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -2.5, "longitude": 115.25, "accuracy": 8})
    page.goto(f"{live_server.url}/presensi/tempat/baru/")
    page.get_by_label("Nama tempat").fill("Gudang")
    page.get_by_role("checkbox", name="Dinas Alam").check()
    return page


def test_a_circle_where_one_stands(
    baru: Page, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    baru.get_by_role("button", name="Pakai posisi saya").click()
    expect(baru.get_by_label("Lintang pusat")).to_have_value("-2,500000")
    expect(baru.get_by_text("Posisi dipakai, akurasi ±8 m.")).to_be_visible()
    baru.get_by_label("Geser radius").fill("250")
    expect(baru.get_by_label("Radius (meter)")).to_have_value("250")
    periksa_aksesibilitas(baru)
    foto(baru, "tempat-baru")
    baru.get_by_role("button", name="Simpan tempat").click()
    expect(baru.get_by_text("Tempat Gudang tersimpan.")).to_be_visible()
    gudang = TempatPresensi.objects.get(nama="Gudang")
    assert (gudang.pusat_lintang_e6, gudang.pusat_bujur_e6, gudang.radius_m) == (
        -2_500_000, 115_250_000, 250,
    )  # fmt: skip


def test_a_polygon_by_keyboard_alone(baru: Page) -> None:
    baru.get_by_role("radio", name="Poligon").check()
    peta = baru.locator("[data-peta]")
    sudut = baru.get_by_label("Titik sudut")
    for banyak, gerak in enumerate(("", "ArrowRight", "ArrowDown"), start=1):
        peta.focus()
        if gerak:
            awal = baru.evaluate("document.querySelector('.leaflet-map-pane').style.transform")
            baru.keyboard.press(gerak)
            baru.wait_for_function(  # the map glides there; Enter takes where it is
                "awal => (p => p.style.transform !== awal"
                " && !p.classList.contains('leaflet-pan-anim'))"
                "(document.querySelector('.leaflet-map-pane'))",
                arg=awal,
            )
        baru.keyboard.press("Enter")
        expect(sudut).to_have_value(pattern(banyak))
    baru.get_by_role("button", name="Simpan tempat").click()
    expect(baru.get_by_text("Tempat Gudang tersimpan.")).to_be_visible()
    assert len(TempatPresensi.objects.get(nama="Gudang").poligon) == 3


def pattern(baris: int) -> re.Pattern[str]:
    return re.compile("^" + r"\n".join([r"-?\d+,\d{6}; -?\d+,\d{6}"] * baris) + "$")
