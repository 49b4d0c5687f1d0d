"""Seed 003 as one story: plan, expectation, realisation with evidence, instrument, box.

The employee holds a phone, her superior sits at a desk. Pegawai 1 of Dinas A works under Pegawai 3;
October 2025 of six people, all punctual, under the sample region's rule.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import gambar, pdf
from tests.peramban.conftest import UKURAN
from tests.tpp import bulan_kecil as kecil

from selaras.core import waktu
from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.kinerja.models import Eviden, PenilaianBulanan, Realisasi, RencanaBulan
from selaras.kotak.models import KotakPegawai
from selaras.kotak.tasks import make_everything
from selaras.organisasi.models import Instansi, Jabatan
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import InstrumenTerbentuk
from selaras.tpp.services import compute_month

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
P = kecil.PERIODE
PERILAKU = (
    "Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif",
    "Kolaboratif",
)  # fmt: skip


class Kantor:
    """Who sits where, and the day that the office lives on."""

    def __init__(self, page: Page, url: str, masuk: Callable[[User], None], settings: Any) -> None:
        self.page, self.url, self.masuk, self.settings = page, url, masuk, settings
        self.instansi = kecil.build()
        Instansi.objects.update(daerah="contoh")
        self.instansi.refresh_from_db()
        self.pegawai = Pegawai.objects.get(nama="Pegawai 1")
        Jabatan.objects.filter(kode="J1").update(atasan=Jabatan.objects.get(kode="J3"))
        PenilaianBulanan.objects.filter(pegawai=self.pegawai).delete()
        self.user = {"pegawai": self._login(1), "atasan": self._login(3)}
        self.user["bkpsdm"] = User.objects.create_user("bkpsdm", "hutan-kopi-merapi", nama="BKPSDM")
        PenugasanPeran.objects.create(
            user=self.user["bkpsdm"], peran="admin_bkpsdm", instansi_id=self.instansi.pk,
            berlaku=berlaku_sejak(kecil.AWAL),
        )  # fmt: skip

    def _login(self, n: int) -> User:
        user = User.objects.create_user(
            f"pegawai{n}", "hutan-kopi-merapi", nama=f"Pegawai {n}", email=f"p{n}@contoh.go.id"
        )
        Pegawai.objects.filter(nama=f"Pegawai {n}").update(user=user)
        return user

    def on(self, hari: date) -> None:
        """The site lives on this day from now on."""
        self.settings.DEMO, self.settings.HARI_INI_CONTOH = True, hari

    def open(self, siapa: str, path: str) -> Page:
        """`siapa` opens a page: employees on the phone, everybody else at the desk."""
        self.page.goto("about:blank")
        self.page.set_viewport_size(UKURAN["ponsel" if siapa == "pegawai" else "meja"])  # type: ignore[arg-type]
        self.page.context.clear_cookies()
        self.masuk(self.user[siapa])
        self.page.goto(self.url + path)
        return self.page


@pytest.fixture
def kantor(
    transactional_db: None, page: Page, live_server: LiveServer, masuk: Callable[[User], None],
    settings: Any, tmp_path: Path,
) -> Kantor:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    return Kantor(page, live_server.url, masuk, settings)


def _rencana(kantor: Kantor) -> None:
    """Login, masuk ke menu isi rencana kerja, input rencana, klik ajukan rencana kerja."""
    kantor.on(date(2025, 10, 1))
    page = kantor.open("pegawai", "/kinerja/rencana/")
    page.get_by_role("button", name="Isi rencana Oktober 2025").click()
    page.get_by_label("Rencana kerja", exact=False).first.fill("Menyusun laporan triwulan")
    page.get_by_role("textbox", name="Target").first.fill("2")
    page.get_by_label("Satuan").first.fill("laporan")
    expect(page.locator("#keadaan-simpan")).to_have_attribute("data-jenis", "baik")
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Pegawai 3.")).to_be_visible()
    assert RencanaBulan.objects.get().status == "diajukan"


def _persetujuan(kantor: Kantor) -> None:
    """Rencana masuk ke akun atasan; ia menyetujui dan memberi ekspektasi."""
    page = kantor.open("atasan", "/kinerja/rencana/tim/")
    page.get_by_role("link", name="Diajukan").click()
    page.get_by_label("Ekspektasi").first.fill("Selesai sebelum tanggal 25")
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("Rencana kerja disetujui.")).to_be_visible()
    page = kantor.open("pegawai", f"/kinerja/rencana/bulan/{RencanaBulan.objects.get().pk}/")
    expect(page.get_by_text("Selesai sebelum tanggal 25")).to_be_visible()


def _realisasi(kantor: Kantor) -> None:
    """Isi realisasi, lampirkan eviden (berkas sungguhan), ajukan."""
    kantor.on(date(2025, 11, 3))
    page = kantor.open("pegawai", f"/kinerja/realisasi/{P}/")
    expect(page.get_by_text("Selesai sebelum tanggal 25").first).to_be_visible()
    baris = page.locator(".realisasi-baris").first
    baris.get_by_label("Yang dikerjakan").fill("Laporan triwulan selesai")
    baris.get_by_label("Capaian").fill("2")
    berkas: list[FilePayload] = [
        {"name": "Laporan.pdf", "mimeType": "application/pdf", "buffer": pdf()},
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": gambar()},
    ]
    baris.locator("input[type=file]").set_input_files(berkas)
    expect(baris.locator(".unggah-jadi")).to_have_count(2)
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_role("button", name="Tarik kembali")).to_be_visible()
    assert (Realisasi.objects.get().status, Eviden.objects.count()) == ("diajukan", 2)


def _choose(page: Page, kelompok: str, kata: str) -> None:
    with page.expect_response(lambda r: "/simpan/" in r.url):
        page.get_by_role("group", name=kelompok, exact=True).get_by_label(kata).check()


def _penilaian(kantor: Kantor) -> None:
    """Menu realisasi bawahan: menilai berdasarkan kinerja dan eviden."""
    kantor.on(date(2025, 11, 4))
    page = kantor.open("atasan", f"/kinerja/penilaian/?periode={P}")
    page.get_by_role("link", name="Buka lengkap Pegawai 1").click()
    expect(page.get_by_text("Laporan.pdf").first).to_be_visible()
    _choose(page, "Menyusun laporan triwulan", "Sesuai")
    for nilai in PERILAKU:
        _choose(page, nilai, "Sesuai")
    expect(page.locator(".nilai-predikat")).to_have_text("Predikat Baik")
    page.get_by_role("button", name="Selesaikan").click()
    expect(page.get_by_text("Pegawai 1: Baik. Hasilnya sudah dapat ia lihat.")).to_be_visible()


def _instrumen(kantor: Kantor, work: Callable[[], None]) -> None:
    """Instrumen sudah bisa dilihat: disiplin, produktivitas, rincian tunjangan."""
    work()
    # 2.500.000 + 1.500.000 whole; category B 1% of 8.000.000; JKN 1%: no run was made.
    assert InstrumenTerbentuk.objects.get().diterima == 4_000_000 - 80_000 - 40_000
    page = kantor.open("pegawai", "/pemberitahuan/")
    page.get_by_text("Instrumen TPP Oktober 2025 sudah terbentuk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bulan saya · Oktober 2025")
    instrumen = page.get_by_role("region", name="Instrumen")
    for kata in ("Nilai disiplin", "Nilai produktivitas", "Rp4.000.000", "Rp3.880.000"):
        expect(instrumen.get_by_text(kata).locator("visible=true").first).to_be_visible()
    assert page.locator("html").evaluate("e => e.scrollWidth") <= UKURAN["ponsel"]["width"]


def _kotak(kantor: Kantor) -> None:
    """BKPSDM melihat pegawai itu di kotaknya."""
    kini = waktu.now()
    compute_month(instansi=kantor.instansi, periode=P, actor=kecil.ACTOR, at=kini)
    make_everything(kini)
    kotak = KotakPegawai.objects.get(pegawai=kantor.pegawai, periode=P)
    page = kantor.open("bkpsdm", f"/kotak/?bulan={P}")
    page.get_by_role("link", name=f"Kotak {kotak.kotak}").first.click()
    expect(page.get_by_text("Pegawai 1").first).to_be_visible()


def test_the_story_of_seed_003_from_plan_to_box(
    kantor: Kantor, pekerja_latar: Callable[[], None]
) -> None:
    _rencana(kantor)
    _persetujuan(kantor)
    _realisasi(kantor)
    _penilaian(kantor)
    _instrumen(kantor, pekerja_latar)
    _kotak(kantor)
