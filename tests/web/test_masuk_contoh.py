"""The demo's sign-in page offers its roles; a real site's knows nothing of them."""

from django.test import Client, override_settings
from django.urls import reverse
from tests.regensi import Dunia


def test_only_the_demo_offers_its_roles(regensi_kecil: Dunia, client: Client) -> None:
    url = reverse("account_login")
    with override_settings(DEMO=True):
        assert client.get(url).text.count('name="password"') > 8
        masuk = client.post(url, {"login": "pegawai", "password": "lestari-jaya-2025"})
        assert masuk.status_code == 302
    with override_settings(DEMO=False):
        nyata = Client().get(url).text
    assert nyata.count('name="password"') == 1
    assert "lestari-jaya" not in nyata
