"""Uploads in pieces: cut off, repeated, out of order, changed on the way, of another person."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.core.files.conftest import KEPERLUAN, gambar, get, pdf

from selaras.core.accounts.models import User
from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.services import remove_orphans
from selaras.core.files.uploads import POTONGAN
from selaras.core.permissions import Actor

Orang = Callable[[str], Actor]
BESAR = pdf() + b"%" * (POTONGAN + 100)


@pytest.fixture
def ani(orang: Orang, penonton: set[str]) -> Client:
    return _client(orang, "ani")


def _client(orang: Orang, nama: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=orang(nama).user_id))
    return client


def begin(client: Client, isi: bytes, nama: str = "SK.pdf") -> dict[str, Any]:
    jawab = client.post(
        "/berkas/unggah/",
        json.dumps({"keperluan": KEPERLUAN, "nama": nama, "ukuran": len(isi)}),
        content_type="application/json",
    )
    assert jawab.status_code == 201, jawab.content
    hasil: dict[str, Any] = jawab.json()
    return hasil


def put(client: Client, url: str, mulai: int, isi: bytes) -> Any:
    return client.put(
        url, isi, content_type="application/octet-stream", headers={"Upload-Offset": str(mulai)}
    )


def finish(client: Client, url: str, isi: bytes) -> Any:
    return client.post(
        url,
        json.dumps({"sha256": hashlib.sha256(isi).hexdigest()}),
        content_type="application/json",
    )


def test_a_file_in_two_pieces_arrives_whole(
    ani: Client, simpanan: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    un = begin(ani, BESAR)
    assert put(ani, un["url"], 0, BESAR[:POTONGAN]).json()["diterima"] == POTONGAN
    assert ani.get(un["url"]).json()["diterima"] == POTONGAN
    put(ani, un["url"], POTONGAN, BESAR[POTONGAN:])
    with django_capture_on_commit_callbacks(execute=True):
        jawab = finish(ani, un["selesai"], BESAR)
    assert jawab.status_code == 201
    berkas = Berkas.objects.get()
    assert berkas.sha256 == hashlib.sha256(BESAR).hexdigest()
    assert simpanan() == [berkas.jalur], "the pieces are gone"
    assert finish(ani, un["selesai"], BESAR).json()["id"] == str(berkas.pk)
    assert Berkas.objects.count() == 1


def test_a_piece_whose_answer_was_lost_may_be_sent_again(ani: Client) -> None:
    un = begin(ani, BESAR)
    for _ in range(2):
        assert put(ani, un["url"], 0, BESAR[:POTONGAN]).json()["diterima"] == POTONGAN


def test_a_piece_that_leaves_a_gap_is_sent_back_to_where_it_was_cut(ani: Client) -> None:
    un = begin(ani, BESAR)
    jawab = put(ani, un["url"], 100, BESAR[100:200])
    assert (jawab.status_code, jawab.json()) == (409, {"diterima": 0})
    jawab = finish(ani, un["selesai"], BESAR)
    assert (jawab.status_code, jawab.json()) == (409, {"diterima": 0})


def test_more_than_was_announced_is_not_taken(ani: Client) -> None:
    un = begin(ani, b"12345")
    assert put(ani, un["url"], 0, b"1234567").status_code == 409
    assert Unggahan.objects.get().diterima == 0


def test_a_file_that_changed_on_the_way_begins_again(ani: Client) -> None:
    un = begin(ani, BESAR)
    put(ani, un["url"], 0, BESAR[:POTONGAN])
    put(ani, un["url"], POTONGAN, BESAR[POTONGAN:-1] + b"?")
    jawab = finish(ani, un["selesai"], BESAR)
    assert jawab.status_code == 422
    assert "berubah di perjalanan" in jawab.json()["pesan"]
    assert Unggahan.objects.get().diterima == 0
    assert not Berkas.objects.exists()


def test_300_mb_are_refused_before_the_first_piece(ani: Client) -> None:
    jawab = ani.post(
        "/berkas/unggah/",
        json.dumps({"keperluan": KEPERLUAN, "nama": "v.pdf", "ukuran": 300 * 1024 * 1024}),
        content_type="application/json",
    )
    assert jawab.status_code == 422
    assert "berukuran 300 MB, paling besar 10 MB" in jawab.json()["pesan"]
    assert not Unggahan.objects.exists()


def test_nobody_fills_the_storage_with_what_belongs_to_nothing(ani: Client) -> None:
    un = begin(ani, BESAR)
    put(ani, un["url"], 0, BESAR[:POTONGAN])
    put(ani, un["url"], POTONGAN, BESAR[POTONGAN:])
    finish(ani, un["selesai"], BESAR)
    Berkas.objects.update(ukuran=501 * 1024 * 1024)
    jawab = ani.post(
        "/berkas/unggah/",
        json.dumps({"keperluan": KEPERLUAN, "nama": "v.pdf", "ukuran": 10}),
        content_type="application/json",
    )
    assert jawab.status_code == 422
    assert "belum dilampirkan ke mana pun" in jawab.json()["pesan"]


def test_a_piece_larger_than_pieces_are_is_refused(ani: Client) -> None:
    un = begin(ani, BESAR * 4)
    assert put(ani, un["url"], 0, (BESAR * 4)[: 2 * 1024 * 1024]).status_code == 413


def test_what_lies_about_itself_is_refused_at_the_end(ani: Client) -> None:
    isi = gambar()
    un = begin(ani, isi)
    put(ani, un["url"], 0, isi)
    jawab = finish(ani, un["selesai"], isi)
    assert jawab.status_code == 422
    assert jawab.json()["pesan"].startswith("Berkas 'SK.pdf' ternyata gambar.")


def test_another_persons_upload_does_not_exist(ani: Client, orang: Orang) -> None:
    un = begin(ani, BESAR)
    budi = _client(orang, "budi")
    assert budi.get(un["url"]).status_code == 404
    assert put(budi, un["url"], 0, b"x").status_code == 404
    assert finish(budi, un["selesai"], b"x").status_code == 404
    assert budi.delete(un["url"]).status_code == 404
    assert Unggahan.objects.exists()


def test_uploads_that_nobody_goes_on_with_are_forgotten(
    ani: Client, simpanan: Callable[[], list[str]]
) -> None:
    un = begin(ani, BESAR)
    put(ani, un["url"], 0, BESAR[:POTONGAN])
    Unggahan.objects.update(dibuat_pada=timezone.now() - timedelta(days=4))
    remove_orphans(at=timezone.now())
    assert simpanan() == []
    assert not Unggahan.objects.exists()


def test_pieces_need_no_disk_of_this_machine(ani: Client, settings: Any) -> None:
    """Any Django storage will do, as an S3-compatible one behind several web servers."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    un = begin(ani, BESAR)
    put(ani, un["url"], 0, BESAR[:POTONGAN])
    put(ani, un["url"], POTONGAN, BESAR[POTONGAN:])
    hasil = finish(ani, un["selesai"], BESAR).json()
    assert get(ani, hasil["url"]).isi == BESAR


