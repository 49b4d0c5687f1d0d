"""Seed: once the superior has assessed, the person sees it, may object, and is answered."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.izin.dunia import SEJAK, Dunia, build
from tests.kinerja.bulan_dinilai import report

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.selectors import load_actor
from selaras.kinerja.models import (
    SKP,
    CapaianOrganisasi,
    KegiatanTugas,
    MasukanKetuaTim,
    Penilaian,
    PenilaianBulanan,
)
from selaras.kinerja.services.penilaian import finish_assessment, save_fields
from selaras.pegawai.models import AtasanKhusus

P = 202510
LAYAR = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]
Periksa = Callable[[Page], None]
Foto = Callable[[Page, str], None]
Buka = Callable[[str, str], Page]


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    dunia = build()
    staf, kepala = dunia.pegawai["staf"], dunia.pegawai["kepala"]
    laporan = report(dunia, "staf", P)
    actor = load_actor(dunia.user["kepala"], at=timezone.now())
    isi = {f"baris-{b.pk}": "3" for b in laporan.baris.all()}
    isi |= {"perilaku_semua": "2", "umpan": "Laporan terlambat dua kali."}
    save_fields(actor=actor, pegawai_id=staf.pk, periode=P, isi=isi)
    finish_assessment(actor=actor, pegawai_id=staf.pk, periode=P)
    AtasanKhusus.objects.create(
        pegawai=kepala, atasan=dunia.pegawai["tetangga"], alasan="sekda",
        berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    return dunia


@pytest.fixture
def buka(page: Page, live_server: Any, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_the_person_objects_and_the_assessors_superior_answers(
    buka: Buka, dunia: Dunia, layar: Any
) -> None:
    page = buka("staf", "/kinerja/saya/?tahun=2025")
    page.set_viewport_size(layar)
    expect(
        page.get_by_text("1 bulan sudah dinilai; yang terakhir butuh perbaikan.")
    ).to_be_visible()
    page.get_by_role("link", name="Mengapa Oktober 2025").click()
    laci = page.locator("#laci-isi")
    expect(laci.get_by_text("Laporan terlambat dua kali.")).to_be_visible()
    laci.get_by_role("link", name="Ajukan keberatan").click()
    page.get_by_label("Alasan keberatan").fill("Laporan dikirim tepat waktu, lihat buktinya.")
    page.get_by_label("Tautan bukti").fill("https://contoh.go.id/bukti")
    page.get_by_role("button", name="Ajukan keberatan").click()
    expect(page.get_by_text("Keberatan diajukan kepada atasan penilai Anda.")).to_be_visible()
    page = buka("tetangga", "/kinerja/keberatan/")
    page.get_by_role("link", name="Buka keberatan Staf").click()
    page.get_by_label("Rating hasil kerja").select_option("Sesuai ekspektasi")
    page.get_by_label("Pertimbangan").fill("Bukti pengiriman sah.")
    page.get_by_role("button", name="Terima dengan rating ini").click()
    expect(page.get_by_text("Keberatan diterima.")).to_be_visible()
    assert PenilaianBulanan.objects.get(pegawai=dunia.pegawai["staf"]).predikat == "baik"
    page = buka("staf", "/kinerja/saya/?tahun=2025")
    expect(page.get_by_text("1 bulan sudah dinilai; yang terakhir baik.")).to_be_visible()


@pytest.mark.parametrize("layar", LAYAR, ids=["meja", "ponsel"])
def test_a_colleague_writes_and_the_person_reads(buka: Buka, dunia: Dunia, layar: Any) -> None:
    page = buka("verifikator_tpp", "/kinerja/umpan-balik/")
    page.set_viewport_size(layar)
    page.get_by_label("Untuk siapa").fill("staf")
    page.get_by_label("Umpan balik", exact=True).fill("Cepat membantu saat data salah.")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Umpan balik untuk Staf tersimpan.")).to_be_visible()
    page = buka("staf", "/kinerja/umpan-balik/")
    expect(page.get_by_text("Cepat membantu saat data salah.")).to_be_visible()
    expect(page.get_by_text("Rekan kerja")).to_be_visible()
    kata = page.locator("section").filter(has_text="Tentang Anda")
    expect(kata.get_by_text("Rekan kerja")).to_be_visible()
    expect(kata.get_by_text("Verifikator")).to_have_count(0)


def test_the_pages_are_accessible(
    buka: Buka, dunia: Dunia, periksa_aksesibilitas: Periksa, foto: Foto
) -> None:
    staf = dunia.pegawai["staf"]
    nilai = Penilaian.objects.get(pegawai=staf)
    CapaianOrganisasi.objects.create(unit=dunia.unit["dinas alam"], tahun=2025, capaian="kurang")
    MasukanKetuaTim.objects.create(
        pegawai=staf, ketua=dunia.pegawai["tetangga"], periode=P, tim="Tim Stunting"
    )
    jabatan = dunia.jabatan["staf"]
    skp = SKP.objects.create(
        pegawai=staf, tahun=2020, generasi="pp46", jabatan=jabatan, unit=jabatan.unit,
        status="disetujui", masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )  # fmt: skip
    KegiatanTugas.objects.create(
        skp=skp, uraian="Menyusun laporan", target_kuantitas=12, target_waktu=12,
        realisasi_kuantitas=12, realisasi_waktu=10,
    )  # fmt: skip
    halaman = [
        ("staf", "/kinerja/saya/?tahun=2025", "saya"),
        ("staf", "/kinerja/saya/?tahun=2019", "saya-kosong"),
        ("staf", f"/kinerja/hasil/{nilai.pk}/", "rinci"),
        ("staf", f"/kinerja/keberatan/ajukan/{nilai.pk}/", "keberatan-ajukan"),
        ("staf", "/kinerja/keberatan/", "keberatan-kosong"),
        ("staf", "/kinerja/umpan-balik/", "umpan"),
        ("tetangga", "/kinerja/masukan/", "masukan"),
        ("kepala", "/kinerja/penilaian/tahunan/?tahun=2025", "tahunan"),
        ("kepala", f"/kinerja/penilaian/tahunan/202500/{staf.pk}/", "utuh"),
        ("kepala", f"/kinerja/penilaian/pp46/{skp.pk}/", "pp46"),
        ("kepala", f"/kinerja/penilaian/{P}/{staf.pk}/", "selesai"),
        ("admin_bkpsdm", f"/kinerja/distribusi/?periode={P}", "distribusi"),
    ]
    for nama, alamat, gambar in halaman:
        page = buka(nama, alamat)
        foto(page, f"kinerja-{gambar}")
        periksa_aksesibilitas(page)
