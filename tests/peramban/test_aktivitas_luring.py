"""Activities typed without a signal: kept on the phone, sent once, refused ones stay."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import buka_kantor
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.kinerja.models import AktivitasHarian

RABU = "2025-12-17"
ALAMAT = f"/aktivitas/?tanggal={RABU}"
ANTRE = "[data-aktivitas-luring]"


@pytest.fixture
def kantor(transactional_db: None, settings: Any) -> Dunia:
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    return buka_kantor()


@pytest.fixture
def hari(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Page:
    """staf's Wednesday on a phone whose worker is in place."""
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    masuk(kantor.user["staf"])
    page.goto(f"{live_server.url}{ALAMAT}")
    siap(page)
    return page


def siap(page: Page) -> None:
    expect(page.locator(f"{ANTRE}[data-siap]")).to_have_count(1)
    page.evaluate(
        "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller "
        "|| new Promise(r => navigator.serviceWorker.addEventListener('controllerchange', r)))"
        ".then(() => true)"
    )


def tulis(page: Page, uraian: str, menit: str, mulai: str) -> None:
    page.locator("#id_uraian").fill(uraian)
    page.locator("#id_menit").fill(menit)
    page.locator("#id_mulai").fill(mulai)


def tercatat() -> list[tuple[str, int, int]]:
    semua = AktivitasHarian.objects.order_by("tanggal", "mulai")
    return [(e.uraian, e.mulai, e.menit) for e in semua]


@pytest.mark.luring
def test_offline_entries_wait_on_the_phone_and_are_sent_once(
    hari: Page, keluhan: list[str], foto: Callable[[Page, str], None]
) -> None:
    hari.context.set_offline(True)
    tulis(hari, "Menata arsip", "45", "08:00")
    hari.get_by_role("button", name="Tambah aktivitas").click()
    antre = hari.locator(ANTRE)
    expect(antre.get_by_text("1 aktivitas tersimpan di ponsel, belum terkirim")).to_be_visible()
    expect(hari.locator("#id_uraian")).to_have_value("")
    tulis(hari, "Rapat bidang", "60", "10:00")
    hari.get_by_role("button", name="Tambah aktivitas").click()
    expect(antre.get_by_text("2 aktivitas tersimpan di ponsel")).to_be_visible()
    foto(hari, "aktivitas-luring")
    assert tercatat() == []
    hari.context.set_offline(False)
    expect(hari.locator(".entri").get_by_text("Rapat bidang")).to_be_visible()
    expect(antre).to_be_hidden()
    assert tercatat() == [("Menata arsip", 480, 45), ("Rapat bidang", 600, 60)]
    keluhan.clear()


@pytest.mark.luring
def test_without_a_signal_the_page_opens_as_its_shell(
    hari: Page, keluhan: list[str], periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    hari.context.set_offline(True)
    hari.goto(hari.url.split("?")[0])
    expect(hari.get_by_text("Tanpa sinyal: yang Anda tulis")).to_be_visible()
    hari.locator("#id_tanggal").fill(RABU)
    tulis(hari, "Melayani loket", "90", "08:00")
    hari.get_by_role("button", name="Simpan di ponsel").click()
    expect(hari.get_by_text("1 aktivitas tersimpan di ponsel")).to_be_visible()
    periksa_aksesibilitas(hari)
    hari.reload()
    expect(hari.get_by_text("1 aktivitas tersimpan di ponsel")).to_be_visible()
    hari.context.set_offline(False)
    expect(hari.get_by_text("1 aktivitas sudah diterima server.")).to_be_visible()
    assert tercatat() == [("Melayani loket", 480, 90)]
    keluhan.clear()


def test_a_lost_answer_leads_to_one_entry(hari: Page, keluhan: list[str]) -> None:
    hilang: list[int] = []

    def lose_the_answer(route: Route) -> None:
        if hilang:
            return route.continue_()
        hilang.append(route.fetch().status)  # the server took it, the phone hears nothing
        return route.abort("connectionreset")

    hari.route("**/aktivitas/kirim/", lose_the_answer)
    tulis(hari, "Menata arsip", "45", "08:00")
    hari.get_by_role("button", name="Tambah aktivitas").click()
    expect(hari.locator(".entri").get_by_text("Menata arsip")).to_be_visible()
    assert hilang == [200]
    assert tercatat() == [("Menata arsip", 480, 45)]
    keluhan.clear()


@pytest.mark.luring
def test_overlap_is_told_beside_the_entry_and_can_be_mended(
    hari: Page, keluhan: list[str], periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    hari.context.set_offline(True)
    for uraian in ("Menata arsip", "Rapat bidang"):
        tulis(hari, uraian, "60", "08:00")
        hari.get_by_role("button", name="Tambah aktivitas").click()
        expect(hari.locator(ANTRE).get_by_text(uraian)).to_be_visible()
    hari.context.set_offline(False)
    satu = hari.locator(".luring-satu").filter(has_text="Rapat bidang")
    expect(satu.get_by_text("Belum diterima")).to_be_visible()
    expect(satu.locator(".isian-salah .isian-galat")).to_contain_text("Menata arsip")
    # the page renews itself for the one that was taken
    expect(hari.locator(".entri").get_by_text("Menata arsip")).to_be_visible()
    periksa_aksesibilitas(hari)
    satu.get_by_label("Mulai pukul").fill("09:30")
    satu.get_by_role("button", name="Kirim lagi").click()
    expect(hari.locator(".entri").get_by_text("Rapat bidang")).to_be_visible()
    assert tercatat() == [("Menata arsip", 480, 60), ("Rapat bidang", 570, 60)]
    keluhan.clear()


@pytest.mark.luring
def test_an_ended_session_keeps_the_entry_until_its_owner_signs_in(
    hari: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia,
    keluhan: list[str],
) -> None:  # fmt: skip
    hari.context.set_offline(True)
    tulis(hari, "Menata arsip", "45", "08:00")
    hari.get_by_role("button", name="Tambah aktivitas").click()
    expect(hari.get_by_text("1 aktivitas tersimpan di ponsel")).to_be_visible()
    hari.context.clear_cookies(name="selaras_sesi")
    hari.context.set_offline(False)
    expect(hari.get_by_text("Sesi Anda berakhir. Aktivitas aman di ponsel ini")).to_be_visible()
    hari.goto("about:blank")  # a page that reloads itself would end the next visit
    masuk(kantor.user["kepala"])  # another one on the same phone
    hari.goto(f"{live_server.url}{ALAMAT}")
    siap(hari)
    expect(hari.locator(ANTRE)).to_be_hidden()
    assert tercatat() == []
    hari.goto("about:blank")
    masuk(kantor.user["staf"])
    # the page reloads itself once the entry has gone
    hari.goto(f"{live_server.url}{ALAMAT}", wait_until="commit")
    expect(hari.locator(".entri").get_by_text("Menata arsip")).to_be_visible()
    assert tercatat() == [("Menata arsip", 480, 45)]
    keluhan.clear()