@pytest.mark.parametrize("ukuran", ["abc", "\u00b2", -1, None, [1], 1.5, "9" * 30, "9" * 5000])
def test_a_length_that_is_none_is_refused(ani: Client, ukuran: object) -> None:
    jawab = ani.post(
        "/berkas/unggah/",
        json.dumps({"keperluan": KEPERLUAN, "nama": "SK.pdf", "ukuran": ukuran}),
        content_type="application/json",
    )
    assert jawab.status_code == 400
    assert not Unggahan.objects.exists()


@pytest.mark.parametrize("nama", ["SK\u0000.pdf", "\ud800.pdf", "x" * 5000])
def test_a_name_of_odd_letters_is_taken_or_refused(ani: Client, nama: str) -> None:
    jawab = ani.post(
        "/berkas/unggah/", json.dumps({"keperluan": KEPERLUAN, "nama": nama, "ukuran": 9}),
        content_type="application/json",
    )  # fmt: skip
    assert jawab.status_code in {201, 400, 422}


@pytest.mark.parametrize("letak", ["abc", "", "\u00b2", "-1", "9" * 30, "9" * 5000])
def test_a_piece_without_a_sound_place_is_refused(ani: Client, letak: str) -> None:
    awal = begin(ani, pdf())
    assert put(ani, awal["url"], letak, pdf()).status_code == 400  # type: ignore[arg-type]
    assert ani.get(awal["url"]).json()["diterima"] == 0


def test_an_announced_length_that_is_no_number_is_none(ani: Client) -> None:
    jawab = ani.post("/berkas/unggah/", b"{}", content_type="application/json",
                     CONTENT_LENGTH="\u00b2")  # fmt: skip
    assert jawab.status_code == 400
