"""Seed 003 in a browser: a plan is submitted, decided, sent back; on the desk and on the phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.izin.dunia import Dunia, build
from tests.kinerja.rencana import AT, buat_rencana, buat_skp

from selaras.core.accounts.models import User
from selaras.core.permissions import middleware, system_actor
from selaras.core.workflow.engine import apply
from selaras.kinerja.models import SKP, RencanaBulan

Periksa = Callable[[Page], None]
Foto = Callable[[Page, str], None]
Buka = Callable[[str, str], Page]
LAYAR = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]


@pytest.fixture
def dunia(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Dunia:
    monkeypatch.setattr(middleware, "now", lambda: AT)
    return build()


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def _tersimpan(page: Page) -> None:
    """Everything typed so far has reached the server."""
    expect(page.locator("#keadaan-simpan")).to_have_attribute("data-jenis", "baik")


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_pengajuan_dan_persetujuan_rencana_kerja(
    buka: Buka, dunia: Dunia, layar: Any, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    """Seed 003: isi rencana kerja, ajukan; atasan menyetujui dan memberi ekspektasi."""
    # Pengajuan: "masuk ke dalam menu isi rencana kerja"
    page = buka("staf", "/kinerja/rencana/")
    page.set_viewport_size(layar)
    page.get_by_role("button", name="Isi rencana Desember 2025").click()
    # "Input rencana kerja yang akan diajukan ke atasan"
    page.get_by_label("Rencana kerja", exact=False).first.fill("Menyusun laporan patroli")
    page.get_by_role("textbox", name="Target").first.fill("2")
    page.get_by_label("Satuan").first.fill("laporan")
    page.get_by_role("button", name="Tambah rencana kerja").click()
    page.locator("[data-baris]").nth(1).get_by_role("textbox").first.fill("Rapat koordinasi")
    _tersimpan(page)
    if layar["width"] > 1000:
        foto(page, "rencana-isi")
        periksa_aksesibilitas(page)
        page.set_viewport_size(layar)
    # "kemudian klik ajukan rencana kerja"
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Kepala.")).to_be_visible()
    rencana = RencanaBulan.objects.get(periode=202512)
    assert rencana.status == "diajukan" and rencana.baris.count() == 2
    # Persetujuan: "atasan dapat melakukan persetujuan dan penolakan"
    page = buka("kepala", "/kinerja/rencana/tim/")
    page.get_by_role("link", name="Diajukan").click()
    # "atasan juga bisa memberikan ekspektasi"
    page.get_by_label("Ekspektasi").first.fill("Selesai tanggal 20")
    if layar["width"] > 1000:
        foto(page, "rencana-putus")
        periksa_aksesibilitas(page)
        page.set_viewport_size(layar)
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("Rencana kerja disetujui.")).to_be_visible()
    # Pegawai melihat ekspektasinya
    page = buka("staf", f"/kinerja/rencana/bulan/{rencana.pk}/")
    expect(page.get_by_text("Selesai tanggal 20")).to_be_visible()
    foto(page, "rencana-baca")


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_skp_dikembalikan_dengan_catatan_di_barisnya_lalu_diajukan_lagi(
    buka: Buka, dunia: Dunia, layar: Any, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    atasan = buat_skp(dunia, "kepala", "Hutan lestari", ajukan=True)
    apply(atasan, "approve", actor=system_actor("Uji", at=AT))
    page = buka("staf", "/kinerja/rencana/")
    page.set_viewport_size(layar)
    page.get_by_role("button", name="Susun SKP").click()
    page.get_by_label("Rencana hasil kerja").first.fill("Patroli hutan")
    page.get_by_label("Mendukung hasil kerja atasan").first.select_option("Hutan lestari")
    page.get_by_role("button", name="Ajukan ke atasan").click()
    # Yang kurang disebut di tempatnya; yang sudah diketik tidak hilang
    expect(page.get_by_text("Rencana belum lengkap", exact=False)).to_be_visible()
    expect(page.get_by_label("Rencana hasil kerja").first).to_have_value("Patroli hutan")
    page.get_by_label("Aspek").first.select_option("Kuantitas")
    page.get_by_label("Indikator kinerja individu").first.fill("Jumlah patroli")
    page.get_by_role("textbox", name="Target").first.fill("24 kali")
    _tersimpan(page)
    if layar["width"] > 1000:
        foto(page, "skp-isi")
        periksa_aksesibilitas(page)
        page.set_viewport_size(layar)
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Kepala.")).to_be_visible()
    skp = SKP.objects.get(pegawai=dunia.pegawai["staf"], tahun=2025)
    page = buka("kepala", f"/kinerja/rencana/skp/{skp.pk}/")
    page.get_by_label("Catatan bila dikembalikan").first.fill("Target terlalu umum")
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Tulis alasannya", exact=False)).to_be_visible()
    page.get_by_label("Catatan bila dikembalikan").first.fill("Target terlalu umum")
    page.get_by_label("Kata untuk seluruh rencana").fill("Perjelas targetnya")
    if layar["width"] > 1000:
        foto(page, "skp-putus")
        periksa_aksesibilitas(page)
        page.set_viewport_size(layar)
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("SKP dikembalikan.")).to_be_visible()
    page = buka("staf", f"/kinerja/rencana/skp/{skp.pk}/")
    expect(page.get_by_text("Target terlalu umum")).to_be_visible()
    page.get_by_role("textbox", name="Target").first.fill("2 kali sebulan di tiap resort")
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Kepala.")).to_be_visible()
    page = buka("kepala", f"/kinerja/rencana/skp/{skp.pk}/")
    expect(page.get_by_text("Yang berubah dari pengajuan sebelumnya")).to_be_visible()
    expect(page.locator("ins")).to_contain_text("2 kali sebulan di tiap resort")
    foto(page, "skp-beda")
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("SKP disetujui.")).to_be_visible()


@pytest.mark.luring
def test_a_removed_row_can_be_had_back_and_a_lost_line_loses_nothing(
    buka: Buka, dunia: Dunia, keluhan: list[str]
) -> None:
    """Complaint 20: the connection goes in mid-form; what is typed stays and is sent later."""
    rencana = buat_rencana(dunia, "staf", "Laporan", "Rapat")
    page = buka("staf", f"/kinerja/rencana/bulan/{rencana.pk}/")
    page.get_by_role("button", name="Hapus baris ini").first.click()
    _tersimpan(page)
    assert rencana.baris.count() == 1
    page.get_by_role("button", name="Urungkan").click()
    _tersimpan(page)
    page.context.set_offline(True)
    page.get_by_label("Rencana kerja").nth(1).fill("Rapat koordinasi bulanan")
    expect(page.locator("#keadaan-simpan")).to_contain_text("sambungan terputus")
    page.context.set_offline(False)
    _tersimpan(page)
    uraian = set(rencana.baris.values_list("uraian", flat=True))
    assert uraian == {"Laporan", "Rapat koordinasi bulanan"}
    keluhan.clear()


def test_two_screens_of_one_plan_warn_each_other(
    buka: Buka, dunia: Dunia, live_server: Any
) -> None:
    rencana = buat_rencana(dunia, "staf", "Laporan")
    page = buka("staf", f"/kinerja/rencana/bulan/{rencana.pk}/")
    lain = page.context.new_page()
    lain.goto(page.url)
    lain.get_by_label("Rencana kerja").first.fill("Dari ponsel")
    _tersimpan(lain)
    page.get_by_label("Rencana kerja").first.fill("Dari meja")
    expect(page.locator("#keadaan-simpan")).to_contain_text("diubah dari layar lain")
    assert rencana.baris.get().uraian == "Dari ponsel"
    page.get_by_role("button", name="Simpan isian layar ini").click()
    _tersimpan(page)
    assert rencana.baris.get().uraian == "Dari meja"
    lain.close()


def test_own_page_team_matrix_and_lists_are_accessible(
    buka: Buka, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    skp = buat_skp(dunia, "kepala", "Hutan lestari", "Data terpadu", ajukan=True)
    apply(skp, "approve", actor=system_actor("Uji", at=AT))
    buat_rencana(dunia, "staf", "Laporan", periode=202511, oleh="kepala")
    buat_rencana(dunia, "staf", "Laporan", ajukan=True)
    for nama, alamat, gambar in (
        ("staf", "/kinerja/rencana/", "saya"),
        ("kepala", "/kinerja/rencana/tim/", "tim"),
        ("kepala", "/kinerja/rencana/tim/matriks/", "matriks"),
        ("admin_bkpsdm", "/kinerja/rencana/unit/", "unit"),
        ("admin_bkpsdm", "/kinerja/rencana/unit/kesiapan/?hal=skp", "kesiapan"),
        ("admin_bkpsdm", "/kinerja/rencana/katalog/", "katalog"),
        ("admin_bkpsdm", "/kinerja/rencana/katalog/tambah/", "katalog-tambah"),
    ):
        page = buka(nama, alamat)
        foto(page, f"rencana-{gambar}")
        periksa_aksesibilitas(page)


def test_the_sheet_of_the_older_law_and_an_addendum(
    buka: Buka, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    page = buka("staf", "/kinerja/rencana/?tahun=2020")
    page.get_by_role("button", name="Susun SKP").click()
    page.get_by_label("Kegiatan tugas jabatan").first.fill("Menyusun laporan patroli")
    page.get_by_label("Kuantitas").first.fill("12")
    page.get_by_label("Satuan").first.fill("laporan")
    page.get_by_label("Waktu (bulan)").first.fill("12")
    _tersimpan(page)
    foto(page, "skp-2020")
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Kepala.")).to_be_visible()
    skp = SKP.objects.get(pegawai=dunia.pegawai["staf"], tahun=2020)
    assert skp.generasi == "pp46"
    page = buka("kepala", f"/kinerja/rencana/skp/{skp.pk}/")
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("SKP disetujui.")).to_be_visible()
    page = buka("staf", f"/kinerja/rencana/skp/{skp.pk}/")
    page.get_by_text("Ubah rencana ini (adendum)").click()
    page.get_by_label("Alasan perubahan").fill("Tugas baru")
    page.get_by_role("button", name="Mulai adendum").click()
    expect(page).to_have_title(re.compile("adendum versi 2"))
    page.get_by_label("Kuantitas").first.fill("24")
    _tersimpan(page)
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Yang berubah dari versi 1")).to_be_visible()
    foto(page, "skp-adendum")
    periksa_aksesibilitas(page)
