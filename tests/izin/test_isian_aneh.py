"""Whatever stands in a form or a message that somebody made by hand, no address breaks on it."""

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from tests.izin.dunia import Dunia, add_inbox
from tests.izin.test_rute import MATRIX, _arguments, _route

import selaras
from selaras.core.permissions.catalog import grantable_roles

FIELD = re.compile(r'\.(?:get|getlist)\(\s*"([a-z_]+)"')
KEY = re.compile(r'\["([a-z_]+)"\]')
Alamat = Iterable[tuple[str, str]]  # name in the matrix, address
ODD = {
    "panjang": "9" * 5000,
    "pangkat": "²",
    "besar": "99999999999999999",
    "minus": "-1",
    "nul": "1\x00",
}


def _names(tanda: str, *pola: re.Pattern[str]) -> list[str]:
    """Every name that a file which speaks of `tanda` asks for by itself."""
    sumber = (s.read_text() for s in Path(selaras.__file__).parent.rglob("*.py"))
    return sorted({n for s in sumber if tanda in s for p in pola for n in p.findall(s)})


def _addresses(dunia: Dunia) -> Iterator[tuple[str, str]]:
    sudah = set()
    for name, row in MATRIX["rute"].items():
        url = reverse(_route(name), kwargs=_arguments(dunia, row.get("dengan", {})))
        if url not in sudah:
            sudah.add(url)
            yield name, url


@pytest.fixture
def client(dunia: Dunia, client: Client) -> Client:
    """A browser in a world where kepala may do most and has something in the inbox."""
    add_inbox(dunia)
    for role in grantable_roles():
        dunia.grant("kepala", role.name)
    return client


def _reads_bodies(url: str) -> bool:
    """Whether the view, or another of its file, takes messages apart by itself."""
    berkas = inspect.getmodule(inspect.unwrap(resolve(url).func))
    return berkas is not None and "request.body" in inspect.getsource(berkas)


def _broken(dunia: Dunia, client: Client, alamat: Alamat, *isi: Any, **cara: Any) -> list[str]:
    """The addresses that break on one of these bodies, and how; nothing is kept."""
    rusak = []
    for name, url in alamat:
        for satu in isi:
            client.force_login(dunia.user["kepala"])
            try:
                with transaction.atomic():
                    jawaban = client.post(url, satu, **cara)
                    transaction.set_rollback(True)
            except Exception as galat:
                rusak.append(f"{name}: {type(galat).__name__} {str(galat)[:120]}")
                break
            if jawaban.status_code >= 500:
                rusak.append(f"{name}: {jawaban.status_code}")
    return rusak


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_form_breaks_on_odd_values(dunia: Dunia, client: Client, odd: str) -> None:
    """All fields at once, and without those that choose what is done."""
    semua = dict.fromkeys(_names("POST", FIELD), odd)
    assert {"hapus", "entri", "pola", "untuk"} <= semua.keys()
    pilih = ("langkah", "tindakan", "cara", "hapus", "semua")
    sisa = {n: v for n, v in semua.items() if n not in pilih}
    rusak = _broken(dunia, client, _addresses(dunia), semua, sisa)
    assert not rusak, "\n".join(rusak)


def test_no_address_breaks_on_odd_json(dunia: Dunia, client: Client) -> None:
    """1e999 is a number there, and what should be a list of lists may be anything."""
    nama = _names("request.body", FIELD, KEY)
    assert {"unit", "sel"} <= set(nama)
    isi = [
        json.dumps(dict.fromkeys(nama, odd))
        for odd in (float("inf"), [[float("inf")] * 4], [{"a": None}], {"a": 10**400}, "\x00", None)
    ]
    alamat = [a for a in _addresses(dunia) if _reads_bodies(a[1])]
    assert len(alamat) > 3
    isi += ["[1]", "1e999"]
    rusak = _broken(dunia, client, alamat, *isi, content_type="application/json")
    assert not rusak, "\n".join(rusak)
