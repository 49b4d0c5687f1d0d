"""Whatever stands in the fields of a form that somebody made by hand, no address breaks on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, add_inbox
from tests.izin.test_rute import MATRIX, _arguments, _route

import selaras
from selaras.core.permissions.catalog import grantable_roles

FIELD = re.compile(r'\.(?:get|getlist)\(\s*"([a-z_]+)"')
ODD = {
    "panjang": "9" * 5000,
    "pangkat": "²",
    "besar": "99999999999999999",
    "minus": "-1",
    "nul": "1\x00",
}


def _fields() -> list[str]:
    """Every name that a view or service asks a form for by itself."""
    sumber = Path(selaras.__file__).parent.rglob("*.py")
    return sorted({n for s in sumber if "POST" in (t := s.read_text()) for n in FIELD.findall(t)})


def _addresses(dunia: Dunia) -> Iterator[tuple[str, str]]:
    sudah = set()
    for name, row in MATRIX["rute"].items():
        url = reverse(_route(name), kwargs=_arguments(dunia, row.get("dengan", {})))
        if url not in sudah:
            sudah.add(url)
            yield name, url


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_form_breaks_on_odd_values(dunia: Dunia, client: Client, odd: str) -> None:
    """All fields at once, and without those that choose what is done, by who may do most."""
    add_inbox(dunia)
    for role in grantable_roles():
        dunia.grant("kepala", role.name)
    client.force_login(dunia.user["kepala"])
    semua = dict.fromkeys(_fields(), odd)
    assert {"hapus", "entri", "pola", "untuk"} <= semua.keys()
    pilih = ("langkah", "tindakan", "cara", "hapus", "semua")
    rusak = []
    for name, url in _addresses(dunia):
        for isi in (semua, {n: v for n, v in semua.items() if n not in pilih}):
            try:
                with transaction.atomic():
                    jawaban = client.post(url, isi)
                    transaction.set_rollback(True)
            except Exception as galat:
                rusak.append(f"{name}: {type(galat).__name__} {str(galat)[:120]}")
                break
            if jawaban.status_code >= 500:
                rusak.append(f"{name}: {jawaban.status_code}")
            client.force_login(dunia.user["kepala"])
    assert not rusak, "\n".join(rusak)
