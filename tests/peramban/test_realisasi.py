"""The story of a month's report, on the phone and at the desk: fill in, prove, hand in, look."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from psycopg.types.range import DateRange
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import gambar, pdf
from tests.izin.dunia import Dunia, build

from selaras.core.accounts.models import User
from selaras.kinerja.models import (
    SKP,
    Eviden,
    KegiatanTugas,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)

pytestmark = pytest.mark.django_db(transaction=True)
PONSEL = {"width": 390, "height": 844}


@pytest.fixture
def dunia(transactional_db: None, settings: Any, tmp_path: Path) -> Dunia:
    settings.MEDIA_ROOT = tmp_path
    return build()


@pytest.fixture
def rencana(dunia: Dunia) -> RencanaBulan:
    """This month's approved plan of staf: two pieces of work, one with a target."""
    kini = timezone.localdate()
    plan = RencanaBulan.objects.create(
        pegawai=dunia.pegawai["staf"], periode=kini.year * 100 + kini.month,
        unit=dunia.jabatan["staf"].unit, status="disetujui",
    )  # fmt: skip
    for nomor, (uraian, target) in enumerate(
        [("Menyusun laporan triwulan", 2), ("Melayani tamu dinas", None)], start=1
    ):
        RencanaBaris.objects.create(
            rencana=plan, urutan=nomor, uraian=uraian, kuantitas=target, satuan="dokumen",
            ekspektasi="Tepat waktu dan rapi",
        )  # fmt: skip
    return plan


@pytest.fixture
def isi(
    page: Page, live_server: LiveServer, masuk: Callable[[User], None], dunia: Dunia,
    rencana: RencanaBulan,
) -> Page:  # fmt: skip
    """The page of the month, as staf holds it in his hand."""
    masuk(dunia.user["staf"])
    page.set_viewport_size(PONSEL)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/kinerja/realisasi/")
    page.get_by_role("link", name="Belum").click()
    return page


def become(page: Page, masuk: Callable[[User], None], user: User) -> None:
    """Somebody else sits down: the page of who sat there before is gone first."""
    page.goto("about:blank")
    masuk(user)


def row(page: Page, nomor: int) -> Any:
    return page.locator(".realisasi-baris").nth(nomor)


