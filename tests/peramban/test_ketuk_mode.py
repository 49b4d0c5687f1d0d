"""Working from home and duty travel on the phone: offered by letter, with and without a signal."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.peramban.ketuk_uji import (
    DI_LUAR,
    DI_PONSEL,
    SUDAH,
    kantor,
    lencana,
    masuk_sebagai,
    ponsel,
    staf,
    tekan,
)

from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.presensi.models import BuktiKetukan, Ketukan

__all__ = ["kantor", "masuk_sebagai", "ponsel", "staf"]
Mode = BuktiKetukan.Mode


class Surat(NamedTuple):
    """A letter as the phone offers it."""

    pilihan: str
    nomor: str
    mode: Mode


SURAT = {
    "rumah": (Surat("Dari rumah", "800/17/2025", Mode.RUMAH), "WFH"),
    "dinas": (Surat("Dinas luar", "094/3/2025", Mode.DINAS), "DL"),
}


@pytest.fixture(params=["rumah", "dinas"])
def surat(request: pytest.FixtureRequest, kantor: Dunia) -> Surat:
    """staf has a letter for today and the days around it."""
    surat, kode = SURAT[request.param]
    hari = timezone.localdate()
    Ketidakhadiran.objects.create(
        pegawai=kantor.pegawai["staf"], jenis=JenisKetidakhadiran.objects.get(kode=kode),
        no_surat=surat.nomor, tanggal_surat=hari,
        berlaku=berlaku_sejak(hari - timedelta(days=1), hari + timedelta(days=2)),
    )  # fmt: skip
    return surat


@pytest.fixture
def di_luar(ponsel: BrowserContext) -> None:
    """More than a kilometre from the office."""
    ponsel.set_geolocation(DI_LUAR)  # type: ignore[arg-type]


def test_without_a_letter_only_the_office_is_offered(staf: Page) -> None:
    expect(staf.get_by_text("Area Anda: Kantor Alam.")).to_be_visible()
    expect(staf.get_by_role("group", name="Bekerja dari")).to_be_hidden()


def test_a_letter_is_offered_with_its_number_and_its_taps_count_anywhere(
    surat: Surat, di_luar: None, staf: Page, periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    expect(staf.get_by_role("group", name="Bekerja dari")).to_contain_text(surat.nomor)
    staf.get_by_role("radio", name=surat.pilihan).check()
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_have_count(1)
    expect(staf.locator(".ketuk-posisi")).to_contain_text("Posisi terbaca")
    expect(staf.locator(".ketuk-posisi")).not_to_contain_text("di luar area")
    foto(staf, f"ketuk-{surat.mode}")
    periksa_aksesibilitas(staf)
    bukti = BuktiKetukan.objects.get()
    assert (bukti.mode, bukti.tanda, bukti.luring) == (surat.mode, 0, False)
    assert Ketukan.objects.count() == 1


def test_the_letter_is_known_without_a_signal_and_the_tap_is_sent_later(
    surat: Surat, di_luar: None, staf: Page, ponsel: BrowserContext, live_server: LiveServer
) -> None:
    expect(staf.get_by_role("group", name="Bekerja dari")).to_be_visible()
    ponsel.set_offline(True)
    staf.goto(f"{live_server.url}/presensi/ketuk/")
    expect(staf.get_by_text("Halaman ini berjalan tanpa sinyal.")).to_be_visible()
    staf.get_by_role("radio", name=surat.pilihan).check()
    tekan(staf)
    expect(lencana(staf, DI_PONSEL)).to_have_count(1)
    assert not BuktiKetukan.objects.exists()
    ponsel.set_offline(False)
    expect(lencana(staf, SUDAH)).to_have_count(1)
    bukti = BuktiKetukan.objects.get()
    assert (bukti.mode, bukti.tanda) == (surat.mode, 0)


def test_a_letter_withdrawn_meanwhile_leaves_the_tap_to_the_superior(
    surat: Surat, di_luar: None, staf: Page, ponsel: BrowserContext
) -> None:
    expect(staf.get_by_role("group", name="Bekerja dari")).to_be_visible()
    ponsel.set_offline(True)
    staf.get_by_role("radio", name=surat.pilihan).check()
    tekan(staf)
    expect(lencana(staf, DI_PONSEL)).to_be_visible()
    Ketidakhadiran.objects.filter(no_surat=surat.nomor).update(dicabut_pada=timezone.now())
    ponsel.set_offline(False)
    expect(lencana(staf, "Sudah diterima, menunggu atasan")).to_be_visible()
    assert not Ketukan.objects.exists()
