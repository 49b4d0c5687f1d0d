"""The clock-in on a phone: one press, truthful words, nothing lost and nothing doubled.

Offline is switched by the browser itself; answers are lost after the server took the taps.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.peramban.conftest import UKURAN, session_cookie
from tests.peramban.ketuk_uji import (
    ALAMAT,
    DI_LUAR,
    DI_PONSEL,
    SUDAH,
    kantor,
    lencana,
    masuk_sebagai,
    ponsel,
    staf,
    tekan,
)

from selaras.core.files.models import Berkas
from selaras.presensi.models import BuktiKetukan, Ketukan, PemasanganPonsel

__all__ = ["kantor", "masuk_sebagai", "ponsel", "staf"]


def dihitung() -> int:
    return Ketukan.objects.count()


def test_one_press_counts_and_says_where(staf: Page, foto: Callable[[Page, str], None]) -> None:
    expect(staf.get_by_text("Belum ada ketukan hari ini dari ponsel ini.")).to_be_visible()
    foto(staf, "ketuk-belum")
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_be_visible()
    expect(staf.locator(".ketuk-posisi")).to_contain_text("Di Kantor Alam")
    foto(staf, "ketuk-masuk")
    bukti = BuktiKetukan.objects.get()
    assert (bukti.lintang_e6, bukti.bujur_e6, bukti.akurasi_m) == (-2345700, 115456800, 12)
    assert dihitung() == 1
    assert PemasanganPonsel.objects.count() == 1
    # the next one is the way out, by itself
    expect(staf.locator(".ketuk-tombol")).to_contain_text("Catat pulang")


def test_offline_taps_wait_and_are_sent_once_when_the_signal_returns(
    staf: Page, ponsel: BrowserContext, foto: Callable[[Page, str], None]
) -> None:
    ponsel.set_offline(True)
    for jenis in ("Masuk", "Pulang", "Pulang"):
        tekan(staf, jenis)
    expect(lencana(staf, DI_PONSEL)).to_have_count(3)
    expect(staf.get_by_text("3 ketukan tersimpan di ponsel, belum terkirim")).to_be_visible()
    foto(staf, "ketuk-luring")
    assert BuktiKetukan.objects.count() == 0
    ponsel.set_offline(False)
    expect(lencana(staf, SUDAH)).to_have_count(3)
    assert BuktiKetukan.objects.count() == 3


def test_the_page_opens_without_a_signal_and_survives_a_reload(
    staf: Page, ponsel: BrowserContext, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    ponsel.set_offline(True)
    staf.reload()
    expect(staf.get_by_text("Halaman ini berjalan tanpa sinyal.")).to_be_visible()
    expect(staf.get_by_text("Sebagai Staf.")).to_be_visible()
    tekan(staf)
    expect(lencana(staf, DI_PONSEL)).to_be_visible()
    staf.reload()
    expect(lencana(staf, DI_PONSEL)).to_be_visible()
    periksa_aksesibilitas(staf)
    ponsel.set_offline(False)
    expect(lencana(staf, SUDAH)).to_be_visible()
    bukti = BuktiKetukan.objects.get()
    assert bukti.monoton_ms is None  # a reload ends the steady clock
    assert bukti.server_terakhir is not None


def test_a_lost_answer_leaves_one_tap(staf: Page) -> None:
    hilang: list[int] = []

    def lose_the_answer(route: Route) -> None:
        if hilang:
            return route.continue_()
        hilang.append(route.fetch().status)
        return route.abort("connectionreset")

    staf.route("**/presensi/ketuk/kirim/", lose_the_answer)
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_be_visible()
    assert hilang == [200]
    assert dihitung() == 1


def test_fifty_taps_go_in_one_request(staf: Page, ponsel: BrowserContext) -> None:
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_be_visible()
    ponsel.set_offline(True)
    staf.evaluate(
        """async () => {
          const S = selarasLuring.simpanan, akun = document.body.dataset.pengguna;
          const [contoh] = await S.semua("ketukan", akun);
          for (let i = 1; i <= 50; i++) {
            const kunci = selarasLuring.acak();
            const waktu = contoh.waktu - i * 60000;
            await S.taruh("ketukan", { ...contoh, kunci, waktu, keadaan: "mencari" });
            await selarasLuring.tutupKetukan(kunci);
          }
          selarasLuring.umumkan("ketukan");
        }"""
    )
    expect(lencana(staf, DI_PONSEL)).to_have_count(50)
    ponsel.set_offline(False)
    expect(lencana(staf, DI_PONSEL)).to_have_count(0)
    diterima = Counter(BuktiKetukan.objects.values_list("diterima_pada", flat=True))
    assert sorted(diterima.values()) == [1, 50]


def test_an_ended_session_keeps_the_tap_and_asks_to_sign_in(
    staf: Page, ponsel: BrowserContext, live_server: LiveServer, kantor: Dunia
) -> None:
    ponsel.clear_cookies(name="selaras_sesi")
    tekan(staf)
    expect(staf.get_by_text("Sesi Anda berakhir. 1 ketukan aman di ponsel ini")).to_be_visible()
    staf.get_by_role("link", name="Masuk lagi").click()
    expect(staf.get_by_role("link", name="Catat presensi dulu, masuk kemudian")).to_be_visible()
    assert BuktiKetukan.objects.count() == 0
    ponsel.add_cookies([session_cookie(kantor.user["staf"], live_server.url)])  # type: ignore[list-item]
    staf.goto(live_server.url + ALAMAT)
    expect(lencana(staf, SUDAH)).to_be_visible()
    assert dihitung() == 1


def test_each_account_sends_only_its_own(
    masuk_sebagai: Callable[[str], Page], ponsel: BrowserContext, kantor: Dunia
) -> None:
    page = masuk_sebagai("staf")
    ponsel.set_offline(True)
    tekan(page)
    expect(lencana(page, DI_PONSEL)).to_be_visible()
    page.close()
    ponsel.set_offline(False)
    page = masuk_sebagai("kepala")
    expect(page.locator(".ketuk-satu")).to_have_count(0)
    tekan(page)
    expect(page.locator(".ketuk-satu").first).to_contain_text("Sudah diterima")
    milik = set(BuktiKetukan.objects.values_list("pegawai_id", flat=True))
    assert milik == {kantor.pegawai["kepala"].pk}
    page.close()
    page = masuk_sebagai("staf")
    expect(page.locator(".ketuk-satu")).to_contain_text("Sudah diterima")
    assert BuktiKetukan.objects.filter(pegawai=kantor.pegawai["staf"]).count() == 1


def test_another_tabs_account_never_gets_these_taps(
    staf: Page, ponsel: BrowserContext, live_server: LiveServer, kantor: Dunia
) -> None:
    ponsel.clear_cookies()
    ponsel.add_cookies([session_cookie(kantor.user["kepala"], live_server.url)])  # type: ignore[list-item]
    tekan(staf)
    expect(staf.get_by_text("Di peramban ini kini masuk akun lain.")).to_be_visible()
    assert BuktiKetukan.objects.count() == 0


def test_outside_the_fence_is_told_and_kept(
    staf: Page, ponsel: BrowserContext, foto: Callable[[Page, str], None]
) -> None:
    ponsel.set_geolocation(DI_LUAR)  # type: ignore[arg-type]
    tekan(staf)
    expect(staf.locator(".ketuk-posisi")).to_contain_text("atasan Anda akan memeriksa")
    expect(lencana(staf, SUDAH)).to_be_visible()
    foto(staf, "ketuk-luar")
    assert BuktiKetukan.objects.get().jarak_m > 500


def test_a_refused_position_is_explained_and_the_tap_kept(
    staf: Page, ponsel: BrowserContext, periksa_aksesibilitas: Callable[[Page], None],
    foto: Callable[[Page, str], None],
) -> None:  # fmt: skip
    ponsel.clear_permissions()
    tekan(staf)
    expect(
        staf.get_by_text("Izin lokasi ditolak, jadi ketukan dicatat tanpa posisi")
    ).to_be_visible()
    expect(lencana(staf, SUDAH)).to_be_visible()
    foto(staf, "ketuk-ditolak")
    assert BuktiKetukan.objects.get().lintang_e6 is None
    periksa_aksesibilitas(staf)


def test_the_notice_comes_before_the_first_position_and_once(staf: Page) -> None:
    staf.locator(".ketuk-tombol").click()
    dialog = staf.locator("dialog[open]")
    expect(dialog.get_by_text("Untuk apa:")).to_be_visible()
    dialog.get_by_role("button", name="Tanpa posisi").click()
    expect(staf.get_by_text("Ketukan dicatat tanpa posisi, sesuai pilihan Anda.")).to_be_visible()
    tekan(staf)
    expect(staf.locator(".ketuk-posisi")).to_contain_text("Di Kantor Alam")
    staf.locator(".ketuk-tombol").click()
    expect(staf.locator(".ketuk-tombol:not([aria-disabled])")).to_be_visible()
    expect(dialog).to_have_count(0)
    expect(lencana(staf, SUDAH)).to_have_count(3)  # none arrives in the next test


def test_a_picture_is_shrunk_waits_with_its_tap_and_arrives(
    staf: Page, ponsel: BrowserContext, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    ponsel.grant_permissions(["geolocation", "camera"])
    staf.get_by_label("Sertakan foto wajah").check()
    ponsel.set_offline(True)
    staf.locator(".ketuk-tombol").click()
    staf.get_by_role("button", name="Saya mengerti, pakai posisi").click()
    staf.locator("dialog[open]").get_by_role("button", name="Ambil foto").click()
    expect(lencana(staf, DI_PONSEL)).to_be_visible()
    expect(staf.locator(".ketuk-rinci")).to_contain_text("dengan foto")
    ponsel.set_offline(False)
    expect(lencana(staf, SUDAH)).to_be_visible()
    foto = Berkas.objects.get()
    assert (foto.keperluan, foto.jenis) == ("presensi.selfie", "image/jpeg")
    assert foto.ukuran <= 200 * 1024
    assert BuktiKetukan.objects.get().selfie_id == foto.pk


def test_a_file_that_is_no_picture_is_told_and_the_tap_goes_without(
    staf: Page, tmp_path: Path, settings: Any
) -> None:
    """Without a camera the phone's own is offered; what comes from there may be anything."""
    settings.MEDIA_ROOT = tmp_path
    palsu = tmp_path / "wajah.jpg"
    palsu.write_bytes(b"%PDF-1.7 bukan gambar")
    staf.get_by_label("Sertakan foto wajah").check()
    staf.locator(".ketuk-tombol").click()
    staf.get_by_role("button", name="Saya mengerti, pakai posisi").click()
    kamera = staf.locator("dialog[open]")
    expect(kamera).to_contain_text("Kamera tidak diizinkan")
    kamera.locator("input[type=file]").set_input_files(palsu)
    expect(kamera).to_contain_text("Berkas itu bukan gambar yang dapat dibaca.")
    kamera.get_by_role("button", name="Lanjut tanpa foto").click()
    expect(lencana(staf, SUDAH)).to_be_visible()
    assert BuktiKetukan.objects.get().selfie_id is None
    assert not Berkas.objects.exists()


