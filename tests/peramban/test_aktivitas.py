"""The Daily Evaluation System in a browser, as seed 002 lives it: a phone, a superior, an officer.

A day in under a minute (complaints 13 and 20): counted in taps, told in docs/panduan.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import AT, buka_kantor
from tests.peramban.conftest import UKURAN, session_cookie

from selaras.core.accounts.models import User
from selaras.core.permissions import system_actor
from selaras.kinerja.aktivitas.services.katalog import ensure_catalogue
from selaras.kinerja.models import AktivitasHarian, HariAktivitas

RABU, SELASA = "2025-12-17", "2025-12-16"
ALAMAT = f"/aktivitas/?tanggal={RABU}"
Buka = Callable[[str, str], Page]


@pytest.fixture
def kantor(transactional_db: None, settings: Any) -> Dunia:
    """An office with the starting catalogue, on the sample's Thursday."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    dunia = buka_kantor()
    ensure_catalogue(actor=system_actor("uji", at=AT))
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "ponsel") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as  # type: ignore[return-value]


def _entri(tanggal: str = RABU) -> list[tuple[str, int, int]]:
    semua = AktivitasHarian.objects.filter(tanggal=tanggal).order_by("mulai")
    return [(e.uraian, e.mulai, e.menit) for e in semua]


def test_a_day_on_the_phone_and_its_approval(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None]
) -> None:
    page = buka("staf", ALAMAT)
    foto(page, "aktivitas-kosong")
    page.get_by_label("Apa yang dikerjakan?").fill("ngetik surat")
    page.get_by_role("radio", name="Mengetik naskah dinas").check()
    expect(page.get_by_label("Menit", exact=True)).to_have_value("30")
    page.get_by_text("60 mnt").click()
    page.get_by_role("button", name="Tambah aktivitas").click()
    expect(
        page.get_by_text("Mengetik naskah dinas, 1 jam: tersimpan dan diajukan.")
    ).to_be_visible()
    expect(page.get_by_text("1 jam hari itu; 60 dari 6.750 menit")).to_be_visible()
    # the standard is 30 minutes: the superior is told
    expect(page.get_by_text("Anda mengisi 60. Atasan akan melihatnya.")).to_be_visible()
    # the next one by a single tap on the habit
    page.get_by_role("button", name="Mengetik naskah dinas 60 mnt").click()
    expect(page.get_by_text("2 jam hari itu; 120 dari 6.750 menit")).to_be_visible()
    assert _entri() == [("Mengetik naskah dinas", 450, 60), ("Mengetik naskah dinas", 510, 60)]
    periksa_aksesibilitas(page)
    foto(page, "aktivitas-terisi")

    page = buka("kepala", "/aktivitas/tim/", "meja")
    expect(page.get_by_text("1 hari menunggu keputusan Anda, 0 di antaranya")).to_be_visible()
    expect(page.get_by_text("2 melebihi standar menit")).to_be_visible()
    periksa_aksesibilitas(page)
    foto(page, "aktivitas-tim")
    page.get_by_role("link", name="Staf · 17 Des 2025").click()
    laci = page.locator("#laci")
    expect(laci.get_by_text("Standar 30 menit, diisi 60.").first).to_be_visible()
    laci.get_by_role("button", name="Setujui").click()
    expect(page.get_by_text("Aktivitas harian disetujui.")).to_be_visible()
    assert set(AktivitasHarian.objects.values_list("status", flat=True)) == {2}


def test_yesterday_is_copied_with_one_tap(buka: Buka) -> None:
    page = buka("staf", f"/aktivitas/?tanggal={SELASA}")
    for uraian, lama in (("Mengikuti rapat", "90"), ("Menata arsip", "45")):
        page.get_by_label("Apa yang dikerjakan?").fill(uraian)
        page.get_by_text(f"{lama} mnt", exact=True).first.click()
        page.get_by_role("button", name="Tambah aktivitas").click()
        expect(page.locator(".entri").get_by_text(uraian)).to_be_visible()
    page = buka("staf", ALAMAT)
    page.get_by_role("button", name="Salin 16 Des 2025 (2 aktivitas)").click()
    expect(page.get_by_text("2 aktivitas, 2 jam 15 menit: tersimpan")).to_be_visible()
    assert _entri() == _entri(SELASA)


