"""Drafts are one's own, come back, and do not overwrite each other unseen."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from selaras.core.accounts.models import User
from selaras.core.drafts.models import Draf
from selaras.core.drafts.services import hapus_draf, read_draf, remove_old

URL = "/draf/realisasi/202511/"


@pytest.fixture
def ani(db: None) -> Client:
    return _client("ani")


def _client(nama: str) -> Client:
    user = User.objects.filter(username=nama).first() or User.objects.create_user(nama)
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, teks: str, versi: int) -> Any:
    return client.put(
        URL, json.dumps({"isi": [["uraian", teks]], "versi": versi}),
        content_type="application/json",
    )  # fmt: skip


def test_what_is_typed_comes_back(ani: Client) -> None:
    assert ani.get(URL).json()["isi"] is None
    assert save(ani, "halo", 0).json()["versi"] == 1
    assert save(ani, "halo dunia", 1).json()["versi"] == 2
    hasil = ani.get(URL).json()
    assert hasil["isi"] == [["uraian", "halo dunia"]]
    assert hasil["token"]
    isi = read_draf(User.objects.get().pk, "realisasi/202511")
    assert isi is not None
    assert isi["uraian"] == "halo dunia"


def test_nobody_sees_anothers_draft(ani: Client) -> None:
    save(ani, "rahasia", 0)
    assert _client("budi").get(URL).json()["isi"] is None
    assert Client().get(URL).status_code == 302


def test_two_tabs_are_told_of_each_other(ani: Client) -> None:
    save(ani, "tab satu", 0)
    save(ani, "tab satu lagi", 1)
    jawab = save(ani, "tab dua", 1)
    assert jawab.status_code == 409
    assert jawab.json()["isi"] == [["uraian", "tab satu lagi"]]
    assert save(ani, "tab dua", jawab.json()["versi"]).status_code == 200


def test_a_repeated_save_is_no_conflict(ani: Client) -> None:
    save(ani, "halo", 0)
    assert save(ani, "halo", 0).json()["versi"] == 1


def test_a_late_save_does_not_bring_a_sent_form_back(ani: Client) -> None:
    save(ani, "halo", 0)
    hapus_draf(User.objects.get().pk, "realisasi/202511", at=timezone.now())
    jawab = save(ani, "halo lagi", 1)
    assert jawab.status_code == 409
    assert jawab.json()["isi"] is None
    assert ani.get(URL).json()["isi"] is None


def test_throwing_away_and_beginning_again(ani: Client) -> None:
    save(ani, "halo", 0)
    versi = ani.delete(URL).json()["versi"]
    assert save(ani, "baru", versi).status_code == 200


@pytest.mark.parametrize("isi", [b"", b"[]", b'{"isi": 3}', b'{"isi": [["a"]]}'])
def test_what_is_no_draft_is_refused(ani: Client, isi: bytes) -> None:
    assert ani.put(URL, isi, content_type="application/json").status_code == 400
    assert not Draf.objects.exists()


def test_a_draft_has_a_largest_size(ani: Client) -> None:
    assert save(ani, "x" * 1_100_000, 0).status_code == 413


def test_drafts_left_alone_are_forgotten_after_a_month(ani: Client) -> None:
    save(ani, "halo", 0)
    assert remove_old(at=timezone.now() + timedelta(days=29)) == 0
    assert remove_old(at=timezone.now() + timedelta(days=31)) == 1


@pytest.mark.parametrize(
    "isi",
    [
        b"", b"[]", b"x", b"\xff", b'{"isi": 1}', b'{"isi": [["a", "b"]], "versi": "abc"}',
        b'{"isi": [["a", "b"]], "versi": [1]}', b'{"isi": [["a", "b"]], "versi": Infinity}',
        b'{"isi": [["a", "b\\u0000c"]]}', b'{"isi": [["a", "\\ud800"]]}', b'{"isi": null}',
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_and_not_an_error(ani: Client, isi: bytes) -> None:
    assert ani.put(URL, isi, content_type="application/json").status_code == 400
    assert not Draf.objects.exists()
