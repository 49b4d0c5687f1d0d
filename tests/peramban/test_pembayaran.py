"""The treasurer's month in a browser: SPM, SP2D, a transfer that the bank returns, its repeat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.peramban.conftest import UKURAN
from tests.tpp import bulan_kecil as kecil
from tests.tpp.test_pembayaran import month

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import UnitKerja
from selaras.tpp.models import DaftarBayar, PembayaranTPP


def give_role(nama: str, peran: str) -> User:
    """An account with a role in the whole small government."""
    user = User.objects.create_user(nama, "kopi-hutan-merapi", nama=nama.title())
    unit = UnitKerja.objects.get(kode="A")
    PenugasanPeran.objects.create(
        user=user, peran=peran, instansi_id=unit.instansi_id, berlaku=berlaku_sejak(kecil.AWAL)
    )
    return user


@pytest.fixture
def bendahara(transactional_db: None) -> User:
    """October of SKPD A is locked; Pegawai 1's payment is held back."""
    petugas = User.objects.create_user("petugas", "kopi-hutan-merapi")
    month("terkunci", replace(kecil.ACTOR, user_id=petugas.pk))
    return give_role("bendahara", "bendahara")


@pytest.fixture
def daftar(bendahara: User, live_server: LiveServer) -> str:
    skpd = UnitKerja.objects.get(kode="A")
    return f"{live_server.url}/tpp/pembayaran/{kecil.PERIODE}/{skpd.pk}/"


def row(page: Page, nama: str) -> Locator:
    return page.get_by_role("row").filter(has_text=nama)


def test_from_the_request_to_the_bank_and_back_and_paid_again(
    bendahara: User,
    daftar: str,
    page: Page,
    masuk: Callable[[User], None],
    periksa_aksesibilitas: Callable[[Page], None],
) -> None:
    masuk(bendahara)
    page.goto(daftar)
    expect(page.locator(".ringkas")).to_contain_text("2 orang, Rp")
    expect(page.locator(".ringkas")).to_contain_text("1 ditahan")
    periksa_aksesibilitas(page)

    # asked for with an SPM; only then can it be paid
    page.set_viewport_size(UKURAN["meja"])  # type: ignore[arg-type]
    page.get_by_role("link", name="Ajukan pembayaran").click()
    page.get_by_label("Nomor SPM").fill("01/SPM/2025")
    page.get_by_label("Tanggal SPM").fill("2025-11-10")
    page.get_by_role("button", name="Ajukan pembayaran").click()
    expect(page.get_by_text("diajukan dengan SPM 01/SPM/2025")).to_be_visible()

    page.get_by_role("link", name="Catat SP2D").click()
    page.get_by_label("Nomor SP2D").fill("77/SP2D/2025")
    page.get_by_label("Tanggal SP2D").fill("2025-11-12")
    page.get_by_role("button", name="Catat SP2D").dblclick()
    expect(page.get_by_text("2 orang tercatat dibayar 12 November 2025.")).to_be_visible()
    expect(page.locator(".ringkas")).to_contain_text("SP2D 77/SP2D/2025")
    assert DaftarBayar.objects.get(skpd__kode="A").no_sp2d == "77/SP2D/2025"
    assert PembayaranTPP.objects.filter(status="dibayar").count() == 2

    # one account was closed
    row(page, "Pegawai 3").get_by_role("link", name="Transfer gagal").click()
    page.get_by_label("Alasan dari bank").fill("Rekening ditutup")
    page.get_by_label("Dikembalikan pada").fill("2025-11-13")
    page.get_by_role("button", name="Transfer gagal").click()
    expect(page.get_by_text("tercatat gagal.")).to_be_visible()
    expect(row(page, "Pegawai 3")).to_contain_text("Rekening ditutup")
    expect(page.locator(".ringkas")).to_contain_text("1 transfer gagal dan belum diulang")

    # paid again to another account, on the phone
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    page.reload()
    row(page, "Pegawai 3").get_by_role("link", name="Bayar ulang").click()
    page.get_by_label("Dibayar ulang pada").fill("2025-11-17")
    page.get_by_label("Nomor rekening").fill("8800112233")
    page.get_by_role("button", name="Transfer ulang").click()
    expect(page.get_by_text("Transfer ulang Pegawai 3 tercatat.")).to_be_visible()
    assert page.locator("html").evaluate("e => e.scrollWidth") <= UKURAN["ponsel"]["width"]
    riwayat = PembayaranTPP.objects.filter(pegawai__nama="Pegawai 3").order_by("ke")
    assert [(p.ke, p.status, p.terakhir) for p in riwayat] == [
        (1, "gagal", False), (2, "dibayar", True),
    ]  # fmt: skip
    assert riwayat[1].nomor_rekening == "8800112233"
    assert riwayat[1].tanggal == date(2025, 11, 17)


def test_what_the_bank_cannot_have_done_is_said_beside_the_form(
    bendahara: User, daftar: str, page: Page, masuk: Callable[[User], None]
) -> None:
    masuk(bendahara)
    page.goto(f"{daftar}ajukan/")
    page.get_by_label("Nomor SPM").fill("01/SPM/2025")
    page.get_by_label("Tanggal SPM").fill("2025-11-10")
    page.get_by_role("button", name="Ajukan pembayaran").click()
    page.get_by_role("link", name="Catat SP2D").click()
    page.get_by_label("Nomor SP2D").fill("77/SP2D/2025")
    page.get_by_label("Tanggal SP2D").fill("2099-01-01")
    page.get_by_role("button", name="Catat SP2D").click()
    expect(page.locator(".pesan-error, .isian-galat").first).to_be_visible()
    expect(page.get_by_label("Nomor SP2D")).to_have_value("77/SP2D/2025")
    assert not PembayaranTPP.objects.filter(status="dibayar").exists()