def fill(page: Page) -> None:
    row(page, 0).get_by_label("Yang dikerjakan").fill("Laporan triwulan selesai")
    row(page, 0).get_by_label("Capaian").fill("2")
    row(page, 0).locator("input[type=file]").set_input_files(
        [
            {"name": "Laporan.pdf", "mimeType": "application/pdf", "buffer": pdf()},
            {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": gambar()},
        ]
    )
    row(page, 1).get_by_text("Tautan dan kendala").click()
    row(page, 1).get_by_label("Kendala").fill("Tidak ada tamu bulan ini")
    expect(row(page, 0).locator(".unggah-jadi")).to_have_count(2)


def test_a_month_from_the_phone_to_the_superiors_desk(
    isi: Page, dunia: Dunia, live_server: LiveServer, masuk: Callable[[User], None],
    periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    expect(isi.get_by_text("Tepat waktu dan rapi").first).to_be_visible()
    fill(isi)
    periksa_aksesibilitas(isi)
    foto(isi, "realisasi-isi")
    isi.get_by_role("button", name="Ajukan").click()
    expect(isi.get_by_text("diajukan.")).to_be_visible()
    assert Realisasi.objects.get().status == "diajukan"
    assert Eviden.objects.count() == 2
    isi.get_by_role("button", name="Tarik kembali").click()
    expect(isi.get_by_label("Yang dikerjakan").first).to_have_value("Laporan triwulan selesai")
    isi.get_by_role("button", name="Ajukan").click()
    expect(isi.get_by_role("button", name="Tarik kembali")).to_be_visible()
    become(isi, masuk, dunia.user["kepala"])
    isi.goto(f"{live_server.url}/kinerja/realisasi/unit/?periode={Realisasi.objects.get().periode}")
    periksa_aksesibilitas(isi)
    isi.get_by_role("link", name="Staf").click()
    gambar_bukti = isi.get_by_role("img", name="Pratinjau foto.jpg")
    expect(gambar_bukti).to_be_visible()
    expect(gambar_bukti).to_have_js_property("naturalWidth", 60)
    expect(isi.get_by_text("Tidak ada tamu bulan ini")).to_be_visible()
    periksa_aksesibilitas(isi)
    foto(isi, "realisasi-lihat")


def test_a_session_that_ends_in_mid_form_loses_nothing(
    isi: Page, dunia: Dunia, live_server: LiveServer, masuk: Callable[[User], None],
    rencana: RencanaBulan,
) -> None:  # fmt: skip
    fill(isi)
    expect(isi.locator("[data-draf-keadaan]")).to_contain_text("Tersimpan sebagai draf")
    isi.context.clear_cookies()
    row(isi, 0).get_by_label("Yang dikerjakan").fill("Ditulis sesudah sesi berakhir")
    expect(isi.locator("[data-draf-keadaan]")).to_contain_text("aman di peramban ini")
    assert not RealisasiBaris.objects.exists()
    become(isi, masuk, dunia.user["staf"])
    isi.goto(f"{live_server.url}/kinerja/realisasi/{rencana.periode}/")
    expect(row(isi, 0).get_by_label("Yang dikerjakan")).to_have_value(
        "Ditulis sesudah sesi berakhir"
    )
    expect(row(isi, 0).locator(".unggah-jadi")).to_have_count(2)
    isi.get_by_role("button", name="Ajukan").click()
    expect(isi.get_by_role("button", name="Tarik kembali")).to_be_visible()
    assert RealisasiBaris.objects.get(uraian="Ditulis sesudah sesi berakhir").eviden.count() == 2
    isi.goto(f"{live_server.url}/kinerja/realisasi/")
    assert isi.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draf:'))") == []


def test_a_double_click_hands_in_once(isi: Page) -> None:
    fill(isi)
    expect(isi.locator("[data-draf-keadaan]")).to_contain_text("Tersimpan")
    kiriman: list[str] = []
    isi.on("request", lambda r: kiriman.append(r.method) if r.is_navigation_request() else None)
    isi.get_by_role("button", name="Ajukan").dblclick()
    expect(isi.get_by_role("button", name="Tarik kembali")).to_be_visible()
    assert kiriman.count("POST") == 1
    assert (Realisasi.objects.count(), Eviden.objects.count()) == (1, 2)


def test_nothing_is_handed_in_while_a_file_is_on_its_way(isi: Page, keluhan: list[str]) -> None:
    def never(route: Route) -> None:
        if route.request.method == "PUT":
            route.abort("connectionreset")
        else:
            route.continue_()

    isi.route("**/berkas/unggah/**", never)
    row(isi, 0).get_by_label("Yang dikerjakan").fill("Selesai")
    row(isi, 0).locator("input[type=file]").set_input_files(
        {"name": "Laporan.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    expect(row(isi, 0).locator(".unggah-tunda")).to_be_visible()
    isi.get_by_role("button", name="Ajukan").click()
    expect(isi.get_by_text("masih ada berkas yang dikirim")).to_be_visible()
    assert not Realisasi.objects.exists()
    row(isi, 0).get_by_role("button", name="Hapus Laporan.pdf").click()
    expect(row(isi, 0).locator(".unggah-baris")).to_have_count(0)
    keluhan.clear()


def test_gaps_stand_beside_their_rows_and_the_rest_is_kept(
    isi: Page, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    row(isi, 0).get_by_label("Yang dikerjakan").fill("Baru setengah")
    isi.get_by_role("button", name="Ajukan").click()
    expect(isi.get_by_role("alert").first).to_contain_text("Belum diajukan: 2 baris belum lengkap")
    expect(row(isi, 0)).to_contain_text("Lampirkan sedikitnya satu")
    expect(row(isi, 1)).to_contain_text("tulis kendalanya bila tidak dikerjakan")
    expect(row(isi, 0).get_by_label("Yang dikerjakan")).to_have_value("Baru setengah")
    periksa_aksesibilitas(isi)


def test_what_an_officer_enters_is_confirmed_by_the_person(
    isi: Page, dunia: Dunia, live_server: LiveServer, masuk: Callable[[User], None],
    rencana: RencanaBulan, periksa_aksesibilitas: Callable[[Page], None],
) -> None:  # fmt: skip
    become(isi, masuk, dunia.user["pengelola_kepegawaian"])
    isi.goto(f"{live_server.url}/kinerja/realisasi/unit/?periode={rencana.periode}")
    isi.get_by_role("link", name="Staf").click()
    expect(isi.get_by_text("ia membenarkannya sebelum sampai ke atasan")).to_be_visible()
    fill(isi)
    isi.get_by_role("button", name="Kirim untuk dibenarkan").click()
    expect(isi.get_by_role("button", name="Tarik catatan")).to_be_visible()
    assert Realisasi.objects.get().status == "titipan"
    become(isi, masuk, dunia.user["staf"])
    isi.goto(f"{live_server.url}/kinerja/realisasi/")
    isi.get_by_role("link", name="Menunggu dibenarkan").click()
    periksa_aksesibilitas(isi)
    isi.get_by_role("button", name="Benar, ajukan").click()
    expect(isi.get_by_text("Anda membenarkan catatan ini")).to_be_visible()
    assert Realisasi.objects.get().status == "diajukan"


def test_an_old_plans_realisation_is_filled_in_with_evidence(
    isi: Page, dunia: Dunia, live_server: LiveServer,
    periksa_aksesibilitas: Callable[[Page], None], foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    skp = SKP.objects.create(
        pegawai=dunia.pegawai["staf"], tahun=2020,
        masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)), generasi="pp46",
        jabatan=dunia.jabatan["staf"], unit=dunia.jabatan["staf"].unit, status="disetujui",
    )  # fmt: skip
    KegiatanTugas.objects.create(
        skp=skp, uraian="Mengelola surat masuk", target_kuantitas=12, satuan="laporan",
        target_kualitas=100, target_waktu=12, target_biaya=1_500_000,
    )  # fmt: skip
    isi.goto(f"{live_server.url}/kinerja/realisasi/")
    isi.get_by_role("link", name="SKP 2020").click()
    isi.get_by_label("Kuantitas (RO)").fill("11")
    isi.get_by_label("Kualitas (RK)").fill("88,5")
    isi.locator("input[type=file]").set_input_files(
        {"name": "Buku agenda.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    expect(isi.locator(".unggah-jadi")).to_have_count(1)
    periksa_aksesibilitas(isi)
    foto(isi, "realisasi-pp46")
    isi.get_by_role("button", name="Simpan").click()
    expect(isi.get_by_text("Realisasi SKP tersimpan.")).to_be_visible()
    k = KegiatanTugas.objects.get()
    assert (str(k.realisasi_kualitas), k.eviden.count()) == ("88.50", 1)
