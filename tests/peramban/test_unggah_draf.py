"""Files and drafts in a real browser: a cut line, an ended session, two tabs, wrong and huge files.

On the kit's page, whose example box keeps what it gets.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import gambar, pdf
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.core.drafts.models import Draf
from selaras.core.files.models import Berkas, Unggahan

pytestmark = pytest.mark.django_db(transaction=True)
BESAR = pdf() + b"%" * 1_400_000
KOTAK = "[data-unggah-lanjut] input[type=file]"


@pytest.fixture
def kit(
    page: Page,
    live_server: LiveServer,
    masuk: Callable[[User], None],
    settings: Any,
    tmp_path: Path,
) -> Page:
    """The kit's page, opened by someone who may."""
    settings.MEDIA_ROOT = tmp_path
    dunia: Dunia = build()
    masuk(dunia.user["admin_bkpsdm"])
    page.goto(f"{live_server.url}/kit/")
    return page


def choose(page: Page, nama: str, isi: bytes, jenis: str = "application/pdf") -> None:
    page.set_input_files(KOTAK, {"name": nama, "mimeType": jenis, "buffer": isi})


def test_an_upload_cut_in_the_middle_goes_on_where_it_was(kit: Page, keluhan: list[str]) -> None:
    dikirim: list[int] = []

    def cut(route: Route) -> None:
        if route.request.method != "PUT":
            return route.continue_()
        mulai = int(route.request.headers["upload-offset"])
        dikirim.append(mulai)
        if mulai and dikirim.count(mulai) == 1:
            return route.abort("connectionreset")
        return route.continue_()

    kit.route("**/berkas/unggah/**", cut)
    choose(kit, "Laporan.pdf", BESAR)
    expect(kit.locator(".unggah-tunda")).to_contain_text("Yang sudah terkirim aman")
    expect(kit.locator(".unggah-jadi")).to_contain_text("sudah diterima")
    assert dikirim == [0, 524288, 524288, 1048576, 1048576]
    assert Berkas.objects.get().ukuran == len(BESAR)
    assert kit.locator("[name=eviden_id]").input_value() == str(Berkas.objects.get().pk)
    keluhan.clear()


def test_after_a_reload_the_same_file_goes_on(
    kit: Page, keluhan: list[str], tmp_path: Path
) -> None:
    putus, dikirim = True, list[int]()

    def cut(route: Route) -> None:
        mulai = int(route.request.headers.get("upload-offset", "0"))
        if putus and mulai:
            return route.abort("connectionreset")
        if route.request.method == "PUT":
            dikirim.append(mulai)
        return route.continue_()

    kit.route("**/berkas/unggah/**", cut)
    laporan = tmp_path / "Laporan.pdf"
    laporan.write_bytes(BESAR)
    kit.set_input_files(KOTAK, laporan)
    expect(kit.locator(".unggah-tunda")).to_be_visible()
    kit.reload()
    putus = False
    dikirim.clear()
    kit.set_input_files(KOTAK, laporan)
    expect(kit.locator(".unggah-jadi")).to_be_visible()
    assert dikirim == [524288, 1048576]
    assert Berkas.objects.count() == Unggahan.objects.count() == 1
    keluhan.clear()


def test_what_a_file_is_not_is_said_beside_it(kit: Page) -> None:
    choose(kit, "SK.pdf", gambar())
    expect(kit.locator(".unggah-salah")).to_contain_text(
        "Berkas 'SK.pdf' ternyata gambar. Unggah PDF-nya, isian lain sudah tersimpan."
    )
    assert not Berkas.objects.exists()


def test_300_mb_are_refused_before_anything_is_sent(kit: Page) -> None:
    permintaan: list[str] = []
    kit.on("request", lambda r: permintaan.append(r.url) if "unggah" in r.url else None)
    kit.evaluate(
        """pemilih => {
          const isi = new DataTransfer(), blok = new Uint8Array(1024 * 1024);
          const jenis = {type: 'application/pdf'};
          isi.items.add(new File(Array(300).fill(blok), 'video rapat.pdf', jenis));
          const bidang = document.querySelector(pemilih);
          bidang.files = isi.files;
          bidang.dispatchEvent(new Event('change', {bubbles: true}));
        }""",
        KOTAK,
    )
    expect(kit.locator(".unggah-salah")).to_contain_text("paling besar 10 MB")
    assert permintaan == []


