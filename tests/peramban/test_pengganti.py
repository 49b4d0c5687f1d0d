"""Who decides when the superior cannot: by a dated mandate, as Plt of an empty post, as Plh.

On the desk and on the phone, from the letter to the decision that the employee reads.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.izin.dunia import Dunia, build
from tests.kinerja.rencana import AT, buat_rencana
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import middleware
from selaras.core.workflow.models import Delegasi, Menunggu, TransisiLog
from selaras.core.workflow.tasks import follow_superiors
from selaras.kinerja.models import RencanaBulan
from selaras.pegawai.models import RiwayatJabatan

Buka = Callable[[str, str], Page]
HARI = AT.date()
LAYAR = pytest.mark.parametrize("layar", ["meja", "ponsel"])


@pytest.fixture
def dunia(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Dunia:
    """A plan of staf waits for kepala."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, HARI
    monkeypatch.setattr(middleware, "now", lambda: AT)
    dunia = build()
    buat_rencana(dunia, "staf", "Menyusun laporan", ajukan=True)
    Menunggu.objects.update(perhatian="")
    return dunia


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        page.goto("about:blank")
        page.context.clear_cookies()
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


def _approve(page: Page, layar: str) -> None:
    """One row waits: on the phone it opens over the list, at the desk it stands beside it."""
    expect(page.locator("[data-baris]")).to_have_count(1)
    if layar == "ponsel":
        page.locator("[data-buka]").first.click()
    bilah = page.locator(".putusan-bar")
    bilah.get_by_role("button", name="Setujui").first.click()
    expect(page.locator("#pesan")).to_contain_text("disetujui")


@LAYAR
def test_a_mandate_is_given_used_in_the_superiors_name_and_ended(
    buka: Buka, page: Page, dunia: Dunia, layar: str
) -> None:
    page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
    buka("tetangga", "/persetujuan/")
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()

    buka("kepala", "/persetujuan/mandat/")
    page.get_by_role("link", name="Beri mandat").first.click()
    page.get_by_label("Penerima mandat").fill(dunia.pegawai["tetangga"].nip)
    page.get_by_label("Mulai", exact=True).fill(HARI.isoformat())
    page.get_by_label("Sampai", exact=True).fill((HARI + timedelta(days=4)).isoformat())
    page.get_by_label("Nomor surat").fill("800/12/2025")
    page.get_by_label("Tanggal surat").fill(HARI.isoformat())
    page.get_by_role("button", name="Beri mandat").click()
    expect(page.get_by_role("rowheader", name="Kepala")).to_be_visible()

    buka("tetangga", "/persetujuan/")
    expect(page.get_by_text("a.n. Kepala").locator("visible=true").first).to_be_visible()
    _approve(page, layar)
    log = TransisiLog.objects.get(transisi="approve")
    assert (log.pelaku_nama, log.atas_nama) == ("Tetangga", "Kepala")

    buka("staf", f"/kinerja/rencana/bulan/{RencanaBulan.objects.get().pk}/")
    expect(page.get_by_text("a.n. Kepala").locator("visible=true").first).to_be_visible()

    buka("kepala", "/persetujuan/mandat/")
    page.get_by_role("button", name="Akhiri").click()
    expect(page.get_by_role("button", name="Akhiri")).to_have_count(0)
    assert Delegasi.objects.count() == 1
    buat_rencana(dunia, "staf", "Rapat", periode=202601, ajukan=True)
    buka("tetangga", "/persetujuan/")
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()


@LAYAR
@pytest.mark.parametrize("penugasan", ["PLT", "PLH"])
def test_who_acts_on_the_superiors_post_decides_without_any_mandate(
    buka: Buka, page: Page, dunia: Dunia, penugasan: str, layar: str
) -> None:
    page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
    milik_kepala = RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"])
    if penugasan == "PLT":  # the post is empty; a Plh stands in while its holder is away
        milik_kepala.update(berlaku=berlaku_sejak(date(2020, 1, 1), HARI))
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["tetangga"], jabatan=dunia.jabatan["kepala"], penugasan=penugasan,
        berlaku=berlaku_sejak(HARI),
    )  # fmt: skip
    follow_superiors()

    buka("tetangga", "/persetujuan/")
    _approve(page, layar)
    log = TransisiLog.objects.get(transisi="approve")
    assert (log.pelaku_nama, log.atas_nama) == ("Tetangga", "")
    buka("staf", f"/kinerja/rencana/bulan/{RencanaBulan.objects.get().pk}/")
    expect(page.get_by_text("Tetangga").locator("visible=true").first).to_be_visible()
    buka("kepala", "/persetujuan/")
    expect(page.get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()
