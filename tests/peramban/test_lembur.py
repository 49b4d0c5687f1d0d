"""Overtime by order in a browser: the officer's letter, what the taps prove, one's own page.

Steps: docs/panduan/lembur.md.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import SEJAK, Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import RiwayatGolongan
from selaras.presensi.models import HariLibur, Ketukan
from selaras.presensi.services import ensure_partitions

SABTU = date(2025, 12, 13)
DATANG, PULANG = datetime(2025, 12, 13, 0, 58, tzinfo=UTC), datetime(2025, 12, 13, 4, tzinfo=UTC)
Buka = Callable[..., Page]


@pytest.fixture
def kantor(transactional_db: None, settings: Any) -> Dunia:
    """A Saturday on which staf came at 07.58 and left at 11.00 WIB; kepala never came."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    dunia = build()
    PerintahLembur.objects.all().delete()
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    ensure_partitions([SABTU])
    staf = dunia.pegawai["staf"]
    RiwayatGolongan.objects.create(pegawai=staf, golongan="III/a", berlaku=berlaku_sejak(SEJAK))
    for waktu in (DATANG, PULANG):
        Ketukan.objects.create(
            situs=dunia.objek["situs"], pin="77", waktu=waktu, pegawai=staf, kode_kerja="",
            sumber=Ketukan.Sumber.DORONG, diterima_pada=waktu,
        )  # fmt: skip
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "meja") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def test_an_order_for_two_stands_beside_what_their_taps_prove(
    buka: Buka, kantor: Dunia, periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    page = buka("staf", "/aktivitas/lembur/saya/", "ponsel")
    expect(page.get_by_text("Belum ada perintah lembur")).to_be_visible()

    page = buka("pengelola_kepegawaian", "/aktivitas/lembur/")
    page.get_by_role("link", name="Catat perintah").first.click()
    orang = [kantor.pegawai[n].nip for n in ("staf", "kepala")]
    page.get_by_label("NIP pegawai").fill("\n".join([*orang, "1"]))
    page.get_by_label("Tanggal lembur").fill(f"{SABTU}")
    page.get_by_label("Mulai").fill("08:00")
    page.get_by_label("Selesai").fill("12:00")
    page.get_by_label("Nomor surat perintah").fill("800/1/SPKL")
    page.get_by_label("Tanggal surat").fill("2025-12-12")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tidak ada pegawai dengan NIP ini di unit Anda: 1.")).to_be_visible()
    page.get_by_label("NIP pegawai").fill("\n".join(orang))
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Perintah lembur 2 pegawai tercatat.")).to_be_visible()

    baris = page.get_by_role("row")
    staf = baris.filter(has_text="Staf")
    expect(staf).to_contain_text("08.00–11.00, kurang dari perintah")
    expect(staf).to_contain_text("90.000")  # three whole hours of rank III
    expect(baris.filter(has_text="Kepala")).to_contain_text("Tidak ada ketukan yang membuktikan")
    foto(page, "lembur")
    periksa_aksesibilitas(page)

    page = buka("staf", "/aktivitas/lembur/saya/", "ponsel")
    expect(page.get_by_role("row").filter(has_text="800/1/SPKL")).to_contain_text("90.000")
    foto(page, "lembur-saya")
    periksa_aksesibilitas(page)

    page = buka("pengelola_kepegawaian", "/aktivitas/lembur/")
    baris.filter(has_text="Staf").get_by_role("button", name="Cabut").click()
    expect(page.get_by_text("Perintah lembur dicabut.")).to_be_visible()
    page = buka("staf", "/aktivitas/lembur/saya/", "ponsel")
    expect(page.get_by_text("Belum ada perintah lembur")).to_be_visible()
