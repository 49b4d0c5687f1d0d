"""Lists as they are with the sample regency's many rows: no finding of WCAG 2.1 AA."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from tests.izin.rute import all_routes
from tests.izin.test_rute import MATRIX
from tests.peramban.conftest import findings
from tests.peramban.test_semua_halaman import BERKAS, _who

pytestmark = pytest.mark.lambat


def test_every_list_is_accessible_when_full(
    buka: Callable[[str, str], Page], foto: Callable[[Page, str], None]
) -> None:
    temuan: list[str] = []
    for rute in all_routes():
        row = MATRIX["rute"].get(rute.nama, {})
        if rute.argumen or rute.nama in BERKAS or row.get("cara") == "POST":
            continue
        if _who(row) != "admin_bkpsdm":
            continue
        page = buka("admin", reverse(rute.nama))
        if "<html" in page.content() and page.title():
            foto(page, f"penuh-{rute.nama.replace(':', '-')}")
            temuan += findings(page)
    assert not temuan, "\n".join(temuan)
