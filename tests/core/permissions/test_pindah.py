"""Where somebody whose session has ended is led, by what asked."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_after_signing_in_she_is_on_the_page_not_on_a_part_of_it() -> None:
    jawab = Client().get(
        "/pegawai/", headers={**HTMX, "HX-Current-URL": "http://testserver/beranda/?hari=1"}
    )
    assert jawab.status_code == 204
    assert jawab["HX-Redirect"] == f"{reverse('account_login')}?next=/beranda/%3Fhari%3D1"


def test_another_sites_address_is_not_followed() -> None:
    jawab = Client().get("/pegawai/", headers={**HTMX, "HX-Current-URL": "http://lain.id/x/"})
    assert jawab["HX-Redirect"] == f"{reverse('account_login')}?next=/pegawai/"


def test_what_asks_behind_her_back_does_not_take_the_page_away() -> None:
    jawab = Client().get("/pegawai/", headers={**HTMX, "X-Latar": "ya"})
    assert (jawab.status_code, "HX-Redirect" in jawab.headers) == (204, False)
