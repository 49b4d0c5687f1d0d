"""Results of work and salaries in a browser: a row saves itself, errors stand beside the field."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import GajiBulanan

P = 202510
Periksa = Callable[[Page], None]
Foto = Callable[[Page, str], None]
Buka = Callable[[str, str], Page]


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    dunia = build()
    PenilaianBulanan.objects.create(pegawai=dunia.pegawai["kepala"], periode=P, predikat="baik")
    GajiBulanan.objects.create(pegawai=dunia.pegawai["kepala"], periode=P, bruto=5_000_000)
    return dunia


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def _predikat(dunia: Dunia, nama: str) -> str | None:
    hasil = PenilaianBulanan.objects.filter(pegawai=dunia.pegawai[nama], periode=P)
    return hasil.values_list("predikat", flat=True).first()


def test_list_leads_to_the_grid_of_those_without_a_result(
    buka: Buka, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    page = buka("pengelola_kepegawaian", f"/kinerja/?periode={P}")
    expect(page.get_by_text("1 dari 6 pegawai sudah dinilai, 5 belum.")).to_be_visible()
    foto(page, "kinerja-daftar")
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Catat hasil").click()
    expect(page.get_by_role("checkbox", name="Belum dinilai")).to_be_checked()
    expect(page.get_by_label("Predikat Kepala")).to_have_count(0)
    foto(page, "kinerja-isi")
    periksa_aksesibilitas(page)


@pytest.mark.parametrize("layar", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}])
def test_one_choice_saves_one_row(buka: Buka, dunia: Dunia, layar: Any) -> None:
    page = buka("kepala", f"/kinerja/isi/?periode={P}")
    page.set_viewport_size(layar)
    page.get_by_label("Predikat Staf").select_option("Baik")
    expect(page.locator(".kisi-tersimpan")).to_have_count(1)
    assert (_predikat(dunia, "staf"), _predikat(dunia, "tanpa akun")) == ("baik", None)


def test_a_wrong_figure_is_explained_beside_it(
    buka: Buka, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    Instansi.objects.filter(pk=dunia.instansi["uji"].pk).update(daerah="kota_6750")
    page = buka("kepala", f"/kinerja/isi/?periode={P}")
    menit = page.get_by_label("Menit disetujui Staf")
    menit.fill("seratus")
    menit.press("Tab")
    baris = page.get_by_role("row").filter(has=menit)
    expect(baris.get_by_text("bukan angka")).to_be_visible()
    foto(page, "kinerja-isi-salah")
    periksa_aksesibilitas(page)
    menit.fill("6.750")
    menit.press("Tab")
    expect(baris.get_by_text("Tersimpan")).to_be_visible()
    assert PenilaianBulanan.objects.get(pegawai=dunia.pegawai["staf"]).menit == 6750


def test_without_scripts_the_page_is_saved_by_its_button(
    browser: Any, live_server: Any, dunia: Dunia, buka: Buka
) -> None:
    page = buka("kepala", f"/kinerja/isi/?periode={P}")
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    polos = context.new_page()
    polos.goto(f"{live_server.url}/kinerja/isi/?periode={P}")
    polos.get_by_label("Predikat Staf").select_option("Kurang")
    polos.get_by_role("button", name="Simpan halaman ini").click()
    expect(polos.get_by_text("1 hasil kinerja tersimpan.")).to_be_visible()
    context.close()
    assert (_predikat(dunia, "staf"), _predikat(dunia, "tanpa akun")) == ("kurang", None)


def test_salaries_are_accessible_and_name_what_is_missing(
    buka: Buka, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    page = buka("bendahara", f"/pegawai/gaji/?periode={P}")
    page.get_by_role("link", name="Gaji 5 pegawai").click()
    expect(page).to_have_url(re.compile("kurang=gaji"))
    expect(page.get_by_text("Rp5.000.000")).to_have_count(0)
    page.goto(page.url.replace("&kurang=gaji", ""))
    foto(page, "gaji")
    periksa_aksesibilitas(page)


def test_search_answers_while_one_types(
    buka: Buka, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    page = buka("admin_bkpsdm", "/cari/")
    periksa_aksesibilitas(page)
    page.get_by_role("searchbox", name="Cari orang, unit, jabatan").press_sequentially("tetangge")
    expect(page.get_by_text("Mungkin maksud Anda")).to_be_visible()
    expect(page).to_have_url(re.compile("q=tetangge"))
    foto(page, "cari")
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Tetangga").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tetangga")
