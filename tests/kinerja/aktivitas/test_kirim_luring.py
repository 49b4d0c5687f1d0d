"""What waited on a phone: each entry its own answer, once whatever the retries."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import buka_kantor

from selaras.kinerja.models import AktivitasHarian

pytestmark = pytest.mark.django_db
RABU = "2025-12-17"


@pytest.fixture
def kantor(settings: Any) -> Dunia:
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    return buka_kantor()


def satu(**isi: Any) -> dict[str, Any]:
    return {"kunci": str(uuid4()), "tanggal": RABU, "uraian": "Menata arsip", "menit": "30", **isi}


def kirim(client: Client, kantor: Dunia, *aktivitas: Any, pegawai: str = "staf") -> Any:
    isi = {"pegawai": kantor.pegawai[pegawai].pk, "aktivitas": list(aktivitas)}
    return client.post("/aktivitas/kirim/", json.dumps(isi), content_type="application/json")


def test_the_same_entry_twice_is_one(client: Client, kantor: Dunia) -> None:
    client.force_login(kantor.user["staf"])
    a = satu(mulai="08:00")
    for _ in range(2):
        assert kirim(client, kantor, a, a).json()["hasil"][0]["status"] == "diterima"
    assert AktivitasHarian.objects.count() == 1


def test_a_refused_entry_harms_no_other(client: Client, kantor: Dunia) -> None:
    client.force_login(kantor.user["staf"])
    hasil = kirim(
        client, kantor, satu(mulai="08:00"), satu(mulai="08:15", uraian="Rapat"),
        satu(tanggal="kemarin"), satu(mulai="25:99"), satu(mulai="09:00", uraian="Loket"),
    ).json()["hasil"]  # fmt: skip
    assert [h["status"] for h in hasil] == [
        "diterima", "ditolak", "ditolak", "ditolak", "diterima",
    ]  # fmt: skip
    assert {g["ruas"] for h in hasil for g in h.get("galat", ())} == {"mulai", "tanggal"}
    assert sorted(AktivitasHarian.objects.values_list("mulai", flat=True)) == [480, 540]


def test_entries_of_another_account_are_not_taken(client: Client, kantor: Dunia) -> None:
    client.force_login(kantor.user["kepala"])
    jawaban = kirim(client, kantor, satu())
    assert (jawaban.status_code, jawaban.json()) == (409, {"galat": "akun_lain"})
    assert not AktivitasHarian.objects.exists()


def test_a_key_that_another_account_used_is_refused_alone(client: Client, kantor: Dunia) -> None:
    client.force_login(kantor.user["staf"])
    a = satu(mulai="08:00")
    kirim(client, kantor, a)
    client.force_login(kantor.user["kepala"])
    hasil = kirim(client, kantor, a, satu(mulai="09:00"), pegawai="kepala").json()["hasil"]
    assert [h["status"] for h in hasil] == ["ditolak", "diterima"]


@pytest.mark.parametrize("isi", [b"", b"[]", b"{}", b'{"aktivitas": 3}', b'{"aktivitas": [3]}'])
def test_what_cannot_be_read_is_refused(client: Client, kantor: Dunia, isi: bytes) -> None:
    client.force_login(kantor.user["staf"])
    assert client.post("/aktivitas/kirim/", isi, content_type="application/json").status_code == 400
