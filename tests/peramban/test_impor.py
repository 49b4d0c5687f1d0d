"""An officer imports a file with bad rows, at the desk and on the phone; lists and one person."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.core.impor.berkas_uji import xlsx
from tests.izin.dunia import Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.audit.models import Jejak
from selaras.pegawai.models import Pegawai

BARIS = [
    ["NO", "N I P", "NAMA PEGAWAI", "Sts Pegawai", "TMT status", "Golongan", "Keterangan"],
    [1, "198609262015051001", "Siti Nurhaliza", "PNS", "01-05-2016", "III/c", ""],
    [2, "199009132025242014", "Budi Santoso", "PPPK", "01-01-2025", "IX", "baru"],
    [3, "1986092620150510011", "Tono", "PNS", "01-05-2016", "III/a", "19 angka"],
    [4, 198609262015051001, "Siti Lagi", "PNS", "31-02-2016", "III/z", "angka Excel"],
]


@pytest.fixture
def dunia(transactional_db: None, settings: Any, tmp_path: Path) -> Dunia:
    settings.MEDIA_ROOT = tmp_path
    return build()


@pytest.mark.parametrize("layar", UKURAN)
def test_a_file_with_bad_rows_is_matched_checked_taken_and_given_back(
    page: Page,
    live_server: Any,
    dunia: Dunia,
    masuk: Callable[..., None],
    periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
    tmp_path: Path,
    layar: str,
) -> None:
    masuk(dunia.user["admin_bkpsdm"])
    page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
    berkas = tmp_path / "pegawai dinas.xlsx"
    berkas.write_bytes(xlsx(BARIS))

    page.goto(f"{live_server.url}{reverse('impor:mulai')}?jenis=pegawai")
    page.set_input_files("input[type=file]", berkas)
    foto(page, f"impor-1-mulai-{layar}")
    page.get_by_role("button", name="Unggah dan pasangkan kolom").click()

    expect(page.get_by_role("heading", name="Pasangkan kolom", exact=True)).to_be_visible()
    expect(page.get_by_label("N I P")).to_have_value("nip")
    page.get_by_label("Sts Pegawai").select_option("status")
    page.get_by_label("Keterangan").select_option("")
    foto(page, f"impor-2-kolom-{layar}")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]
    page.get_by_role("button", name="Periksa berkas").click()

    expect(page.get_by_text("2 dari 4 baris siap diambil")).to_be_visible()
    expect(page.get_by_text("NIP harus 18 angka, tertulis 19").first).to_be_visible()
    page.get_by_label("Saring baris").get_by_role("link", name="Baru").click()
    expect(page.get_by_text("Siti Nurhaliza")).to_be_visible()
    foto(page, f"impor-3-temuan-{layar}")
    periksa_aksesibilitas(page)
    page.set_viewport_size(UKURAN[layar])  # type: ignore[arg-type]

    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh 2 baris bermasalah").click()
    assert unduhan.value.suggested_filename.startswith("perbaiki-pegawai")
    page.get_by_role("button", name="Ambil 2 baris yang benar").click()
    expect(page.get_by_text("2 baris sudah diambil").first).to_be_visible()
    foto(page, f"impor-4-diambil-{layar}")
    assert Pegawai.objects.filter(nip__in=[BARIS[1][1], BARIS[2][1]]).count() == 2


@pytest.mark.parametrize(
    ("nama", "argumen"),
    [
        ("impor:daftar", None),
        ("impor:rinci", "impor"),
        ("pegawai:daftar", None),
        ("pegawai:kekurangan", None),
        ("pegawai:satu", "staf"),
        ("pegawai:plt", "staf"),
        ("pegawai:atasan", "staf"),
        ("pegawai:gaji", None),
        ("organisasi:unit", None),
        ("organisasi:satu", "bidang hutan"),
        ("organisasi:jabatan", None),
        ("organisasi:jabatan-satu", "jabatan"),
    ],
)
def test_pages_are_readable_at_the_desk_and_on_the_phone(
    page: Page,
    live_server: Any,
    dunia: Dunia,
    masuk: Callable[..., None],
    periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
    nama: str,
    argumen: str | None,
) -> None:
    masuk(dunia.user["admin_bkpsdm"])
    objek = {
        "staf": dunia.pegawai["staf"],
        "bidang hutan": dunia.unit["bidang hutan"],
        "jabatan": dunia.jabatan["staf"],
        "impor": dunia.objek["impor"],
    }
    args = [objek[argumen].pk] if argumen else []
    page.goto(live_server.url + reverse(nama, args=args))
    expect(page.locator("h1")).to_be_visible()
    foto(page, nama.replace(":", "-"))
    periksa_aksesibilitas(page)


def test_opening_a_nik_shows_it_in_place_and_leaves_a_trace(
    page: Page, live_server: Any, dunia: Dunia, masuk: Callable[..., None]
) -> None:
    staf = dunia.pegawai["staf"]
    Pegawai.objects.filter(pk=staf.pk).update(nik="3374015208900001")
    masuk(dunia.user["admin_bkpsdm"])
    sebelum = Jejak.objects.filter(person_id=staf.pk).count()
    page.goto(live_server.url + reverse("pegawai:satu", args=[staf.pk]))
    expect(page.get_by_text("3374015208900001")).to_have_count(0)
    page.get_by_role("link", name="Buka NIK dan kontak").click()
    expect(page.get_by_text("3374015208900001")).to_be_visible()
    assert Jejak.objects.filter(person_id=staf.pk).count() == sebelum + 1