def test_a_double_click_enters_once(buka: Buka) -> None:
    page = buka("staf", ALAMAT)
    page.get_by_label("Apa yang dikerjakan?").fill("Mengikuti rapat")
    page.get_by_text("30 mnt", exact=True).click()
    page.get_by_role("button", name="Tambah aktivitas").dblclick()
    expect(page.locator(".entri").get_by_text("Mengikuti rapat")).to_be_visible()
    assert len(_entri()) == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(buka: Buka) -> None:
    page = buka("staf", ALAMAT)
    page.get_by_label("Apa yang dikerjakan?").fill("Rapat panjang")
    page.get_by_label("Menit", exact=True).fill("500")
    page.get_by_label("Mulai pukul").fill("04:00")
    page.get_by_role("button", name="Tambah aktivitas").click()
    expect(page.get_by_text("Satu aktivitas paling lama 480 menit.")).to_be_visible()
    expect(page.get_by_text("Di luar jam kerja: hari itu 05.30 sampai 18.00")).to_be_visible()
    expect(page.get_by_label("Apa yang dikerjakan?")).to_have_value("Rapat panjang")
    page = buka("staf", "/aktivitas/?tanggal=2025-12-14")
    # a Sunday of last week: free, and too late besides
    expect(page.get_by_text("Hari itu bukan hari kerja Anda. Sudah lewat").first).to_be_visible()
    expect(page.get_by_role("button", name="Tambah aktivitas")).to_have_count(0)


@pytest.mark.luring
def test_a_lost_connection_loses_nothing_typed(buka: Buka, keluhan: list[str]) -> None:
    page = buka("staf", ALAMAT)
    page.context.set_offline(True)
    page.get_by_label("Apa yang dikerjakan?").fill("Menyusun laporan banjir")
    page.get_by_label("Menit", exact=True).fill("75")
    page.get_by_label("Menit", exact=True).blur()
    expect(page.locator("[data-draf-keadaan]")).not_to_be_empty()
    page.context.set_offline(False)
    page.goto(page.url)
    expect(page.get_by_label("Apa yang dikerjakan?")).to_have_value("Menyusun laporan banjir")
    page.get_by_role("button", name="Tambah aktivitas").click()
    expect(page.locator(".entri").get_by_text("Menyusun laporan banjir")).to_be_visible()
    assert _entri()[0][2] == 75
    keluhan.clear()  # the browser itself complains of the cut


def test_it_works_without_scripts(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, kantor: Dunia
) -> None:
    konteks = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    konteks.add_cookies([session_cookie(kantor.user["staf"], live_server.url)])  # type: ignore[list-item]
    page = konteks.new_page()
    page.goto(f"{live_server.url}{ALAMAT}")
    page.get_by_label("Apa yang dikerjakan?").fill("meeting")
    page.get_by_role("button", name="Cari kegiatan").click()
    page.get_by_role("radio", name="Mengikuti rapat").check()
    page.get_by_role("button", name="Tambah aktivitas").click()
    page.locator(".entri").get_by_text("Mengikuti rapat").wait_for()
    assert _entri() == [("Mengikuti rapat", 450, 90)]
    konteks.close()


def test_an_officer_enters_for_somebody_and_the_person_says_so(buka: Buka, kantor: Dunia) -> None:
    pk = kantor.pegawai["staf"].pk
    page = buka("pengelola_kepegawaian", f"/aktivitas/?tanggal={RABU}&untuk={pk}", "meja")
    expect(page.get_by_text("Anda mengisikan untuk Staf")).to_be_visible()
    page.get_by_label("Apa yang dikerjakan?").fill("Menyapu halaman")
    page.get_by_text("120 mnt", exact=True).click()
    page.get_by_role("button", name="Tambah aktivitas").click()
    expect(page.get_by_text("menunggu dibenarkan Staf")).to_be_visible()
    page = buka("staf", "/aktivitas/")
    page.get_by_role("button", name="Benar, ajukan").click()
    expect(page.get_by_text("Dibenarkan dan diajukan.")).to_be_visible()
    assert HariAktivitas.objects.get(pegawai_id=pk, tanggal=RABU).status == "diajukan"


@pytest.mark.parametrize(
    ("nama", "alamat"),
    [
        ("staf", "/aktivitas/pekan/"), ("staf", "/aktivitas/bulan/"), ("staf", "/aktivitas/pola/"),
        ("staf", "/aktivitas/katalog/"), ("kepala", "/aktivitas/tim/"),
        ("pengelola_kepegawaian", "/aktivitas/rekap/"),
        ("pengelola_kepegawaian", "/aktivitas/pegawai/"),
        ("pengelola_kepegawaian", "/aktivitas/lembur/"),
        ("pengelola_kepegawaian", "/aktivitas/katalog/tambah/"),
    ],
)  # fmt: skip
def test_every_page_is_accessible(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], nama: str, alamat: str
) -> None:
    periksa_aksesibilitas(buka(nama, alamat))
    assert django_settings.DEMO
