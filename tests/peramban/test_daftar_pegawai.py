"""Finding people in a browser: search, a filter kept, the list taken away, DUK, a letter."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from python_calamine import CalamineWorkbook
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.pegawai.models import Pegawai, RiwayatGolongan
from selaras.simpeg.models import Pengangkatan
from selaras.simpeg.services.periksa import check_files

HARI = date(2025, 12, 18)
Buka = Callable[[str, str], Page]


@pytest.fixture
def dunia(transactional_db: None, settings: Any) -> Dunia:
    """Staf is called Siti, has a rank and is due for an increment."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, HARI
    dunia = build()
    staf = dunia.pegawai["staf"]
    Pegawai.objects.filter(pk=staf.pk).update(
        nama="Siti Rahmawati", tanggal_lahir=date(1985, 1, 1), jenis_kelamin="P"
    )
    RiwayatGolongan.objects.create(
        pegawai=staf, golongan="III/a", berlaku=berlaku_sejak(date(2024, 3, 1)),
        masa_kerja_tahun=4, masa_kerja_bulan=0,
    )  # fmt: skip
    Pengangkatan.objects.create(pegawai=staf, jenis="CPNS", tmt=date(2020, 3, 1), golongan="III/a")
    check_files(
        instansi=dunia.instansi["uji"], pada=HARI,
        actor=system_actor("uji", at=datetime(2025, 12, 18, 3, tzinfo=UTC)),
    )  # fmt: skip
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], dunia: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "meja") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(dunia.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as  # type: ignore[return-value]


def finished() -> bytes:
    """The file of the job that was just asked for, made here and now."""
    pekerjaan = Pekerjaan.objects.latest("pk")
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    with pekerjaan.hasil_berkas.open() as berkas:
        return bytes(berkas.read())


def test_search_answers_while_typing_and_forgives_a_slip(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("pengelola_kepegawaian", "/kepegawaian/cari/")
    page.get_by_role("searchbox", name="Nama, NIP, jabatan, atau unit").fill("siit rahmwati")
    expect(page.get_by_role("link", name="Siti Rahmawati")).to_be_visible()
    expect(page.get_by_text("Termasuk yang mirip ejaannya.")).to_be_visible()
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Siti Rahmawati").click()
    expect(page.get_by_role("heading", level=1, name="Siti Rahmawati")).to_be_visible()


def test_a_filter_is_narrowed_kept_and_taken_away(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("pengelola_kepegawaian", "/kepegawaian/nominatif/")
    page.get_by_label("Jenis kelamin").select_option(label="Perempuan")
    expect(page.get_by_text("1–1 dari 1 pegawai")).to_be_visible()
    page.get_by_label("Nama", exact=True).fill("Perempuan saja")
    page.get_by_role("button", name="Simpan saringan", exact=True).click()
    expect(page.get_by_text("Saringan “Perempuan saja” tersimpan.")).to_be_visible()
    expect(page.get_by_text("1–1 dari 1 pegawai")).to_be_visible()
    expect(page.get_by_role("link", name="Perempuan saja", exact=True)).to_have_attribute(
        "href", "/kepegawaian/nominatif/?jk=P"
    )
    periksa_aksesibilitas(page)
    page.get_by_role("button", name="CSV").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Daftar nominatif (CSV)")
    teks = finished().decode("utf-8-sig")
    assert "Siti Rahmawati" in teks
    assert "1 pegawai; Jenis kelamin: Perempuan" in teks


def test_on_a_phone_columns_are_chosen_kept_with_the_filter_and_taken_as_a_sheet(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("pengelola_kepegawaian", "/kepegawaian/nominatif/", "ponsel")
    page.locator("summary", has_text="Kolom").click()
    usia = page.get_by_role("checkbox", name="Usia")
    assert usia.evaluate("e => e.getBoundingClientRect().left >= 0")
    usia.uncheck()
    page.get_by_role("checkbox", name="SKPD").check()
    page.get_by_role("button", name="Terapkan").click()
    kartu = page.locator("#daftar tbody tr").filter(has_text="Siti Rahmawati")
    expect(kartu.locator("td[data-judul='SKPD']")).to_be_visible()
    expect(kartu.locator("td[data-judul='Usia']")).to_have_count(0)
    page.get_by_label("Nama", exact=True).fill("Dengan dinas")
    page.get_by_role("button", name="Simpan saringan", exact=True).click()
    expect(page.get_by_text("Saringan “Dengan dinas” tersimpan.")).to_be_visible()
    page.goto(page.url.split("?")[0])
    expect(kartu.locator("td[data-judul='Usia']")).to_be_visible()
    page.get_by_role("link", name="Dengan dinas", exact=True).click()
    expect(kartu.locator("td[data-judul='SKPD']")).to_be_visible()
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN["ponsel"])  # type: ignore[arg-type]
    page.get_by_label("Hanya kolom yang tampak di atas").check()
    page.get_by_role("button", name="Excel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Daftar nominatif (Excel)")
    baris = (
        CalamineWorkbook.from_filelike(BytesIO(finished())).get_sheet_by_name("Data").to_python()
    )
    assert "SKPD" in baris[0]
    assert "Usia" not in baris[0]
    assert any("Siti Rahmawati" in str(b[0]) for b in baris)


def test_the_order_of_rank_and_a_letter(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None], live_server: LiveServer
) -> None:
    page = buka("pengelola_kepegawaian", "/kepegawaian/duk/")
    expect(page.get_by_role("link", name="Siti Rahmawati")).to_be_visible()
    periksa_aksesibilitas(page)
    page.goto(f"{live_server.url}/kepegawaian/jatuh-tempo/?jenis=kgb")
    expect(page.get_by_text("1 Mar 2026")).to_be_visible()
    periksa_aksesibilitas(page)
    with page.expect_response(lambda r: "/kepegawaian/surat/" in r.url) as surat:
        page.get_by_role("button", name="Buat surat").click()
    assert surat.value.headers["content-type"] == "application/pdf"


def test_findings_lead_to_where_they_are_mended(
    buka: Buka, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("admin_bkpsdm", "/kepegawaian/mutu/", "ponsel")
    periksa_aksesibilitas(page)
    page.get_by_role("link", name="Pendidikan belum tercatat").click()
    expect(page.get_by_text("Yang membenahi: Pengelola kepegawaian SKPD.")).to_be_visible()
    page.get_by_role("link", name="Buka isiannya").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
