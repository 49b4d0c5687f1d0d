"""Seed: the superior opens the reports of her people and assesses them by results and evidence.

"Atasan melakukan login, masuk ke dalam menu realisasi bawahan, lakukan penilaian berdasarkan
kinerja dan eviden pegawai", and the person sees her result at once.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.izin.dunia import Dunia, build
from tests.kinerja.bulan_dinilai import report

from selaras.core.accounts.models import User
from selaras.kinerja.models import Penilaian, PenilaianBulanan, Realisasi

P = 202510
LAYAR = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]
Periksa = Callable[[Page], None]
Foto = Callable[[Page, str], None]
Buka = Callable[[str, str], Page]


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    dunia = build()
    report(dunia, "staf", P)
    report(dunia, "tanpa akun", P, eviden=False)
    return dunia


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def pilih(page: Page, kelompok: str, kata: str) -> None:
    """Choose in a group of three and wait until it is stored."""
    with page.expect_response(lambda r: "/simpan/" in r.url):
        page.get_by_role("group", name=kelompok, exact=True).get_by_label(kata).check()
    expect(page.locator(".htmx-request")).to_have_count(0)  # its answer stands on the page


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_the_superior_assesses_by_results_and_evidence(
    buka: Buka, dunia: Dunia, layar: Any, foto: Foto
) -> None:
    page = buka("kepala", f"/kinerja/penilaian/?periode={P}")
    page.set_viewport_size(layar)
    expect(page.get_by_text("2 menunggu penilaian Anda")).to_be_visible()
    page.get_by_role("link", name="Buka lengkap Staf").click()
    expect(page.get_by_role("link", name="https://contoh.go.id/laporan").first).to_be_visible()
    pilih(page, "Laporan kinerja triwulan", "Di atas")
    pilih(page, "Data kepegawaian diperbarui", "Di atas")
    pilih(page, "Surat dinas dijawab", "Sesuai")
    expect(
        page.get_by_text("Saran: di atas ekspektasi (2 dari 3 di atas ekspektasi)")
    ).to_be_visible()
    for nilai in ("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal",
                  "Adaptif", "Kolaboratif"):  # fmt: skip
        pilih(page, nilai, "Sesuai")
    expect(page.locator(".nilai-predikat")).to_have_text("Predikat Baik")
    pilih(page, "Hasil kerja", "Sesuai")
    alasan = page.get_by_label("Alasan")
    with page.expect_response(lambda r: "/simpan/" in r.url):
        alasan.fill("Laporan kedua baru selesai setelah diperbaiki.")
        alasan.press("Tab")
    expect(page.locator(".nilai-tersimpan")).to_be_visible()
    page.get_by_role("button", name="Selesaikan").click()
    expect(page.get_by_text("Staf: Baik. Hasilnya sudah dapat ia lihat.")).to_be_visible()
    staf = dunia.pegawai["staf"]
    assert PenilaianBulanan.objects.get(pegawai=staf, periode=P).predikat == "baik"
    assert Realisasi.objects.get(pegawai=staf).status == "dinilai"
    nilai_staf = Penilaian.objects.get(pegawai=staf)
    assert (nilai_staf.saran_hasil, nilai_staf.hasil) == (1, 2)


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_a_team_is_rated_by_exception(buka: Buka, dunia: Dunia, layar: Any) -> None:
    Realisasi.objects.get(pegawai=dunia.pegawai["tanpa akun"]).baris.first()
    page = buka("kepala", f"/kinerja/penilaian/?periode={P}")
    page.set_viewport_size(layar)
    page.get_by_role("button", name="Semua sesuai ekspektasi").click()
    expect(
        page.get_by_text("Yang belum dinilai pada 2 orang diberi sesuai ekspektasi")
    ).to_be_visible()
    staf = page.get_by_role("region", name="Staf", exact=True)
    with page.expect_response(lambda r: "/simpan/" in r.url):
        staf.get_by_role("group", name="Perilaku Staf").get_by_label("Di bawah").check()
    expect(staf.get_by_text("Kurang", exact=True)).to_be_visible()
    tanpa = page.get_by_role("region", name="Tanpa Akun", exact=True)
    expect(tanpa.get_by_text("3 baris tanpa eviden")).to_be_visible()
    page.get_by_role("button", name="Selesaikan yang siap").click()
    expect(page.get_by_text("1 penilaian selesai.")).to_be_visible()
    predikat = dict(PenilaianBulanan.objects.values_list("pegawai__nama", "predikat"))
    assert predikat == {"Staf": "kurang"}


def test_the_grid_is_worked_by_keys(buka: Buka, dunia: Dunia) -> None:
    page = buka("kepala", f"/kinerja/penilaian/?periode={P}")
    page.locator("body").press("j")
    with page.expect_response(lambda r: "/simpan/" in r.url):
        page.keyboard.press("3")
    baris = Realisasi.objects.get(pegawai=dunia.pegawai["staf"]).baris.order_by("pk").first()
    assert baris is not None
    assert baris.rating == 3
    page.keyboard.press("j")
    fokus = page.locator("*:focus")
    expect(fokus).to_have_attribute("form", f"nilai-{dunia.pegawai['tanpa akun'].pk}")


def test_without_scripts_the_draft_is_saved_by_its_button(
    browser: Any, live_server: Any, dunia: Dunia, buka: Buka
) -> None:
    page = buka("kepala", f"/kinerja/penilaian/?periode={P}")
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    polos = context.new_page()
    polos.goto(f"{live_server.url}/kinerja/penilaian/{P}/{dunia.pegawai['staf'].pk}/")
    polos.get_by_role("group", name="Laporan kinerja triwulan").get_by_label("Di bawah").check()
    polos.get_by_role("button", name="Simpan draf").click()
    expect(polos.get_by_text("Draf penilaian tersimpan.")).to_be_visible()
    context.close()
    rating = Realisasi.objects.get(pegawai=dunia.pegawai["staf"]).baris.order_by("pk")
    assert list(rating.values_list("rating", flat=True)) == [3, None, None]


def test_the_pages_are_accessible(
    buka: Buka, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    page = buka("kepala", f"/kinerja/penilaian/?periode={P}")
    foto(page, "nilai-tim")
    periksa_aksesibilitas(page)
    page = buka("kepala", f"/kinerja/penilaian/{P}/{dunia.pegawai['staf'].pk}/")
    pilih(page, "Laporan kinerja triwulan", "Di atas")
    foto(page, "nilai-satu")
    periksa_aksesibilitas(page)
    page = buka("kepala", "/kinerja/penilaian/?periode=202509")
    foto(page, "nilai-tim-kosong")
    periksa_aksesibilitas(page)
