"""Home and list pages ask a fixed number of questions, whatever the number of people."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User

Batas = Callable[[int], Any]
PERAN = (
    "pegawai", "atasan", "pengelola", "verifikator", "bendahara", "admin", "pimpinan", "auditor",
)  # fmt: skip


def _as(nama: str) -> Client:
    klien = Client()
    klien.force_login(User.objects.get(username=nama))
    return klien


@pytest.mark.parametrize("nama", PERAN)
@override_settings(DEMO=True)
def test_home_takes_at_most_twelve_queries(
    regensi_kecil: Dunia, nama: str, django_assert_max_num_queries: Batas
) -> None:
    klien = _as(nama)
    with django_assert_max_num_queries(12):
        assert klien.get("/").status_code == 200
    with django_assert_max_num_queries(12):
        assert klien.get("/unit-saya/").status_code == 200


@pytest.mark.parametrize("nama", ["atasan", "pengelola", "verifikator", "admin", "auditor"])
@override_settings(DEMO=True)
def test_a_units_month_takes_at_most_twelve_queries(
    regensi_kecil: Dunia, nama: str, django_assert_max_num_queries: Batas
) -> None:
    klien = _as(nama)
    with django_assert_max_num_queries(12):
        jawaban = klien.get("/tpp/unit/?periode=202510&per=250")
    assert jawaban.status_code == 200
    assert len(jawaban.context["daftar"].isi) > 0


@override_settings(DEMO=True)
def test_search_takes_at_most_twelve_queries(
    regensi_kecil: Dunia, django_assert_max_num_queries: Batas
) -> None:
    klien = _as("admin")
    with django_assert_max_num_queries(12):
        assert klien.get("/cari/?q=an").status_code == 200


@override_settings(DEMO=True)
def test_the_card_of_today_takes_at_most_fifteen_queries(
    regensi_kecil: Dunia, django_assert_max_num_queries: Batas
) -> None:
    klien = _as("pegawai")
    with django_assert_max_num_queries(15):
        assert klien.get("/hari-ini/").status_code == 200