def test_a_large_photo_is_shrunk_on_the_way(kit: Page) -> None:
    besar = io.BytesIO()
    Image.effect_noise((3000, 2400), 90).convert("RGB").save(besar, "JPEG", quality=95)
    choose(kit, "foto kegiatan.jpg", besar.getvalue(), "image/jpeg")
    expect(kit.locator(".unggah-jadi")).to_be_visible()
    berkas = Berkas.objects.get()
    assert berkas.ukuran < len(besar.getvalue()) / 2
    assert berkas.jenis == "image/jpeg"


def test_text_typed_after_the_session_ended_comes_back_after_signing_in(
    kit: Page, live_server: LiveServer, masuk: Callable[[User], None], keluhan: list[str]
) -> None:
    kit.get_by_label("Uraian").fill("Sebelum")
    expect(kit.locator("[data-draf-keadaan]")).to_contain_text("Tersimpan sebagai draf")
    kit.context.clear_cookies()
    kit.get_by_label("Uraian").fill("Sebelum dan sesudah sesi berakhir")
    keadaan = kit.locator("[data-draf-keadaan]")
    expect(keadaan).to_contain_text("Tulisan Anda aman di peramban ini")
    assert Draf.objects.get().isi == [["uraian", "Sebelum"]]
    assert "next=%2Fkit%2F" in (keadaan.get_by_role("link").get_attribute("href") or "")
    masuk(User.objects.get(nama="Admin_Bkpsdm"))
    kit.goto(f"{live_server.url}/kit/")
    expect(kit.get_by_label("Uraian")).to_have_value("Sebelum dan sesudah sesi berakhir")
    expect(keadaan).to_contain_text("dipulihkan dan tersimpan sebagai draf")
    assert Draf.objects.get().isi == [["uraian", "Sebelum dan sesudah sesi berakhir"]]
    assert kit.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draf:'))") == []


@pytest.mark.luring
def test_a_broken_line_keeps_text_and_sends_it_when_it_is_back(
    kit: Page, keluhan: list[str]
) -> None:
    kit.context.set_offline(True)
    kit.get_by_label("Uraian").fill("Ditulis tanpa sinyal")
    keadaan = kit.locator("[data-draf-keadaan]")
    expect(keadaan).to_contain_text("Sambungan terputus")
    kit.context.set_offline(False)
    expect(keadaan).to_contain_text("Tersimpan sebagai draf")
    assert Draf.objects.get().isi == [["uraian", "Ditulis tanpa sinyal"]]
    keluhan.clear()


def test_a_draft_is_restored_and_can_be_thrown_away(kit: Page) -> None:
    kit.get_by_label("Uraian").fill("Draf lama")
    expect(kit.locator("[data-draf-keadaan]")).to_contain_text("Tersimpan")
    kit.reload()
    expect(kit.get_by_label("Uraian")).to_have_value("Draf lama")
    expect(kit.locator("[data-draf-keadaan]")).to_contain_text("Draf dari")
    with kit.expect_navigation():
        kit.get_by_role("button", name="Buang draf").click()
    expect(kit.get_by_label("Uraian")).to_have_value("")
    assert Draf.objects.get().isi is None


def test_two_tabs_do_not_overwrite_each_other_unseen(kit: Page, live_server: LiveServer) -> None:
    lain = kit.context.new_page()
    lain.goto(f"{live_server.url}/kit/")
    lain.get_by_label("Uraian").fill("Dari tab kedua")
    expect(lain.locator("[data-draf-keadaan]")).to_contain_text("Tersimpan")
    kit.get_by_label("Uraian").fill("Dari tab pertama")
    keadaan = kit.locator("[data-draf-keadaan]")
    expect(keadaan).to_contain_text("juga diisi di tab atau perangkat lain")
    assert Draf.objects.get().isi == [["uraian", "Dari tab kedua"]]
    kit.get_by_role("button", name="Pakai yang di sini").click()
    expect(keadaan).to_contain_text("Tersimpan sebagai draf")
    assert Draf.objects.get().isi == [["uraian", "Dari tab pertama"]]
    lain.close()
