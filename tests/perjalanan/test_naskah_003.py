"""Seed 003 as one story: plan, expectation, realisation with evidence, instrument, box, follow-up.

Told once at the desk and once with everybody on the phone: "di mana saja dan kapan saja". The
words in each step's docstring are the seed's.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import gambar, pdf
from tests.perjalanan.kantor_003 import Kantor
from tests.tpp import bulan_kecil as kecil

from selaras.core import waktu
from selaras.core.accounts.models import User
from selaras.kinerja.models import Eviden, Realisasi, RencanaBulan
from selaras.kotak.models import KasusPembinaan, KotakPegawai
from selaras.kotak.tasks import make_everything
from selaras.tpp.models import InstrumenTerbentuk
from selaras.tpp.services import compute_month

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
P = kecil.PERIODE
PERILAKU = (
    "Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif",
    "Kolaboratif",
)  # fmt: skip


@pytest.fixture(params=["meja", "ponsel"])
def kantor(
    request: pytest.FixtureRequest, transactional_db: None, page: Page, live_server: LiveServer,
    masuk: Callable[[User], None], settings: Any, tmp_path: Path,
) -> Kantor:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    return Kantor(page, live_server.url, masuk, settings, request.param)


def _rencana(kantor: Kantor, uraian: str) -> None:
    """Login menggunakan akun masing-masing; masuk ke menu isi rencana kerja; input, klik ajukan."""
    kantor.sign_in("pegawai")
    page = kantor.choose("Kinerja saya", "Rencana kerja")
    page.get_by_role("button", name="Isi rencana Oktober 2025").click()
    page.get_by_label("Rencana kerja", exact=False).first.fill(uraian)
    page.get_by_role("textbox", name="Target").first.fill("2")
    page.get_by_label("Satuan").first.fill("laporan")
    expect(page.locator("#keadaan-simpan")).to_have_attribute("data-jenis", "baik")
    kantor.fits()
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Diajukan kepada Pegawai 3.")).to_be_visible()


def _penolakan(kantor: Kantor) -> None:
    """Atasan dapat melakukan persetujuan dan penolakan terhadap rencana yang telah diajukan."""
    page = kantor.open("atasan", "/kinerja/rencana/tim/")
    page.get_by_role("link", name="Diajukan").click()
    page.get_by_label("Kata untuk seluruh rencana").fill("Bukan tugas jabatan Anda.")
    page.get_by_role("button", name="Tolak", exact=True).click()
    expect(page.get_by_text("Rencana kerja ditolak.")).to_be_visible()
    page = kantor.open("pegawai", "/pemberitahuan/")
    expect(page.get_by_text("Bukan tugas jabatan Anda.").first).to_be_visible()
    assert RencanaBulan.objects.get().status == "ditolak"


def _belum_disetujui(kantor: Kantor) -> None:
    """Setelah rencana disetujui atasan, maka selanjutnya pengisian realisasi: sebelumnya tidak."""
    page = kantor.open("pegawai", f"/kinerja/realisasi/{P}/")
    expect(page.get_by_text("Belum ada rencana untuk bulan ini")).to_be_visible()


def _persetujuan(kantor: Kantor) -> None:
    """Rencana masuk ke akun atasan; atasan juga bisa memberikan ekspektasi."""
    page = kantor.open("atasan", "/kinerja/rencana/tim/")
    page.get_by_role("link", name="Diajukan").click()
    page.get_by_label("Ekspektasi").first.fill("Selesai sebelum tanggal 25")
    kantor.fits()
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("Rencana kerja disetujui.")).to_be_visible()


def _realisasi(kantor: Kantor) -> None:
    """Masuk ke menu isi realisasi; melampirkan eviden (berkas sungguhan); diajukan."""
    kantor.on(date(2025, 11, 3))
    page = kantor.open("pegawai", "/")
    kantor.choose("Kinerja saya", "Realisasi")
    page.locator(f"a[href='/kinerja/realisasi/{P}/']").first.click()
    # "sehingga bisa dijadikan kontrol dalam evaluasi realisasi kerja"
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
    kantor.fits()
    page.get_by_role("button", name="Ajukan").click()
    expect(page.get_by_role("button", name="Tarik kembali")).to_be_visible()
    assert (Realisasi.objects.get().status, Eviden.objects.count()) == ("diajukan", 2)


def _choose(page: Page, kelompok: str, kata: str) -> None:
    with page.expect_response(lambda r: "/simpan/" in r.url):
        page.get_by_role("group", name=kelompok, exact=True).get_by_label(kata).check()
    expect(page.locator(".htmx-request")).to_have_count(0)  # its answer stands on the page


def _penilaian(kantor: Kantor) -> None:
    """Masuk ke menu realisasi bawahan; menilai berdasarkan kinerja dan eviden pegawai."""
    kantor.on(date(2025, 11, 4))
    page = kantor.open("atasan", f"/kinerja/penilaian/?periode={P}")
    page.get_by_role("link", name="Buka lengkap Pegawai 1").click()
    expect(page.get_by_text("Laporan.pdf").first).to_be_visible()
    _choose(page, "Menyusun laporan triwulan", "Sesuai")
    for nilai in PERILAKU:
        _choose(page, nilai, "Sesuai")
    expect(page.locator(".nilai-predikat")).to_have_text("Predikat Baik")
    kantor.fits()
    page.get_by_role("button", name="Selesaikan").click()
    expect(page.get_by_text("Pegawai 1: Baik. Hasilnya sudah dapat ia lihat.")).to_be_visible()


def _instrumen(kantor: Kantor, work: Callable[[], None]) -> None:
    """Setelah atasan selesai menilai, instrumen sudah bisa dilihat: disiplin, produktivitas."""
    work()
    # 2.500.000 + 1.500.000 whole; category B 1% of 8.000.000; JKN 1%: no run was made.
    assert InstrumenTerbentuk.objects.get().diterima == 4_000_000 - 80_000 - 40_000
    page = kantor.open("pegawai", "/pemberitahuan/")
    page.get_by_text("Instrumen TPP Oktober 2025 sudah terbentuk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bulan saya · Oktober 2025")
    # "Aspek disiplin kerja diambil dari kehadiran pegawai": 23 working days, all on time
    expect(page.get_by_text("23 dari 23 hari kerja").first).to_be_visible()
    instrumen = page.get_by_role("region", name="Instrumen")
    for kata in ("Nilai disiplin", "Nilai produktivitas", "Rp4.000.000", "Rp3.880.000"):
        expect(instrumen.get_by_text(kata).locator("visible=true").first).to_be_visible()
    kantor.fits()


def _verifikator(kantor: Kantor) -> None:
    """Verifikator TPP tidak perlu membuat instrumen penilaian secara manual."""
    compute_month(instansi=kantor.instansi, periode=P, actor=kecil.ACTOR, at=waktu.now())
    page = kantor.open("verifikator", f"/tpp/verifikasi/?periode={P}")
    expect(page.get_by_text("Hasil kinerja belum dinilai").first).to_be_visible()  # Pegawai 5
    page.get_by_role("link", name="Dinas A").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinas A")
    page.get_by_role("button", name="Verifikasi").first.click()
    expect(page.get_by_text("Diverifikasi").locator("visible=true").first).to_be_visible()


def _kotak(kantor: Kantor) -> None:
    """Dikelompokkan menjadi 9 kelompok; tindak lanjut berupa pembinaan atau klarifikasi."""
    make_everything(waktu.now())
    atas, bawah = (
        KotakPegawai.objects.get(pegawai=p, periode=P) for p in (kantor.pegawai, kantor.rendah)
    )
    assert bawah.kotak <= 3 < atas.kotak
    page = kantor.open("bkpsdm", f"/kotak/?bulan={P}")
    expect(page.locator(".kisi-baris li")).to_have_count(9)
    kantor.fits()
    page.get_by_role("link", name=f"Kotak {bawah.kotak}").first.click()
    page.get_by_role("link", name="Pegawai 5").first.click()
    page.get_by_role("button", name="Buka kasus").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Klarifikasi")
    assert KasusPembinaan.objects.get().pegawai == kantor.rendah
    page = kantor.open("pegawai", "/kotak/saya/")
    expect(page.get_by_text(f"kotak {atas.kotak}").first).to_be_visible()


def test_the_story_of_seed_003_from_plan_to_box(
    kantor: Kantor, pekerja_latar: Callable[[], None]
) -> None:
    kantor.on(date(2025, 10, 1))
    _rencana(kantor, "Menjaga kebersihan lapangan")
    _penolakan(kantor)
    _belum_disetujui(kantor)
    _rencana(kantor, "Menyusun laporan triwulan")
    _persetujuan(kantor)
    _realisasi(kantor)
    _penilaian(kantor)
    _instrumen(kantor, pekerja_latar)
    _verifikator(kantor)
    _kotak(kantor)
