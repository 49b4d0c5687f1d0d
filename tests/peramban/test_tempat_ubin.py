"""The map of a place with a server of tiles: the region's own, here a small one over real HTTP."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as setelan
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import build

from selaras.core.accounts.models import User
from selaras.presensi.models import TempatPresensi

UBIN = re.compile(r"/(\d+)/(\d+)/(\d+)\.png")
# A map that starts at zoom 4 over Indonesia and is clicked in its middle is there.
INDONESIA = (-2.5, 118.0)


class ServerUbin:
    """Draws each tile plain green and remembers what was asked for."""

    def __init__(self) -> None:
        gambar = BytesIO()
        Image.new("RGB", (256, 256), "#9ccc9c").save(gambar, "PNG")
        diminta: list[tuple[int, int, int]] = []

        class Jawab(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                cocok = UBIN.fullmatch(self.path)
                if cocok:
                    z, x, y = (int(n) for n in cocok.groups())
                    diminta.append((z, x, y))
                self.send_response(200 if cocok else 404)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                if cocok:
                    self.wfile.write(gambar.getvalue())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.diminta = diminta
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Jawab)
        self.alamat = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def tutup(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def ubin(settings: Any) -> Iterator[ServerUbin]:
    """Configured as SELARAS_PETA_UBIN would: the pages may load pictures from there, too."""
    server = ServerUbin()
    settings.PETA_UBIN = f"{server.alamat}/{{z}}/{{x}}/{{y}}.png"
    settings.PETA_ATRIBUSI = "Peta Kabupaten Uji"
    asal = setelan.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    arah = asal | {"img-src": [*asal["img-src"], server.alamat]}
    settings.CONTENT_SECURITY_POLICY = setelan.CONTENT_SECURITY_POLICY | {"DIRECTIVES": arah}
    yield server
    server.tutup()


@pytest.fixture
def baru(
    transactional_db: None, ubin: ServerUbin, page: Page, live_server: LiveServer,
    masuk: Callable[[User], None],
) -> Page:  # fmt: skip
    masuk(build().user["pengelola_kepegawaian"])
    page.goto(f"{live_server.url}/presensi/tempat/baru/")
    return page


def test_a_place_is_chosen_on_a_map_whose_tiles_come_from_the_regions_server(
    baru: Page, ubin: ServerUbin, foto: Callable[[Page, str], None]
) -> None:
    peta = baru.locator("[data-peta]")
    expect(peta.locator("img.leaflet-tile-loaded").first).to_be_visible()
    assert {z for z, _, _ in ubin.diminta} == {4}
    expect(peta).to_contain_text("Peta Kabupaten Uji")
    expect(baru.get_by_text("Server peta belum disetel")).to_have_count(0)
    foto(baru, "tempat-ubin")
    baru.get_by_label("Nama tempat").fill("Pelabuhan")
    baru.get_by_role("checkbox", name="Dinas Alam").check()
    peta.click()
    expect(baru.get_by_label("Lintang pusat")).not_to_have_value("")
    baru.get_by_role("button", name="Simpan tempat").click()
    expect(baru.get_by_text("Tempat Pelabuhan tersimpan.")).to_be_visible()
    tempat = TempatPresensi.objects.get(nama="Pelabuhan")
    lintang, bujur = INDONESIA
    assert abs(tempat.pusat_lintang_e6 / 1e6 - lintang) < 0.5
    assert abs(tempat.pusat_bujur_e6 / 1e6 - bujur) < 0.5


@pytest.mark.luring
def test_a_tile_server_that_is_down_leaves_the_form_usable(
    baru: Page, ubin: ServerUbin, live_server: LiveServer, keluhan: list[str]
) -> None:
    ubin.tutup()
    baru.goto(f"{live_server.url}/presensi/tempat/baru/")
    baru.get_by_label("Nama tempat").fill("Gudang")
    baru.get_by_role("checkbox", name="Dinas Alam").check()
    baru.get_by_label("Lintang pusat").fill("-2,5")
    baru.get_by_label("Bujur pusat").fill("115,25")
    baru.get_by_role("button", name="Simpan tempat").click()
    expect(baru.get_by_text("Tempat Gudang tersimpan.")).to_be_visible()
    keluhan.clear()  # the browser names each tile that it could not load
