"""A forgotten clock-out is mended in a browser: the employee's phone, the superior, the day, the
running day that shows a tap within five seconds. Steps: docs/panduan/koreksi-presensi.md.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.core.files.conftest import gambar
from tests.izin.dunia import SEJAK, Dunia, build
from tests.peramban.conftest import UKURAN

from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.hukum import Law
from selaras.presensi.models import (
    HariLibur,
    Jadwal,
    JadwalHari,
    Ketukan,
    KoreksiPresensi,
    PenugasanJadwal,
    UsulKoreksi,
)
from selaras.presensi.services import ensure_partitions, fold_month

RABU = date(2025, 12, 17)
AT = datetime(2025, 12, 18, 1, tzinfo=UTC)
Buka = Callable[[str, str], Page]


def ketuk(dunia: Dunia, waktu: datetime) -> None:
    """A tap of staf's that arrives now."""
    Ketukan.objects.create(
        situs=dunia.objek["situs"], pin="77", waktu=waktu, pegawai=dunia.pegawai["staf"],
        sumber=Ketukan.Sumber.DORONG, kode_kerja="", diterima_pada=waktu,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def pukul() -> Iterator[None]:
    """The server's clock goes on from ten in the morning, whatever the hour of this test."""
    with time_machine.travel(datetime(2025, 12, 18, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def kantor(transactional_db: None, settings: Any) -> Dunia:
    """An office on the sample's Thursday; staf came on Wednesday and has not been seen to leave."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    dunia = build()
    uji = dunia.instansi["uji"]
    jadwal = Jadwal.objects.create(instansi=uji, kode="7H", nama="Tiap hari", ikut_libur=False)
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=0, pulang=1439) for h in (1, 2, 3, 5, 6, 7)
    )
    JadwalHari.objects.create(jadwal=jadwal, hari=4, masuk=590, pulang=1070)  # since ten minutes
    PenugasanJadwal.objects.create(jadwal=jadwal, instansi=uji, berlaku=berlaku_sejak(SEJAK))
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    ensure_partitions([RABU])
    ketuk(dunia, datetime(2025, 12, 16, 17, 5, tzinfo=UTC))  # 00.05 WIB on Wednesday
    fold_month(
        instansi_id=uji.pk, periode=202512, aturan=Law.load().pada(RABU.replace(day=1), "contoh"),
        at=AT + timedelta(hours=12), actor=system_actor("uji", at=AT),
    )  # fmt: skip
    return dunia


@pytest.fixture
def buka(page: Page, live_server: LiveServer, masuk: Callable[[User], None], kantor: Dunia) -> Buka:
    def open_as(nama: str, alamat: str, ukuran: str = "ponsel") -> Page:
        page.set_viewport_size(UKURAN[ukuran])  # type: ignore[arg-type]
        page.context.clear_cookies()
        masuk(kantor.user[nama])
        page.goto(f"{live_server.url}{alamat}")
        return page

    return open_as  # type: ignore[return-value]


def test_a_forgotten_clock_out_is_asked_for_approved_and_stands_on_its_day(
    buka: Buka, kantor: Dunia, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    page = buka("staf", "/presensi/koreksi/saya/")
    baris = page.get_by_role("listitem").filter(has_text="Rabu, 17 Desember 2025")
    expect(baris).to_contain_text("tanpa catatan pulang")
    baris.get_by_role("link", name="Minta koreksi").click()
    page.get_by_label("Jam pulang yang benar").fill("23:59")
    page.get_by_label("Sebabnya").select_option("lupa")
    page.get_by_label("Ceritakan singkat").fill("Lupa mencatat, dilihat Pak Kepala")
    page.reload()  # the phone was put away: the draft comes back
    expect(page.get_by_label("Ceritakan singkat")).to_have_value(
        "Lupa mencatat, dilihat Pak Kepala"
    )
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Koreksi diajukan kepada atasan.")).to_be_visible()
    periksa_aksesibilitas(page)
    usul = UsulKoreksi.objects.get(tanggal=RABU)

    page = buka("kepala", "/persetujuan/?jenis=koreksi_presensi", "meja")
    with page.expect_response(lambda r: "/persetujuan/" in r.url):
        page.locator(".butir-isi").first.click()
    # A press before the row has come would be answered to a form that is gone.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.get_by_text("Masuk tercatat")).to_be_visible()
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_text("Koreksi presensi disetujui.")).to_be_visible()
    assert KoreksiPresensi.objects.get().usul_id == usul.pk

    page = buka("staf", f"/tpp/bulan/202512/{kantor.pegawai['staf'].pk}/hari/17/")
    expect(page.get_by_text("Koreksi: pulang 23.59")).to_be_visible()
    expect(page.get_by_text("Lupa mencatat: Lupa mencatat, dilihat Pak Kepala")).to_be_visible()


def test_what_a_refused_form_still_shows_is_not_told_as_restored(buka: Buka) -> None:
    page = buka("staf", "/presensi/koreksi/saya/")
    baris = page.get_by_role("listitem").filter(has_text="Rabu, 17 Desember 2025")
    baris.get_by_role("link", name="Minta koreksi").click()
    page.get_by_label("Jam pulang yang benar").fill("23:59")
    page.get_by_role("button", name="Ajukan ke atasan").click()  # without a reason
    expect(page.locator(".isian-galat").first).to_be_visible()
    expect(page.get_by_label("Jam pulang yang benar")).to_have_value("23:59")
    expect(page.locator("[data-draf-keadaan]")).to_have_text(
        re.compile(r"^Tersimpan sebagai draf \d\d\.\d\d WIB\.$")
    )


def test_health_is_proven_to_the_officer_and_the_months_limit_is_said(
    buka: Buka, kantor: Dunia
) -> None:
    """Reason and proof -> superior (who sees no health proof) -> by rule the officer -> the day."""
    page = buka("staf", "/presensi/koreksi/saya/")
    expect(page.locator(".ringkas")).to_contain_text("0 dari 3 koreksi")
    baris = page.get_by_role("listitem").filter(has_text="Rabu, 17 Desember 2025")
    baris.get_by_role("link", name="Minta koreksi").click()
    page.get_by_label("Jam pulang yang benar").fill("23:59")
    page.get_by_label("Sebabnya").select_option("kesehatan")
    page.get_by_label("Ceritakan singkat").fill("Kontrol rutin di rumah sakit")
    page.locator("input[type=file]").set_input_files(
        [{"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": gambar()}]
    )
    expect(page.locator(".unggah-jadi")).to_have_count(1)
    page.get_by_role("button", name="Ajukan ke atasan").click()
    expect(page.get_by_text("Koreksi diajukan kepada atasan.")).to_be_visible()
    expect(page.get_by_text("surat.jpg")).to_be_visible()

    page = buka("kepala", "/persetujuan/?jenis=koreksi_presensi", "meja")
    page.locator(".butir-isi").first.click()
    expect(page.get_by_text("Masuk tercatat")).to_be_visible()
    expect(page.get_by_text("surat.jpg")).to_have_count(0)
    expect(page.get_by_text("Kontrol rutin di rumah sakit")).to_have_count(0)
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.locator(".butir-isi")).to_have_count(0)  # handed on: nothing waits for him now
    assert not KoreksiPresensi.objects.exists()

    page = buka("pengelola_kepegawaian", "/persetujuan/?jenis=koreksi_presensi", "meja")
    page.locator(".butir-isi").first.click()
    expect(page.get_by_text("surat.jpg")).to_be_visible()
    page.get_by_role("button", name="Sudah diperiksa, setujui").click()
    expect(page.get_by_text("Koreksi presensi disetujui.")).to_be_visible()

    page = buka("staf", f"/tpp/bulan/202512/{kantor.pegawai['staf'].pk}/hari/17/")
    expect(page.get_by_text("Koreksi: pulang 23.59")).to_be_visible()
    page.goto(page.url.split("/tpp/")[0] + "/presensi/koreksi/saya/")
    expect(page.locator(".ringkas")).to_contain_text("1 dari 3 koreksi")


def test_a_tap_shows_within_five_seconds(buka: Buka, kantor: Dunia) -> None:
    page = buka("staf", "/")
    page.evaluate(
        """() => { const d = document.createElement('div'); d.id = 'uji';
        d.setAttribute('hx-get', '/ketuk/keadaan/'); d.setAttribute('hx-trigger', 'load');
        d.setAttribute('hx-swap', 'outerHTML'); document.querySelector('main').prepend(d);
        htmx.process(d); }"""
    )
    keadaan = page.locator("[data-keadaan]")
    expect(keadaan).to_have_text("Belum ada catatan masuk.")
    expect(page.locator("#keadaan-hari[hx-trigger^='every 5s,']")).to_have_count(1)
    ketuk(kantor, now() - timedelta(seconds=30))
    expect(keadaan).to_contain_text("Masuk ")