def test_signing_out_leaves_only_what_is_not_yet_sent(staf: Page, ponsel: BrowserContext) -> None:
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_be_visible()
    ponsel.set_offline(True)
    tekan(staf)
    expect(lencana(staf, DI_PONSEL)).to_be_visible()
    ponsel.clear_cookies(name="selaras_sesi")  # so that it cannot be sent before
    ponsel.set_offline(False)
    staf.locator("[data-jatuh] > summary").last.click()
    staf.get_by_role("button", name="Keluar").click()
    staf.wait_for_url("**/akun/**")
    sisa = """async () => {
      const janji = (m) => new Promise(r => { m.onsuccess = () => r(m.result); });
      const db = await janji(indexedDB.open("selaras"));
      const semua = (t) => janji(db.transaction(t).objectStore(t).getAll());
      const meta = (await semua("meta")).map(m => m.nama.split(":")[0]);
      return { meta, ketukan: (await semua("ketukan")).map(t => t.keadaan) };
    }"""
    isi = staf.evaluate(sisa)
    assert isi["ketukan"] == ["siap"]
    assert not {"akun", "bekal", "hari", "privasi"} & set(isi["meta"])


def test_a_press_without_script_is_a_tap_without_position(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, kantor: Dunia
) -> None:
    konteks = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    konteks.add_cookies([session_cookie(kantor.user["staf"], live_server.url)])  # type: ignore[list-item]
    page = konteks.new_page()
    page.goto(live_server.url + ALAMAT)
    expect(page.locator("noscript p")).to_contain_text("JavaScript mati di peramban ini")
    page.locator(".ketuk-tombol").click()
    expect(page.locator(".pesan-success, .pesan-warning").first).to_be_visible()
    bukti = BuktiKetukan.objects.get()
    assert (bukti.lintang_e6, bukti.pegawai_id) == (None, kantor.pegawai["staf"].pk)
    konteks.close()


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


