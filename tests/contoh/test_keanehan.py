"""The file of peculiarities tells the truth about the database and about the tests."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection

from selaras.contoh.dunia import Dunia

BERKAS = files("selaras.contoh").joinpath("keanehan.yaml")
KEANEHAN: list[dict[str, Any]] = yaml.safe_load(BERKAS.read_text(encoding="utf-8"))
REPO = Path(__file__).parents[2]


def test_each_peculiarity_is_in_the_database_as_often_as_it_says(regensi: Dunia) -> None:
    salah = {}
    for k in KEANEHAN:
        with connection.cursor() as cursor:
            cursor.execute(k["cari"], {"nip": k.get("nip", [])})
            (jumlah,) = cursor.fetchone()
        if jumlah != k["jumlah"]:
            salah[k["id"]] = (jumlah, k["jumlah"])
    assert salah == {}


def test_the_people_named_are_those_of_the_story(regensi: Dunia) -> None:
    cerita = {o.nip: o.cerita for o in regensi.orang}
    for k in KEANEHAN:
        for nip in k.get("nip", []):
            assert k["id"] in cerita[nip], f"{nip} bukan bagian dari {k['id']}"


def test_every_story_of_people_is_listed(regensi: Dunia) -> None:
    diceritakan = {c for o in regensi.orang for c in o.cerita}
    tercatat = {k["id"] for k in KEANEHAN}
    # Accounts around the sample employee, and the posts that acting heads fill.
    assert {c for c in diceritakan - tercatat if not c.startswith("tokoh_")} == {"jabatan_lowong"}


@pytest.mark.parametrize("uji", sorted({k["uji"] for k in KEANEHAN}))
def test_the_test_that_points_at_it_exists(uji: str) -> None:
    berkas, _, nama = uji.partition("::")
    assert re.search(rf"^def {nama}\(", (REPO / berkas).read_text(encoding="utf-8"), re.M)
