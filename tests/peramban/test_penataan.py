"""A new structure in a browser: drawn up and mended by the agency, approved by a leader."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.waktu import today
from selaras.organisasi.models import UnitKerja

Buka = Callable[..., Page]
Periksa = Callable[[Page], None]


@pytest.fixture
def kantor(transactional_db: None) -> Dunia:
    return build()


@pytest.fixture
def mulai() -> date:
    return today() + timedelta(days=60)


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str) -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor.user[nama])
        page.goto(alamat if alamat.startswith("http") else f"{live_server.url}{alamat}")
        return page

    return open_as


def add_item(page: Page, tindakan: str, **isi: str) -> None:
    tambah = page.locator("details", has_text="Tambah butir")
    if tambah.get_attribute("open") is None:
        tambah.locator("summary").click()
    page.get_by_role("link", name=tindakan, exact=True).click()
    for label, nilai in isi.items():
        page.get_by_label(label.replace("_", " ")).fill(nilai)
    page.get_by_role("button", name="Simpan butir").click()
    expect(page.get_by_text("Butir disimpan; temuan dihitung ulang.")).to_be_visible()


@pytest.mark.parametrize("ukuran", list(UKURAN))
def test_a_structure_is_drawn_up_mended_approved_and_waits_for_its_day(
    buka: Buka, mulai: date, ukuran: str, periksa_aksesibilitas: Periksa
) -> None:
    page = buka("admin_bkpsdm", "/organisasi/penataan/", ukuran)
    page.get_by_role("link", name="Mulai rancangan").first.click()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Bidang ini tidak boleh kosong.").first).to_be_visible()
    page.get_by_label("Judul").fill("SOTK uji")
    page.get_by_label("Dasar hukum").fill("Perda 1/2026")
    page.get_by_label("Berlaku mulai").fill(mulai.isoformat())
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1, name="SOTK uji")).to_be_visible()

    add_item(page, "Tutup unit", Unit_yang_ditutup="bidang hutan")
    expect(page.get_by_role("heading", name="Harus dibereskan")).to_be_visible()
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_text("temuan harus dibereskan dulu")).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]

    page.get_by_role("button", name="Tutup pesan").click()
    page.get_by_role("button", name="Hapus butir 1").click()
    expect(page.get_by_role("button", name="Hapus butir 1")).to_have_count(0)
    add_item(page, "Ubah nama, kode, jenis atau induk unit", Unit_asal="bidang hutan",
             Nama_baru="Bidang Rimba")  # fmt: skip
    expect(page.get_by_role("heading", name="Harus dibereskan")).to_have_count(0)
    expect(
        page.get_by_role("list", name="Susunan baru").get_by_text("Bidang Rimba")
    ).to_be_visible()
    page.locator(".ubin", has_text="Pegawai berpindah").get_by_role("link").click()
    expect(page.get_by_role("row").filter(has_text="Bidang Rimba").first).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
    page.go_back()
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_role("button", name="Ajukan")).to_have_count(0)
    expect(page.get_by_role("button", name="Tetapkan")).to_have_count(0)  # not by its author
    alamat = page.url

    page = buka("pimpinan", alamat, ukuran)
    page.get_by_role("button", name="Tetapkan").click()
    expect(page.get_by_text("Akan berlaku")).to_be_visible()
    periksa_aksesibilitas(page)
    (rimba,) = UnitKerja.objects.filter(nama="Bidang Rimba")
    assert rimba.berlaku.lower == mulai
