"""The clock-in page before any script runs, and a tap by a form alone."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.izin.dunia import Dunia, build

from selaras.presensi.models import BuktiKetukan

pytestmark = pytest.mark.django_db
ALAMAT = "/presensi/ketuk/"


@pytest.fixture
def dunia() -> Dunia:
    return build()


def _key(isi: str) -> str:
    cocok = re.search(r'name="kunci" value="([^"]+)"', isi)
    assert cocok is not None
    return cocok[1]


def test_the_page_stands_in_few_queries(
    client: Client, dunia: Dunia, django_assert_max_num_queries: Any
) -> None:
    client.force_login(dunia.user["staf"])
    with django_assert_max_num_queries(12):
        isi = client.get(ALAMAT).content.decode()
    assert f'data-akun="{dunia.user["staf"].pk}"' in isi
    assert "Catat masuk" in isi


def test_a_form_alone_taps_without_a_position_once(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["staf"])
    isi = {"kunci": _key(client.get(ALAMAT).content.decode()), "jenis": "masuk"}
    for _ in range(2):
        assert client.post(ALAMAT, isi).status_code == 302
    bukti = BuktiKetukan.objects.get()
    assert (bukti.pegawai_id, bukti.lintang_e6) == (dunia.pegawai["staf"].pk, None)
    assert "Catat pulang" in client.get(ALAMAT).content.decode() or bukti.keadaan == 2


def test_an_account_without_a_person_is_told_so(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["tanpa pegawai"])
    assert client.get(ALAMAT).status_code == 403


def test_taps_of_another_person_are_not_taken(client: Client, dunia: Dunia) -> None:
    client.force_login(dunia.user["kepala"])
    isi = {
        "pemasangan": str(uuid4()), "pegawai": dunia.pegawai["staf"].pk,
        "ketukan": [{"kunci": str(uuid4()), "waktu": 1_760_000_000_000, "mode": "kantor"}],
    }  # fmt: skip
    jawaban = client.post(
        "/presensi/ketuk/kirim/", json.dumps(isi), content_type="application/json"
    )
    assert (jawaban.status_code, jawaban.json()["galat"]) == (409, "akun_lain")
    assert not BuktiKetukan.objects.exists()
