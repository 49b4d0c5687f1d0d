"""Two duties change hands in a browser: asked on a phone, agreed by the colleague, approved by the
superior, seen on the roster and in both months. Steps: docs/panduan/piket.md.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.presensi.models import HariLibur, Jadwal, JadwalHari, Roster, TukarJaga

SENIN, RABU = date(2025, 12, 22), date(2025, 12, 24)
PIKET, JADWAL_SAYA = "/presensi/piket/?periode=202512", "/presensi/jadwal-saya/?periode=202512"
Buka = Callable[..., Page]


@pytest.fixture
def regu(transactional_db: None, settings: Any) -> Dunia:
    """Staf has the night of Monday, her colleague of the same unit the morning of Wednesday."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    dunia = build()
    TukarJaga.objects.all().delete()
    Roster.objects.all().delete()
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    rekan = dunia.pegawai["tanpa akun"]
    rekan.user = dunia.user["rekan"] = User.objects.create_user(rekan.nip, nama="Rekan")
    rekan.nama = "Rekan"
    rekan.save()
    for nama, hari, jam in (("staf", SENIN, (1200, 480)), ("tanpa akun", RABU, (480, 840))):
        sif = Jadwal.objects.create(
            instansi=dunia.instansi["uji"], kode=f"RS-{nama[0]}", nama=f"Sif {jam[0] // 60}",
            ikut_libur=False,
        )  # fmt: skip
        JadwalHari.objects.bulk_create(
            JadwalHari(jadwal=sif, hari=h, masuk=jam[0], pulang=jam[1]) for h in range(1, 8)
        )
        Roster.objects.create(pegawai=dunia.pegawai[nama], tanggal=hari, jadwal=sif)
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], regu: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "ponsel") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(regu.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def test_two_duties_change_hands(
    buka: Buka, regu: Dunia, periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    page = buka("staf", PIKET)
    expect(page.get_by_text("1 kali Anda berjaga")).to_be_visible()
    page.get_by_role("link", name="Tukar", exact=True).click()
    page.get_by_label("Rekan", exact=True).select_option(label=f"{regu.pegawai['tanpa akun']}")
    page.get_by_label("Sebagai gantinya Anda mengambil").select_option(index=1)
    page.get_by_label("Alasan").fill("Acara keluarga")
    page.get_by_role("button", name="Minta tukar").click()
    expect(page.get_by_text("Rekan diminta menjawab.")).to_be_visible()
    assert Roster.objects.get(tanggal=SENIN).pegawai == regu.pegawai["staf"]

    page = buka("rekan", "/persetujuan/")
    page.locator(".butir-isi").first.click()
    expect(page.get_by_text("Acara keluarga").last).to_be_visible()
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="Saya bersedia").click()
    expect(page.get_by_text("Tukar jaga diajukan.")).to_be_visible()

    page = buka("kepala", "/persetujuan/?jenis=tukar_jaga", "meja")
    page.locator(".butir-isi").first.click()
    expect(page.get_by_text("Rekan bersedia.")).to_be_visible()
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("Tukar jaga disetujui.")).to_be_visible()
    assert Roster.objects.get(tanggal=SENIN).pegawai == regu.pegawai["tanpa akun"]
    assert Roster.objects.get(tanggal=RABU).pegawai == regu.pegawai["staf"]

    page = buka("staf", PIKET)
    expect(page.get_by_role("row").filter(has_text="24 Desember")).to_contain_text(
        "ditukar dengan Rekan"
    )
    foto(page, "piket-ditukar")
    periksa_aksesibilitas(page)
    for nama, hari in (("staf", "Rabu, 24 Desember"), ("rekan", "Senin, 22 Desember")):
        page = buka(nama, JADWAL_SAYA)
        expect(page.get_by_role("listitem").filter(has_text=hari)).to_contain_text("Sif")
