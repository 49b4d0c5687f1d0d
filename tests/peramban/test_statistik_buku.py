"""Statistics, the region's outline and the printed book in a browser."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.simpeg.statistik import kelompok, selectors

Buka = Callable[..., Page]
Periksa = Callable[[Page], None]


def outline() -> bytes:
    """Two districts; the place of Dinas Alam lies in the first."""

    def square(nama: str, bujur: float) -> dict[str, Any]:
        ring = [[bujur, -2.5], [bujur + 0.3, -2.5], [bujur + 0.3, -2.2], [bujur, -2.2],
                [bujur, -2.5]]  # fmt: skip
        return {"type": "Feature", "properties": {"WADMKC": nama},
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}  # fmt: skip

    fitur = [square("Rimba Raya", 115.3), square("Tanah Datar", 115.6)]
    return json.dumps({"type": "FeatureCollection", "features": fitur}).encode()


@pytest.fixture
def kantor(transactional_db: None, settings: Any, tmp_path: Path) -> Dunia:
    settings.MEDIA_ROOT = tmp_path
    for ingatan in (kelompok.INGATAN, selectors.INGATAN):
        ingatan.clear()  # counts of another test's people
    return build()


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "meja") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def give_outline(page: Page, isi: bytes) -> None:
    berkas = {"name": "batas.geojson", "mimeType": "application/geo+json", "buffer": isi}
    page.set_input_files("input[name=berkas]", berkas)  # type: ignore[arg-type]
    page.get_by_label("Sumber peta").fill("BIG, batas kecamatan")
    page.get_by_role("button", name="Simpan peta").click()


@pytest.mark.parametrize("ukuran", list(UKURAN))
def test_figures_open_their_people_and_the_map_comes_from_the_outline(
    buka: Buka, periksa_aksesibilitas: Periksa, ukuran: str
) -> None:
    page = buka("admin_bkpsdm", "/statistik/", ukuran)
    expect(page.get_by_role("heading", name="Piramida usia")).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
    page.get_by_role("link", name="Proyeksi pensiun").click()
    expect(
        page.get_by_role("heading", name="Pensiun tiap tahun terhadap kebutuhan")
    ).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]

    page.get_by_role("link", name="Peta", exact=True).click()
    page.get_by_role("link", name="Unggah peta").click()
    give_outline(page, b'{"type": "Feature"}')
    expect(page.get_by_text("bukan GeoJSON FeatureCollection")).to_be_visible()
    expect(page.get_by_label("Sumber peta")).to_have_value("BIG, batas kecamatan")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
    give_outline(page, outline())
    expect(page.get_by_text("Peta tersimpan; buku berikutnya memuatnya.")).to_be_visible()

    page = buka("admin_bkpsdm", "/statistik/peta/", ukuran)
    expect(page.get_by_role("img", name="Peta pegawai menurut wilayah")).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
    wilayah = page.get_by_role("row").filter(has_text="Rimba Raya")
    jumlah = wilayah.get_by_role("link").inner_text()
    wilayah.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Wilayah: Rimba Raya")).to_be_visible()
    expect(page.get_by_text(f"dari {jumlah} pegawai")).to_be_visible()


def test_a_book_is_ordered_made_looked_at_and_taken_along_on_a_phone(
    buka: Buka, periksa_aksesibilitas: Periksa
) -> None:
    page = buka("admin_bkpsdm", "/buku-profil/peta/", "ponsel")
    give_outline(page, outline())
    expect(page.get_by_text("Peta tersimpan; buku berikutnya memuatnya.")).to_be_visible()
    page.get_by_role("link", name="Susun buku").first.click()
    page.get_by_label("Ukuran kertas").select_option("a5")
    page.get_by_label("Sertakan daftar nama").check()
    page.get_by_label("Nama penanda tangan").fill("Kepala Badan")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    page.get_by_role("button", name="Susun buku").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buku Profil")
    pekerjaan = Pekerjaan.objects.latest("pk")
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    page.goto(page.url.split("/pekerjaan")[0] + pekerjaan.hasil_url)
    expect(page.get_by_text("PDF/A dan PDF/UA, siap cetak.")).to_be_visible()
    lembar = page.get_by_role("img", name="Halaman 1 dari buku")
    expect(lembar).to_be_visible()
    expect(lembar).to_have_js_property("complete", value=True)
    expect(lembar).not_to_have_js_property("naturalWidth", 0)
    assert lembar.evaluate("e => e.getBoundingClientRect().right <= innerWidth")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh").click()
    assert unduhan.value.suggested_filename.endswith("a5.pdf")
    assert Path(unduhan.value.path()).read_bytes().startswith(b"%PDF-")
