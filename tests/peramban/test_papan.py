"""The monitors of attendance in a browser: who is in, the morning, late ranking, a month of a unit,
and one's own running day after a tap.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.peramban.ketuk_uji import tekan

Buka = Callable[[str, str], Page]
Periksa = Callable[[Page], None]
HALAMAN = [
    ("admin", "/presensi/sekarang/"),
    ("admin", "/presensi/pagi/?tanggal=2025-12-17"),
    ("admin", "/presensi/terlambat/?dari=202510&sampai=202512"),
    ("pengelola", "/presensi/unit/?periode=202512"),
    ("pengelola", "/presensi/petugas/"),
    ("pengelola", "/presensi/kios/"),
    ("pegawai", "/presensi/privasi/"),
    ("atasan", "/presensi/janggal/"),
    ("admin", "/presensi/aplikasi/"),
    ("admin", "/presensi/aplikasi/1/"),
    ("admin", "/presensi/aplikasi/2/"),
    ("admin", "/presensi/aplikasi/kunci/"),
    ("admin", "/presensi/aplikasi/kunci/1/"),
    ("admin", "/presensi/aplikasi/kunci/baru/"),
    ("admin", "/presensi/mesin/1/"),
    ("admin", "/presensi/mesin/1/pengaman/"),
    ("admin", "/presensi/mesin/1/unit/"),
]
FAJAR = datetime(2025, 12, 17, 21, 40, tzinfo=UTC)  # Thursday 05.40 in the regency
PAGI = datetime(2025, 12, 18, 1, 40, tzinfo=UTC)
SORE = datetime(2025, 12, 18, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def pukul() -> Iterator[time_machine.Traveller]:
    """The server's clock goes on from 09.40 of the sample's day."""
    with time_machine.travel(PAGI) as mesin:
        yield mesin


@pytest.mark.parametrize(("nama", "path"), HALAMAN, ids=[p for _, p in HALAMAN])
def test_monitors_and_the_personnel_file_are_accessible(
    buka: Buka, periksa_aksesibilitas: Periksa, nama: str, path: str
) -> None:
    periksa_aksesibilitas(buka(nama, path))


def test_from_all_agencies_to_the_people_of_one_and_to_one_of_them(buka: Buka) -> None:
    halaman = buka("admin", "/presensi/sekarang/")
    halaman.get_by_role("link", name="Dinas Komunikasi Informatika").first.click()
    halaman.get_by_role("link", name="Bidang Informasi Publik").first.click()
    orang = halaman.get_by_role("heading", name="Pegawai", exact=True)
    expect(orang).to_be_visible()
    halaman.get_by_placeholder("Nama atau NIP").fill("Yanti Sopandi")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text("1–1 dari 1")).to_be_visible()
    expect(halaman.get_by_text("Yanti Sopandi Suryana").first).to_be_visible()


def test_the_board_changes_by_itself_when_people_are_seen(
    buka: Buka, pukul: time_machine.Traveller
) -> None:
    pukul.move_to(FAJAR)
    halaman = buka("admin", "/presensi/sekarang/")
    papan = halaman.locator("#papan")
    sebelum = papan.get_by_role("status").inner_text()
    pukul.move_to(PAGI)
    expect(papan.get_by_role("status")).not_to_have_text(sebelum)


def test_the_morning_lists_places_with_their_counts(buka: Buka) -> None:
    halaman = buka("admin", "/presensi/pagi/?tanggal=2025-12-17")
    tabel = halaman.get_by_role("region", name="Sudah mengetuk menurut tempat")
    baris = tabel.get_by_role("row", name="Kantor Dinas Komunikasi")
    expect(baris).to_contain_text("23")
    peta = halaman.locator("[data-pagi-peta]")
    expect(peta).to_be_visible()
    assert peta.locator("path.leaflet-interactive").count() == tabel.locator("tbody tr").count()


def test_the_ranking_of_months_leads_from_agencies_to_people(buka: Buka) -> None:
    halaman = buka("admin", "/presensi/terlambat/?dari=202510&sampai=202512")
    skpd = halaman.get_by_role("region", name="Terlambat menurut SKPD").get_by_role("link").first
    nama = skpd.inner_text()
    skpd.click()
    expect(halaman).to_have_url(re.compile("skpd="))
    expect(halaman.get_by_role("heading", name="Menurut orang")).to_be_visible()
    expect(halaman.get_by_label("SKPD").locator("option:checked")).to_have_text(nama)


def test_the_month_of_a_unit_opens_a_day_and_gives_its_rekap(buka: Buka) -> None:
    halaman = buka("pengelola", "/presensi/unit/?periode=202511")
    sel = halaman.locator("a", has_text=re.compile(r"^TL")).first
    expect(sel).to_be_visible()
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Rekap Excel").click()
    assert unduhan.value.suggested_filename.endswith(".xlsx")
    assert unduhan.value.path().stat().st_size > 5_000
    pdf = halaman.get_by_role("link", name="Rekap PDF").get_attribute("href")
    assert (
        halaman.request.get(re.sub(r"(?<=\d)/presensi/unit.*", str(pdf), halaman.url)).body()[:4]
        == b"%PDF"
    )
    sel.click()
    expect(halaman.get_by_text("terlambat").first).to_be_visible()


def test_after_a_tap_the_days_state_and_the_months_estimate_follow_by_themselves(
    buka: Buka, pukul: time_machine.Traveller, page: Page
) -> None:
    pukul.move_to(FAJAR)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -1.768, "longitude": 115.12, "accuracy": 12})
    halaman = buka("pegawai", "/presensi/ketuk/")
    kartu = halaman.locator("#keadaan-hari")
    expect(kartu).to_contain_text("Belum ada catatan masuk")
    expect(kartu).to_have_attribute("hx-trigger", re.compile(r"^every 5s,"))
    tekan(halaman)
    expect(kartu).to_contain_text(re.compile(r"Masuk 05\.\d\d, tepat waktu"))
    expect(kartu.locator("[data-perkiraan]")).to_contain_text("Rp")
    expect(kartu).to_have_attribute("hx-trigger", re.compile(r"^every 5s,"))
    pukul.move_to(SORE)  # her tap at a machine in the afternoon: nobody touches this page
    expect(kartu).to_contain_text("Pulang 16.")
