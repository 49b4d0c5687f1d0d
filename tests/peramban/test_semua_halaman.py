"""Every page of the site in a browser: no finding of WCAG 2.1 AA, nothing refused, no script error.

The little world of tests/izin has one of everything, so each address of its matrix opens.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer
from tests.izin.dunia import Dunia, add_inbox, build
from tests.izin.rute import Rute
from tests.izin.test_rute import MATRIX, PERAGA, RUTE, _arguments, _route
from tests.kinerja.laporan_uji import add_reports
from tests.kinerja.rencana import add_plans
from tests.peramban.conftest import findings

from selaras.core.accounts.models import User

pytestmark = pytest.mark.lambat
# Whose page is looked at, if several may: who sees the most first.
URUTAN = ("admin_bkpsdm", "pengelola_kepegawaian", "bendahara", "pegawai", "atasan_langsung")
TANPA_HALAMAN = {  # nothing to read
    "web:tema", "mfa_login_webauthn", "account_logout", "web:pekerja", "web:manifes",
    "berkas:unggah", "account_reset_password_from_key", "presensi:ketuk_kirim",
    "presensi:ketuk_bekal", "presensi:ketuk_pemasangan", "presensi:kios_ketuk",
}  # fmt: skip
BERKAS = {"impor:templat", "impor:salah", "laporan:instrumen", "pekerjaan:hasil"}


def _who(row: dict[Any, Any]) -> str | None:
    """The role that gets a page here, or None."""
    boleh = row.get(200, ())
    if boleh == "semua":
        return "admin_bkpsdm"
    return next((peran for peran in (*URUTAN, *boleh) if peran in boleh), None)


def test_every_address_of_the_matrix_is_accessible(
    page: Page, live_server: LiveServer, masuk: Callable[[User], None]
) -> None:
    dunia: Dunia = build()
    for isi in (add_plans, add_reports, add_inbox):
        isi(dunia)
    temuan: list[str] = []
    for nama, row in MATRIX["rute"].items():
        peran = _who(row)
        if peran is None or row.get("cara") == "POST" or _route(nama) in BERKAS:
            continue
        masuk(dunia.user[PERAGA[peran]])
        path = reverse(_route(nama), kwargs=_arguments(dunia, row.get("dengan", {})))
        try:
            jawaban = page.goto(live_server.url + path)
        except Error as galat:
            if "Download is starting" in galat.message:  # a paper to keep
                continue
            raise
        assert jawaban is not None
        assert jawaban.status == 200, path
        # Else a paper, or a part of a page that is seen with its page.
        if "html" in jawaban.headers["content-type"] and "<html" in jawaban.text():
            temuan += findings(page)
    assert not temuan, "\n".join(temuan)


def test_every_open_page_is_accessible(
    page: Page, live_server: LiveServer, masuk: Callable[[User], None]
) -> None:
    """Signing in and one's own account; a page that first asks for the password counts as well."""
    dunia: Dunia = build()
    temuan: list[str] = []
    for nama, gerbang in MATRIX["terbuka"].items():
        rute: Rute = RUTE[nama]
        if rute.argumen or nama in TANPA_HALAMAN or nama.startswith(("sehat:", "adms:", "api:")):
            continue
        page.context.clear_cookies()
        if gerbang == "signed_in":
            masuk(dunia.user["staf"])
        page.goto(live_server.url + reverse(nama))
        temuan += findings(page)
    assert not temuan, "\n".join(temuan)
