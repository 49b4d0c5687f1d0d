"""The whole URLconf x all roles against matriks.yaml: what each role gets at each address.

An unknown route, a view without a gate, or a row of the matrix without a route fails.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, add_inbox
from tests.izin.rute import Rute, all_routes

from selaras.core.permissions.catalog import action, grantable_roles, roles

MATRIX_FILE = Path(__file__).with_name("matriks.yaml")
RUTE = {rute.nama: rute for rute in all_routes()}

# Whom a column of the matrix signs in as.
PERAGA: Mapping[str, str] = {
    "pengguna": "tanpa pegawai",
    "pegawai": "staf",
    "atasan_langsung": "kepala",
    "pengelola_kepegawaian": "pengelola_kepegawaian",
    "verifikator_tpp": "verifikator_tpp",
    "bendahara": "bendahara",
    "admin_bkpsdm": "admin_bkpsdm",
    "pimpinan": "pimpinan",
    "auditor": "auditor",
}

# The dictionaries of Dunia that an argument of the matrix may name: "user staf".
KINDS = frozenset(
    {"pegawai", "user", "unit", "jabatan", "jejak", "peran", "pekerjaan", "objek", "instansi"}
)


@pytest.fixture
def dunia(dunia: Dunia) -> Dunia:
    """The little world, and something in people's inboxes."""
    add_inbox(dunia)
    return dunia


def _load() -> dict[str, Any]:
    content = yaml.safe_load(MATRIX_FILE.read_text())
    assert isinstance(content, dict)
    return content


MATRIX = _load()


def test_every_route_has_a_name_of_its_own() -> None:
    names = [rute.nama for rute in all_routes()]
    assert len(names) == len(set(names)), sorted({n for n in names if names.count(n) > 1})
    assert not [n for n in names if "tanpa nama" in n]


@pytest.mark.parametrize("rute", RUTE.values(), ids=RUTE.keys())
def test_every_view_says_who_may_open_it(rute: Rute) -> None:
    assert rute.gerbang is not None, (
        f"{rute.pola}: beri @requires('aksi'), @signed_in('sebab') atau @public('sebab')"
    )
    kind, what = rute.gerbang
    if kind == "requires":
        action(what)
    assert what


def test_every_gated_route_stands_in_the_matrix() -> None:
    gated = {n for n, r in RUTE.items() if r.gerbang and r.gerbang[0] == "requires"}
    written = {_route(name) for name in MATRIX["rute"]}
    missing, gone = gated - written, written - RUTE.keys()
    assert not missing, f"belum di matriks.yaml: {sorted(missing)}"
    assert not gone, f"di matriks.yaml, tetapi bukan rute: {sorted(gone)}"


def test_the_open_routes_are_known_by_name() -> None:
    """A new public page is a decision: it stands in the matrix under `terbuka`."""
    opened = {n: r.gerbang[0] for n, r in RUTE.items() if r.gerbang and r.gerbang[0] != "requires"}
    assert opened == MATRIX["terbuka"]


def test_the_matrix_knows_every_role_that_can_do_something() -> None:
    able = {name for name, role in roles().items() if role.reaches}
    assert able == set(PERAGA)


def _expected(row: Mapping[Any, Any]) -> dict[str, int]:
    """The row spelled out: 403 for roles not named, 302 for the visitor."""
    answers = {**dict.fromkeys(PERAGA, 403), "tamu": 302}
    for code, who in row.items():
        if isinstance(code, int):
            answers.update(dict.fromkeys(PERAGA if who == "semua" else who, code))
    return answers


def test_the_matrix_names_only_roles_that_exist() -> None:
    for name, row in MATRIX["rute"].items():
        assert set(_expected(row)) == {"tamu", *PERAGA}, name


@pytest.mark.parametrize("name", MATRIX["rute"])
def test_each_role_gets_what_the_matrix_says(dunia: Dunia, client: Client, name: str) -> None:
    row, expected = MATRIX["rute"][name], _expected(MATRIX["rute"][name])
    url = reverse(_route(name), kwargs=_arguments(dunia, row.get("dengan", {})))
    got = {}
    for role in expected:
        client.logout()
        if role != "tamu":
            client.force_login(dunia.user[PERAGA[role]])
        answer = client.post(url) if row.get("cara") == "POST" else client.get(url)
        got[role] = answer.status_code
    assert got == expected


TENANT_BOUND = [
    name
    for name, row in MATRIX["rute"].items()
    if any(str(v).partition(" ")[0] in KINDS for v in row.get("dengan", {}).values())
    and "instansi lain" not in name
]


@pytest.mark.parametrize("name", TENANT_BOUND)
def test_another_governments_officer_with_every_role_finds_nothing(
    dunia: Dunia, client: Client, name: str
) -> None:
    """Each address that names a row of Kabupaten Uji, asked for from Kabupaten Lain."""
    for role in grantable_roles():
        dunia.grant("asing", role.name, instansi="lain")
    row = MATRIX["rute"][name]
    url = reverse(_route(name), kwargs=_arguments(dunia, row["dengan"]))
    client.force_login(dunia.user["asing"])
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code in {403, 404, 405}, (url, answer.status_code)


def _route(name: str) -> str:
    """`nama @ catatan` -> nama."""
    return name.partition(" @ ")[0]


def _arguments(dunia: Dunia, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """`pegawai staf` -> the key of that person; anything else as it stands."""
    values = {}
    for key, text in wanted.items():
        kind, _, who = str(text).partition(" ")
        values[key] = getattr(dunia, kind)[who].pk if kind in KINDS else text
    return values
