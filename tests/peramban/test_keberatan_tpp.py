"""An objection to a figure, from the line on the phone to the superior's answer and back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.peramban.conftest import UKURAN
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import AtasanKhusus, Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import KeberatanTPP, SusulanTPP
from selaras.tpp.services import compute_month

Duduk = Callable[[str, str, str], None]


@pytest.fixture
def kantor(
    transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> dict[str, User]:
    """October is locked; Pegawai 1 is marked absent on the 6th and led by Pegawai 2."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, kecil.AT.date()
    hukum = kecil.law()
    monkeypatch.setattr("selaras.hukum.Law.load", classmethod(lambda cls: hukum))
    instansi = kecil.build(2)
    satu, dua = Pegawai.objects.order_by("nama")
    kecil.remove_taps(satu, date(2025, 10, 6))
    compute_month(instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)
    AtasanKhusus.objects.create(
        pegawai=satu, atasan=dua, alasan="uji", berlaku=berlaku_sejak(kecil.AWAL)
    )
    akun = {}
    for nama, pegawai in (("satu", satu), ("dua", dua)):
        akun[nama] = User.objects.create_user(nama, "kopi-hutan-merapi", nama=pegawai.nama)
        Pegawai.objects.filter(pk=pegawai.pk).update(user=akun[nama])
    return akun


@pytest.fixture
def duduk(
    kantor: dict[str, User], page: Page, live_server: LiveServer, masuk: Callable[[User], None]
) -> Duduk:
    """Somebody sits down at a page on a screen."""

    def sit_down(nama: str, path: str, layar: str) -> None:
        page.goto("about:blank")
        page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor[nama])
        page.goto(live_server.url + path)

    return sit_down


def file_objection(page: Page, duduk: Duduk) -> None:
    """From the line of the instrument itself."""
    pk = Pegawai.objects.get(nama="Pegawai 1").pk
    duduk("satu", f"/tpp/bulan/{kecil.PERIODE}/{pk}/baris/disiplin/", "ponsel")
    page.get_by_role("link", name="Ajukan keberatan").click()
    page.get_by_label("Apa yang keliru").fill("Saya masuk 6 Oktober, mesinnya rusak.")
    page.get_by_role("button", name="Ajukan").dblclick()
    expect(page.get_by_text("Saya masuk 6 Oktober, mesinnya rusak.").first).to_be_visible()
    assert page.locator("html").evaluate("e => e.scrollWidth") <= UKURAN["ponsel"]["width"]
    assert KeberatanTPP.objects.count() == 1


def test_the_superior_answers_from_her_inbox_and_the_difference_is_paid_later(
    page: Page, duduk: Duduk, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    file_objection(page, duduk)
    satu = KeberatanTPP.objects.get()
    duduk("dua", "/persetujuan/", "meja")
    expect(page.locator("[data-baris]")).to_contain_text("Nilai disiplin Oktober 2025")
    expect(page.locator("[data-baris]")).to_contain_text("mesinnya rusak")
    page.locator("[data-buka]").first.click()
    page.get_by_role("link", name="Buka halaman lengkapnya").click()
    expect(page.get_by_role("heading", name="Jawab keberatan")).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN["meja"])  # type: ignore[arg-type]
    page.get_by_label("Terima keberatan").check()
    page.get_by_label("Selisih yang dibayarkan").fill("48000")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.locator(".isian-galat").first).to_be_visible()  # no answer without words
    page.get_by_label("Alasan").fill("Benar, ada berita acara mesin rusak.")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("Jawaban tersimpan dan diberitahukan.")).to_be_visible()
    baris = SusulanTPP.objects.get()
    assert (baris.nilai_rp, baris.asal_periode) == (48_000, kecil.PERIODE)

    duduk("satu", f"/tpp/keberatan/{satu.pk}/", "ponsel")
    expect(page.get_by_text("Benar, ada berita acara mesin rusak.")).to_be_visible()
    expect(page.get_by_text("Rp48.000")).to_be_visible()
    duduk("satu", "/tpp/susulan/", "ponsel")
    expect(page.get_by_text("Rp48.000").first).to_be_visible()


def test_a_refusal_says_why_and_pays_nothing(page: Page, duduk: Duduk) -> None:
    file_objection(page, duduk)
    satu = KeberatanTPP.objects.get()
    duduk("dua", f"/tpp/keberatan/{satu.pk}/", "ponsel")
    page.get_by_label("Tolak keberatan").check()
    page.get_by_label("Alasan").fill("Mesin hari itu berfungsi.")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("Jawaban tersimpan dan diberitahukan.")).to_be_visible()
    assert not SusulanTPP.objects.exists()
    duduk("satu", "/", "ponsel")
    duduk("satu", f"/tpp/keberatan/{satu.pk}/", "ponsel")
    expect(page.get_by_text("Mesin hari itu berfungsi.")).to_be_visible()
