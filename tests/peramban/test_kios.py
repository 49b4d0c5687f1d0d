"""A kiosk in a browser: an officer's code binds it, people tap by PIN, guesses end in a pause."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.core.files.models import Berkas
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.presensi.models import BuktiKetukan, Kios, PinKios
from selaras.presensi.services.gawai.kios import SALAH_TERBANYAK, issue_pin

Periksa = Callable[[Page], None]


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    return build()


@pytest.fixture
def pin(dunia: Dunia) -> str:
    """The PIN that the officer gave to a clerk on paper."""
    at = now()
    petugas = load_actor(dunia.user["pengelola_kepegawaian"], at=at)
    return issue_pin(pegawai=dunia.pegawai["staf"], actor=petugas, at=at)


def _code(halaman: Page, alamat: str) -> str:
    halaman.goto(f"{alamat}/presensi/kios/baru/")
    halaman.get_by_label("Nama kios").fill("Lobi depan")
    halaman.get_by_label("Unit", exact=True).select_option(label="Dinas Alam")
    halaman.get_by_role("button", name="Buat kios").click()
    return halaman.locator(".kios-kode code").inner_text()


@pytest.fixture
def kios(dunia: Dunia, page: Page, live_server: LiveServer, masuk: Callable[[User], None]) -> Page:
    """A browser that was bound, in which nobody is signed in."""
    masuk(dunia.user["pengelola_kepegawaian"])
    kode = _code(page, live_server.url)
    page.goto("about:blank")  # nothing of the officer's page is still under way
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/presensi/kios/pasang/")
    page.get_by_label("Kode pemasangan").fill(kode.lower())
    page.get_by_role("button", name="Pasangkan").click()
    expect(page.get_by_role("heading", name="Presensi", exact=True)).to_be_visible()
    return page


def _choose(halaman: Page, nama: str) -> None:
    halaman.get_by_label("Ketik nama atau NIP Anda").fill(nama[:4])
    halaman.get_by_role("link", name=nama).click()


def test_a_code_binds_one_browser_and_only_once(
    dunia: Dunia, page: Page, browser: Browser, live_server: LiveServer,
    masuk: Callable[[User], None], periksa_aksesibilitas: Periksa,
) -> None:  # fmt: skip
    masuk(dunia.user["pengelola_kepegawaian"])
    kode = _code(page, live_server.url)
    periksa_aksesibilitas(page)
    page.goto(f"{live_server.url}/presensi/kios/pasang/")
    page.get_by_label("Kode pemasangan").fill("BUKAN-KODE")
    page.get_by_role("button", name="Pasangkan").click()
    expect(page.get_by_role("alert")).to_contain_text("Kode itu tidak dikenal")
    periksa_aksesibilitas(page)
    page.get_by_label("Kode pemasangan").fill(kode)
    page.get_by_role("button", name="Pasangkan").click()
    expect(page.get_by_label("Ketik nama atau NIP Anda")).to_be_visible()
    lain = browser.new_page()
    lain.goto(f"{live_server.url}/presensi/kios/pasang/")
    lain.get_by_label("Kode pemasangan").fill(kode)
    lain.get_by_role("button", name="Pasangkan").click()
    expect(lain.get_by_role("alert")).to_contain_text("Kode itu tidak dikenal")
    lain.goto(f"{live_server.url}/presensi/kios/layar/")
    expect(lain.get_by_label("Kode pemasangan")).to_be_visible()
    lain.close()


def test_a_person_taps_with_her_pin_and_a_second_press_is_the_same_tap(
    dunia: Dunia, kios: Page, pin: str, periksa_aksesibilitas: Periksa,
    foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    nama = dunia.pegawai["staf"].nama
    kios.get_by_label("Ketik nama atau NIP Anda").fill(nama[:4])
    expect(kios.get_by_role("link", name=nama)).to_be_visible()
    periksa_aksesibilitas(kios)
    foto(kios, "kios-orang")
    kios.get_by_role("link", name=nama).click()
    periksa_aksesibilitas(kios)
    foto(kios, "kios-pin")
    kios.get_by_label("PIN enam angka").fill(pin)
    kios.get_by_role("button", name="Catat sekarang").click()
    expect(kios.get_by_role("heading", name="Tercatat")).to_be_visible()
    jam = kios.locator(".kios-jam").inner_text()
    foto(kios, "kios-hasil")
    kios.get_by_role("link", name="Selesai").click()
    _choose(kios, nama)
    kios.get_by_label("PIN enam angka").fill(pin)
    kios.get_by_role("button", name="Catat sekarang").click()
    expect(kios.get_by_role("heading", name="Sudah tercatat")).to_be_visible()
    assert kios.locator(".kios-jam").inner_text() == jam


def test_a_picture_is_taken_with_the_tap_when_she_wants(
    dunia: Dunia, kios: Page, pin: str, settings: Any, tmp_path: Path,
    periksa_aksesibilitas: Periksa,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    kios.context.grant_permissions(["camera"])
    _choose(kios, dunia.pegawai["staf"].nama)
    kios.get_by_label("Sertakan foto wajah").check()
    kios.get_by_label("PIN enam angka").fill(pin)
    kios.get_by_role("button", name="Catat sekarang").click()
    kamera = kios.locator("dialog[open]")
    expect(kamera.get_by_role("button", name="Ambil foto")).to_be_visible()
    periksa_aksesibilitas(kios)
    kamera.get_by_role("button", name="Ambil foto").click()
    expect(kios.get_by_role("heading", name="Tercatat")).to_be_visible()
    expect(kios.get_by_text("Dengan foto.")).to_be_visible()
    foto = Berkas.objects.get()
    assert (foto.keperluan, foto.jenis) == ("presensi.selfie", "image/jpeg")
    assert BuktiKetukan.objects.get().selfie_id == foto.pk


def test_wrong_pins_are_counted_down_and_then_even_the_right_one_waits(
    dunia: Dunia, kios: Page, pin: str, periksa_aksesibilitas: Periksa
) -> None:
    salah = "739164" if pin != "739164" else "739165"
    _choose(kios, dunia.pegawai["staf"].nama)
    for sisa in range(SALAH_TERBANYAK - 1, 0, -1):
        kios.get_by_label("PIN enam angka").fill(salah)
        kios.get_by_role("button", name="Catat sekarang").click()
        expect(kios.get_by_role("alert")).to_have_text(f"PIN salah, sisa {sisa} kali.")
    periksa_aksesibilitas(kios)
    for isi, kata in ((salah, "PIN salah. Tunggu 15 menit."), (pin, "Terlalu banyak PIN salah.")):
        kios.get_by_label("PIN enam angka").fill(isi)
        kios.get_by_role("button", name="Catat sekarang").click()
        expect(kios.get_by_role("alert")).to_contain_text(kata)
    assert PinKios.objects.get().terkunci_sampai is not None


def test_a_kiosk_that_was_withdrawn_asks_for_a_code(kios: Page, live_server: LiveServer) -> None:
    Kios.objects.update(dicabut_pada=now(), kunci_hash="")
    kios.goto(f"{live_server.url}/presensi/kios/layar/")
    expect(kios.get_by_label("Kode pemasangan")).to_be_visible()
