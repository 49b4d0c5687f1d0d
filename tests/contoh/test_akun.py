"""Sample logins: one per role, each a person with a story, shut outside the demo."""

from urllib.request import urlopen

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.live_server_helper import LiveServer

from selaras.contoh.akun import SANDI, TOKOH, daftar_masuk
from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.pegawai.models import Pegawai

PENGGUNA = [t.pengguna for t in TOKOH]


def test_every_role_that_has_rooms_has_a_login(regensi: Dunia) -> None:
    from selaras.core.permissions.catalog import roles

    punya = {t.peran for t in TOKOH} | {"pengguna"}
    assert {nama for nama, r in roles().items() if not r.segera} == punya


def test_the_demo_prints_what_signs_in(regensi: Dunia, settings: Settings) -> None:
    settings.DEMO = True
    for masuk in daftar_masuk():
        assert Client().login(username=masuk.nama_pengguna, password=masuk.sandi), masuk.peran


@pytest.mark.parametrize("pengguna", PENGGUNA)
def test_outside_the_demo_nobody_gets_in(regensi: Dunia, settings: Settings, pengguna: str) -> None:
    settings.DEMO = False
    assert not Client().login(username=pengguna, password=SANDI)
    klien = Client()
    klien.force_login(User.objects.get(username=pengguna))
    assert klien.get(reverse("web:beranda")).status_code == 302


@pytest.mark.parametrize("pengguna", PENGGUNA)
def test_every_login_opens_its_home_with_few_queries(
    regensi: Dunia,
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    pengguna: str,
) -> None:
    settings.DEMO = True
    klien = Client()
    klien.force_login(User.objects.get(username=pengguna))
    with django_assert_max_num_queries(12):
        assert klien.get(reverse("web:beranda")).status_code == 200


def test_accounts_belong_to_the_people_of_their_stories(regensi: Dunia) -> None:
    for t in TOKOH:
        (o,) = regensi.cerita(t.cerita)
        assert Pegawai.objects.get(user__username=t.pengguna).nip == o.nip


def test_the_sample_employees_superior_is_the_superior_login(regensi: Dunia) -> None:
    (pegawai,), (atasan,) = regensi.cerita("tokoh_pegawai"), regensi.cerita("tokoh_atasan")
    assert pegawai.post.atasan is atasan.post


def test_the_site_serves_the_regency_to_a_browser(regensi_situs: LiveServer) -> None:
    with urlopen(f"{regensi_situs.url}{reverse('account_login')}") as jawaban:
        assert jawaban.status == 200
    assert Pegawai.objects.count() > 1285
