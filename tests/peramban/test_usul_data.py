"""An employee mends her own data in a browser: on a phone she proposes with a scan, the officer and
the agency decide field by field, the file follows, she reads why a field was refused.
Steps: docs/panduan/usul-data-pegawai.md.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import pdf
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.simpeg.models import RiwayatPendidikan, UsulRiwayat

Buka = Callable[..., Page]
Periksa = Callable[[Page], None]
PETUGAS, INSTANSI = "pengelola_kepegawaian", "admin_bkpsdm"


@pytest.fixture
def kantor(transactional_db: None, settings: Any, tmp_path: Path) -> Dunia:
    settings.MEDIA_ROOT = tmp_path
    dunia = build()
    UsulRiwayat.objects.all().delete()
    staf = dunia.pegawai["staf"]
    staf.nama, staf.telepon = "Sari Utami", "0811000111"
    staf.save()
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


def attach(page: Page) -> None:
    berkas = {"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.set_input_files("input[name=bukti]", berkas)  # type: ignore[arg-type]
    expect(page.locator(".unggah-jadi")).to_be_visible()


def send(page: Page) -> UsulRiwayat:
    page.get_by_role("button", name="Kirim usul").click()
    expect(page.get_by_text("Usul terkirim.")).to_be_visible()
    return UsulRiwayat.objects.latest("pk")


def decide(page: Page, langkah: str, sesudah: str) -> None:
    page.get_by_role("button", name=langkah).click()
    expect(page.get_by_text(sesudah, exact=True)).to_be_visible()


@pytest.mark.parametrize("ukuran", list(UKURAN))
def test_one_field_is_refused_with_a_reason_and_the_other_stands_in_the_file(
    buka: Buka, kantor: Dunia, periksa_aksesibilitas: Periksa, ukuran: str
) -> None:
    page = buka("staf", "/kepegawaian/usul/baru/identitas/", ukuran)
    page.get_by_label("Gelar belakang").fill("S.Hut.")
    page.get_by_label("Telepon").fill("0812999888")
    page.get_by_role("button", name="Kirim usul").click()
    expect(page.get_by_text("Lampirkan pindaian surat buktinya.")).to_be_visible()
    expect(page.get_by_label("Telepon")).to_have_value("0812999888")
    attach(page)
    usul = send(page)
    alamat = f"/kepegawaian/usul/{usul.pk}/"

    page = buka(PETUGAS, alamat, ukuran)
    telepon = page.get_by_role("row").filter(has_text="0812999888")
    expect(telepon).to_contain_text("0811000111")  # old beside new
    telepon.get_by_label("Tolak").check()
    page.get_by_role("button", name="Cocok, teruskan").click()
    expect(page.get_by_text("Tulis alasan untuk setiap isian yang ditolak.")).to_be_visible()
    expect(telepon.get_by_label("Tolak")).to_be_checked()  # what was chosen is still there
    telepon.get_by_label("Alasan menolak").fill("Ini nomor kantor")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
    decide(page, "Cocok, teruskan", "Usul perubahan data diperiksa petugas.")

    page = buka(INSTANSI, alamat, ukuran)
    expect(telepon.get_by_label("Alasan menolak")).to_have_value("Ini nomor kantor")
    decide(page, "Setujui dan berlakukan", "Usul perubahan data disetujui.")
    staf = kantor.pegawai["staf"]
    staf.refresh_from_db()
    assert (staf.gelar_belakang, staf.telepon) == ("S.Hut.", "0811000111")

    page = buka("staf", "/kepegawaian/usul/", ukuran)
    expect(page.get_by_text("1 isian ditolak")).to_be_visible()
    page.get_by_role("link", name="Mengubah: Identitas").click()
    expect(telepon).to_contain_text("Ditolak: Ini nomor kantor")
    periksa_aksesibilitas(page)


def test_a_new_diploma_and_a_row_taken_out_reach_the_file(
    buka: Buka, kantor: Dunia, periksa_aksesibilitas: Periksa
) -> None:
    staf = kantor.pegawai["staf"]
    daftar = f"/kepegawaian/{staf.pk}/pendidikan/"
    page = buka("staf", daftar, "ponsel")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    page.get_by_role("link", name="Usulkan perubahan").click()
    page.get_by_role("link", name="Usulkan dihapus").click()
    page.get_by_label("Alasan dihapus").fill("Tercatat dua kali")
    hapus = send(page)

    page.goto(page.url.split("/kepegawaian/")[0] + daftar)
    page.get_by_role("link", name="Usulkan baris baru").click()
    page.get_by_label("Tingkat").select_option("45")
    page.get_by_label("Sekolah").fill("Universitas Raya")
    page.get_by_label("Tahun lulus").fill("2019")
    attach(page)
    periksa_aksesibilitas(page)
    baru = send(page)
    for nama, langkah, sesudah in (
        (PETUGAS, "Cocok, teruskan", "Usul perubahan data diperiksa petugas."),
        (INSTANSI, "Setujui dan berlakukan", "Usul perubahan data disetujui."),
    ):
        for usul in (hapus, baru):
            decide(buka(nama, f"/kepegawaian/usul/{usul.pk}/"), langkah, sesudah)
    assert [b.sekolah for b in RiwayatPendidikan.objects.filter(pegawai=staf)] == [
        "Universitas Raya"
    ]
    page = buka("staf", daftar, "ponsel")
    expect(page.get_by_text("Universitas Raya")).to_be_visible()
    expect(page.get_by_text("Universitas Uji")).to_have_count(0)
    expect(page.get_by_role("link", name="Ijazah")).to_be_visible()


def test_a_proposal_written_after_the_session_ended_comes_back(
    buka: Buka, masuk: Callable[[User], None], kantor: Dunia, keluhan: list[str]
) -> None:
    page = buka("staf", "/kepegawaian/usul/baru/pendidikan/", "ponsel")
    page.get_by_label("Sekolah").fill("Universitas")
    keadaan = page.locator("[data-draf-keadaan]")
    expect(keadaan).to_contain_text("Tersimpan sebagai draf")
    page.context.clear_cookies()
    page.get_by_label("Sekolah").fill("Universitas Raya")
    expect(keadaan).to_contain_text("Tulisan Anda aman di peramban ini")
    masuk(kantor.user["staf"])
    page.goto(page.url)
    expect(page.get_by_label("Sekolah")).to_have_value("Universitas Raya")
    keluhan.clear()


def test_the_second_of_two_officers_sees_what_the_first_wrote_and_chooses(
    buka: Buka, kantor: Dunia, periksa_aksesibilitas: Periksa
) -> None:
    ijazah = kantor.objek["ijazah staf"]
    alamat = f"/kepegawaian/{kantor.pegawai['staf'].pk}/pendidikan/{ijazah.pk}/"
    page = buka(PETUGAS, alamat)
    RiwayatPendidikan.objects.filter(pk=ijazah.pk).update(sekolah="Universitas Lama")
    page.get_by_label("Sekolah").fill("Universitas Baru")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Diubah orang lain menjadi: Universitas Lama")).to_be_visible()
    expect(page.get_by_label("Sekolah")).to_have_value("Universitas Baru")
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text(": tersimpan.")).to_be_visible()  # the draft says "Tersimpan", too
    ijazah.refresh_from_db()
    assert ijazah.sekolah == "Universitas Baru"