def test_an_iphone_is_told_what_it_cannot_do_and_how_to_install(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, kantor: Dunia
) -> None:
    konteks = browser.new_context(
        **{**browser_context_args, "viewport": UKURAN["ponsel"], "user_agent": IPHONE}
    )
    konteks.add_cookies([session_cookie(kantor.user["staf"], live_server.url)])  # type: ignore[list-item]
    page = konteks.new_page()
    page.goto(live_server.url + ALAMAT)
    expect(page.locator("[data-ketuk][data-siap]")).to_have_count(1)
    page.get_by_text("Pasang di ponsel, dan yang perlu diketahui").click()
    expect(page.get_by_text("ketukan tidak dapat terkirim saat aplikasi tertutup")).to_be_visible()
    expect(page.get_by_text("Tambah ke Layar Utama")).to_be_visible()
    konteks.close()


def test_where_the_browser_can_install_it_there_is_a_button(staf: Page) -> None:
    staf.get_by_text("Pasang di ponsel, dan yang perlu diketahui").click()
    pasang = staf.get_by_role("button", name="Pasang aplikasi")
    expect(pasang).to_be_hidden()
    staf.evaluate("() => { dispatchEvent(new Event('beforeinstallprompt')); }")
    expect(pasang).to_be_visible()


def test_every_state_is_accessible(
    staf: Page, periksa_aksesibilitas: Callable[[Page], None]
) -> None:
    periksa_aksesibilitas(staf)
    tekan(staf)
    expect(lencana(staf, SUDAH)).to_be_visible()
    periksa_aksesibilitas(staf)
    staf.get_by_role("button", name="Posisi dan foto Anda").click()
    periksa_aksesibilitas(staf)
    assert not Berkas.objects.exists()
