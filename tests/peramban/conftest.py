"""A real browser for tests: Debian's Chromium, phone and desk, watched for refused content.

Every page opened through `page` fails its test when the content policy refuses anything or a
script throws.
"""

import os
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from threading import Condition, get_ident
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_finished, request_started
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests.siapkan_peramban import find_chromium

from selaras.core.accounts.models import User
from selaras.web.assets import copy_assets

UKURAN = {"meja": {"width": 1366, "height": 768}, "ponsel": {"width": 390, "height": 844}}
ATURAN_AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
SABAR_MS = 60_000  # how long a page may take on a busy machine; who passes waits no longer for it
expect.set_options(timeout=SABAR_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.peramban)


@pytest.fixture(scope="session", autouse=True)
def aset() -> None:
    """The pages' own files, as the launcher puts them in place."""
    copy_assets()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stands in for the plugin's own, which a newer pytest refuses; addresses are whole here."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = find_chromium()
    if not chromium:
        pytest.fail("Chromium tidak ada: pasang, atau setel SELARAS_CHROMIUM.", pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--use-fake-device-for-media-stream",
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "id-ID",
        "timezone_id": "Asia/Makassar",
        "viewport": UKURAN["meja"],
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def dijawab() -> Iterator[Callable[[], None]]:
    """Waits until the server has answered what pages still asked when they were closed.

    Else the next test's empty tables and that request wait for each other. What tests ask for in
    this very thread is not counted: a file that a test client never read to its end never finishes.
    """
    sedang, berubah, sini = [0], Condition(), get_ident()

    def count(langkah: int) -> None:
        if get_ident() == sini:
            return
        with berubah:
            sedang[0] = max(0, sedang[0] + langkah)
            berubah.notify_all()

    def mulai(**_: object) -> None:
        count(1)

    def selesai(**_: object) -> None:
        count(-1)

    def wait() -> None:
        with berubah:
            berubah.wait_for(lambda: not sedang[0], timeout=SABAR_MS / 1000)
            sedang[0] = 0  # one that never ended is waited for once

    request_started.connect(mulai)
    request_finished.connect(selesai)
    yield wait
    request_started.disconnect(mulai)
    request_finished.disconnect(selesai)


@pytest.fixture(autouse=True)
def _tenang_sebelum_dikosongkan(
    request: pytest.FixtureRequest, dijawab: Callable[[], None]
) -> Iterator[None]:
    """Every browser of the test is put away and answered before its tables are emptied."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
    yield
    dijawab()


@pytest.fixture(scope="session", autouse=True)
def _sabar() -> Iterator[None]:
    """Browsers on a busy machine: deeds wait as long as looks, and as a person does.

    She touches a page when it has come whole, its scripts with it. The browser drops an address
    that is asked for while the page before is still on its way to another one (ERR_ABORTED): she
    would press Enter once more.
    """
    buka, halaman_baru = Page.goto, BrowserContext.new_page

    def goto(self: Page, url: str, **isi: Any) -> Any:
        try:
            return buka(self, url, **isi)
        except PlaywrightError as galat:
            if "ERR_ABORTED" not in str(galat):
                raise
        return buka(self, url, **isi)

    def new_page(self: BrowserContext) -> Page:
        self.set_default_timeout(SABAR_MS)
        return halaman_baru(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "goto", goto)
        patch.setattr(BrowserContext, "new_page", new_page)
        for deed in ("check", "clear", "click", "dblclick", "fill", "press", "press_sequentially",
                     "select_option", "set_input_files", "uncheck"):  # fmt: skip
            patch.setattr(Locator, deed, _when_whole(getattr(Locator, deed)))
        yield


def _when_whole(deed: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(deed)
    def wait_and_do(self: Locator, *isi: Any, **nama: Any) -> Any:
        self.page.wait_for_load_state()
        return deed(self, *isi, **nama)

    return wait_and_do


@pytest.fixture
def keluhan() -> list[str]:
    """What the browser complained about; a test that expects a complaint empties it."""
    return []


@pytest.fixture
def page(
    context: BrowserContext, keluhan: list[str], request: pytest.FixtureRequest,
    dijawab: Callable[[], None],
) -> Iterator[Page]:  # fmt: skip
    """A page that fails the test on refused content, script errors and failed own files.

    A line that the test itself cuts (marker `luring`) is no fault of the page.
    """
    halaman = context.new_page()
    wajar = ["status of 4"]  # what the server refuses
    if luring := request.node.get_closest_marker("luring"):
        wajar += ["ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", *luring.args]

    def catat(pesan: ConsoleMessage) -> None:
        if pesan.type == "error" and not any(w in pesan.text for w in wajar):
            keluhan.append(pesan.text)

    halaman.on("console", catat)
    halaman.on("pageerror", lambda galat: keluhan.append(str(galat)))
    yield halaman
    halaman.close()
    dijawab()
    assert not keluhan, keluhan


def session_cookie(user: User, url: str) -> dict[str, Any]:
    """A signed-in session as a cookie: the sign-in page has tests of its own."""
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(user.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sesi.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(sesi.session_key), "url": url}


@pytest.fixture
def masuk(context: BrowserContext, live_server: LiveServer) -> Callable[[User], None]:
    """Sign a user of the test's own database in."""

    def sign_in(user: User) -> None:
        context.add_cookies([session_cookie(user, live_server.url)])  # type: ignore[list-item]

    return sign_in


@pytest.fixture
def buka(
    page: Page, regensi_situs: LiveServer, django_db_blocker: DjangoDbBlocker
) -> Callable[[str, str], Page]:
    """Open a path of the sample regency's site as one of its sample logins."""

    def open_as(nama: str, path: str) -> Page:
        with django_db_blocker.unblock():
            kue = session_cookie(User.objects.get(username=nama), regensi_situs.url)
        page.context.add_cookies([kue])  # type: ignore[list-item]
        page.goto(regensi_situs.url + path)
        return page

    return open_as


# The innermost elements that stand out on the right, to be named in a finding.
TERLUAR = """() => [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && ![...e.children].some(a => a.getBoundingClientRect().right > innerWidth + 1))
    .slice(0, 3).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)"""


def findings(
    halaman: Page, layar: tuple[tuple[str, str], ...] = (("meja", "light"), ("ponsel", "dark"))
) -> list[str]:
    """What WCAG 2.1 AA finds on these screens, and pages that scroll sideways."""
    axe, temuan = Axe(), []
    halaman.evaluate(axe.axe_script)
    for nama, tema in layar:
        ukuran = UKURAN[nama]
        halaman.set_viewport_size(ukuran)  # type: ignore[arg-type]
        halaman.emulate_media(color_scheme=tema)  # type: ignore[arg-type]
        expect(halaman.locator("html")).to_have_attribute("data-bs-theme", tema)
        if not halaman.evaluate("() => 'axe' in window"):  # the page renewed itself meanwhile
            halaman.evaluate(axe.axe_script)
        hasil = halaman.evaluate("aturan => axe.run(document, aturan)", ATURAN_AXE)
        temuan += [
            f"{halaman.url} ({nama}, {tema}) {v['id']}: {n['target']} {n.get('failureSummary', '')}"
            for v in hasil["violations"]
            for n in v["nodes"]
        ]
        lebar = halaman.locator("html").evaluate("e => e.scrollWidth")
        if lebar > ukuran["width"]:
            temuan.append(
                f"{halaman.url} melebar {lebar} px di {nama}: {halaman.evaluate(TERLUAR)}"
            )
    halaman.emulate_media(color_scheme="light")
    halaman.set_viewport_size(UKURAN["meja"])  # type: ignore[arg-type]
    return temuan


@pytest.fixture
def periksa_aksesibilitas() -> Callable[[Page], None]:
    """Fail on any finding of the page at the desk and on the phone, in light and dark."""

    def periksa(halaman: Page) -> None:
        temuan = findings(halaman, tuple((u, t) for u in UKURAN for t in ("light", "dark")))
        assert not temuan, "\n".join(temuan)

    return periksa


@pytest.fixture
def foto() -> Callable[[Page, str], None]:
    """Pictures for looking, only when SELARAS_FOTO names a folder."""

    def ambil(halaman: Page, nama: str) -> None:
        if not (folder := os.environ.get("SELARAS_FOTO")):
            return
        for layar, ukuran in UKURAN.items():
            halaman.set_viewport_size(ukuran)  # type: ignore[arg-type]
            for tema in ("light", "dark"):
                halaman.emulate_media(color_scheme=tema)  # type: ignore[arg-type]
                halaman.screenshot(path=Path(folder) / f"{nama}-{layar}-{tema}.png")
                halaman.screenshot(
                    path=Path(folder) / f"{nama}-{layar}-{tema}-utuh.png", full_page=True
                )
        halaman.emulate_media(color_scheme="light")
        halaman.set_viewport_size(UKURAN["meja"])  # type: ignore[arg-type]

    return ambil
