"""Stored scripts in a real browser: what people type is shown as text and never run."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.impor.berkas_uji import csv_text
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import HARI, buka_kantor, catat, isi

from selaras.core.accounts.models import User
from selaras.core.impor.models import Impor
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.kinerja.models import HariAktivitas

GAMBAR = '<img src=x onerror="window.kena=1">'
SKRIP = f"Ani </script><script>window.kena=1</script>{GAMBAR}\"'><svg/onload=window.kena=1>"
Buka = Callable[[str, str], Page]


@pytest.fixture
def dunia(transactional_db: None, settings: Any, tmp_path: Path) -> Dunia:
    """staf's name, the reason of his leave and his day's work are scripts."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    settings.MEDIA_ROOT = tmp_path / "berkas"
    dunia = buka_kantor()
    staf = dunia.pegawai["staf"]
    staf.nama = SKRIP[:120]
    staf.save(update_fields=["nama"])
    User.objects.filter(pk=dunia.user["staf"].pk).update(nama=SKRIP[:120])
    dunia.objek["izin"] = Ketidakhadiran.objects.create(
        pegawai=staf, jenis=JenisKetidakhadiran.objects.get(kode="CAP"), no_surat=GAMBAR[:60],
        tanggal_surat=date(2025, 12, 1), keterangan=SKRIP,
        berlaku=berlaku_sejak(date(2025, 12, 1), date(2025, 12, 3)),
    )  # fmt: skip
    catat(dunia, isi("08:00", 60, SKRIP, keterangan=SKRIP))
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str) -> Page:
        page.context.clear_cookies()
        masuk(dunia.user[nama])
        jawab = page.goto(f"{live_server.url}{alamat}")
        assert jawab is not None
        assert jawab.status == 200, alamat
        return page

    return open_as


def assert_harmless(page: Page, *, shown: bool = True) -> None:
    """Nothing ran, nothing of it became an element, and (where due) it stands there as text."""
    if shown:
        expect(page.locator("#isi")).to_contain_text('onerror="window.kena=1"')
    assert page.locator("img[src=x]").count() == 0, page.url
    assert page.locator("svg[onload]").count() == 0, page.url
    assert page.evaluate("() => window.kena") is None, page.url


def test_a_persons_name_is_text_on_every_page_that_names_her(buka: Buka, dunia: Dunia) -> None:
    orang = dunia.pegawai["staf"].pk
    tempat = {
        "pengelola_kepegawaian": [
            reverse("pegawai:daftar"),
            reverse("pegawai:satu", args=[orang]),
            f"{reverse('web:cari')}?q=Ani",
            reverse("cuti:daftar"),
            reverse("pengguna:daftar"),
            reverse("pengguna:rinci", args=[dunia.user["staf"].pk]),
        ],
        "kepala": [reverse("aktivitas:tim"), reverse("tpp:bulan", args=[202512, orang])],
    }
    for nama, alamat in tempat.items():
        for satu in alamat:
            assert_harmless(buka(nama, satu))


def test_ones_own_frame_shows_the_name_as_text(buka: Buka) -> None:
    page = buka("staf", "/akun/")
    page.get_by_label("Menu akun").click()
    assert_harmless(page, shown=False)


def test_the_search_while_one_types_inserts_no_markup(buka: Buka) -> None:
    page = buka("pengelola_kepegawaian", reverse("web:cari"))
    page.locator("#isi input[type=search]").press_sequentially("Ani")
    expect(page.locator("#isi").get_by_text("window.kena").first).to_be_visible()
    assert_harmless(page, shown=False)


def test_names_offered_while_one_types_a_leave_are_text(buka: Buka, dunia: Dunia) -> None:
    page = buka("pengelola_kepegawaian", reverse("cuti:tambah"))
    page.locator("#id_nip").press_sequentially("Ani")
    pilihan = page.locator("#daftar-pegawai option")
    expect(pilihan).to_have_count(1)
    nip = dunia.pegawai["staf"].nip
    assert (pilihan.get_attribute("value") or "").startswith(f"{nip} · Ani </script>")
    assert_harmless(page, shown=False)


def test_the_reason_of_an_absence_is_text(buka: Buka, dunia: Dunia) -> None:
    izin = dunia.objek["izin"]
    assert_harmless(buka("pengelola_kepegawaian", reverse("cuti:rinci", args=[izin.pk])))
    assert_harmless(buka("staf", reverse("tpp:hari", args=[202512, dunia.pegawai["staf"].pk, 2])))


def test_a_days_work_is_text_for_its_writer_and_the_superior(buka: Buka, dunia: Dunia) -> None:
    hari = HariAktivitas.objects.get(pegawai=dunia.pegawai["staf"], tanggal=HARI)
    assert_harmless(buka("staf", f"/aktivitas/?tanggal={HARI:%Y-%m-%d}"))
    assert_harmless(buka("staf", f"{reverse('aktivitas:bulan')}?bulan=2025-12"))
    assert_harmless(buka("kepala", reverse("aktivitas:rinci", args=[hari.pk])))


def test_the_name_of_an_imported_file_is_text(buka: Buka, tmp_path: Path) -> None:
    page = buka("admin_bkpsdm", f"{reverse('impor:mulai')}?jenis=pegawai")
    berkas = tmp_path / "<img src=x onerror=window.kena=1>.csv"
    berkas.write_bytes(csv_text([["NIP", "Nama", GAMBAR], ["198609262015051001", SKRIP, "PNS"]]))
    page.set_input_files("input[type=file]", berkas)
    page.get_by_role("button", name="Unggah dan pasangkan kolom").click()
    expect(page.get_by_role("heading", name="Pasangkan kolom", exact=True)).to_be_visible()
    assert_harmless(page)  # the heading of the third column
    impor = Impor.objects.latest("pk")
    assert "onerror" in impor.nama_berkas
    page.goto(page.url.split("/impor/")[0] + reverse("impor:rinci", args=[impor.pk]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("onerror")
    assert_harmless(page, shown=False)
    page.goto(page.url.split("/impor/")[0] + reverse("impor:daftar"))
    expect(page.locator("#isi")).to_contain_text("onerror")
    assert_harmless(page, shown=False)
