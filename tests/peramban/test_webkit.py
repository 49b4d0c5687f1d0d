"""The clock-in in a WebKit engine: kept, signed, reloaded, sent once. Skipped where none is.

What stands in for a lost line here is a fetch that fails: this driver can't unplug the network.
"""

from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import buka_kantor
from tests.peramban.conftest import session_cookie
from tests.peramban.webkit import WebKit, missing, webkit

from selaras.aturan.lokasi import Tanda
from selaras.presensi.models import BuktiKetukan

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
ALAMAT = "/presensi/ketuk/"
PUTUS = "window.jaring = window.fetch; window.fetch = () => Promise.reject(new TypeError('putus'))"
SAMBUNG = "window.fetch = window.jaring; window.dispatchEvent(new Event('online'))"


@pytest.fixture
def kantor(transactional_db: None) -> Dunia:
    return buka_kantor()


@pytest.fixture
def jendela(kantor: Dunia, live_server: LiveServer) -> Iterator[WebKit]:
    with webkit() as w:
        w.goto(f"{live_server.url}/akun/masuk/")
        kue = session_cookie(kantor.user["staf"], live_server.url)
        w.add_cookie(kue["name"], kue["value"])
        buka(w, live_server)
        yield w
        w.goto("about:blank")


def buka(w: WebKit, live_server: LiveServer) -> None:
    w.goto(live_server.url + ALAMAT)
    w.wait(lambda: bool(w.run("return !!document.querySelector('[data-ketuk][data-siap]')")))


def tekan(w: WebKit) -> None:
    w.click(".ketuk-tombol")
    w.wait(lambda: bool(w.run("return !!document.querySelector('dialog[open]')")))
    w.click("dialog[open] button[value=ya]")
    w.wait(
        lambda: bool(w.run("return !document.querySelector('.ketuk-tombol[aria-disabled]')")), 45
    )


def test_a_tap_is_kept_signed_and_sent_once(
    jendela: WebKit, live_server: LiveServer, kantor: Dunia
) -> None:
    jendela.run(PUTUS)
    tekan(jendela)
    jendela.wait(lambda: "Tersimpan di ponsel" in jendela.text(".ketuk-satu .lencana"))
    assert not BuktiKetukan.objects.exists()
    jendela.run(SAMBUNG)
    jendela.wait(lambda: "Sudah diterima" in jendela.text(".ketuk-satu .lencana"))
    bukti = BuktiKetukan.objects.get()
    assert bukti.pegawai_id == kantor.pegawai["staf"].pk
    assert not bukti.tanda & Tanda.TANDA_TANGAN_SALAH  # the key was made, kept and used here
    buka(jendela, live_server)
    assert "Sudah diterima" in jendela.text(".ketuk-satu .lencana")
    assert BuktiKetukan.objects.count() == 1


def test_the_shell_and_the_key_survive_a_reload(jendela: WebKit, live_server: LiveServer) -> None:
    siap = "return !!(navigator.serviceWorker && navigator.serviceWorker.controller)"
    jendela.wait(lambda: bool(jendela.run(siap)))
    jendela.goto(f"{live_server.url}{ALAMAT}luring/")
    jendela.wait(lambda: "Sebagai Staf." in jendela.text("[data-b=siapa]"))
    jendela.run(PUTUS)
    tekan(jendela)
    jendela.goto(f"{live_server.url}{ALAMAT}luring/")
    jendela.wait(lambda: "Sudah diterima" in jendela.text(".ketuk-satu .lencana"))
    assert BuktiKetukan.objects.count() == 1
