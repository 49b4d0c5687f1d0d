"""Moments are told on the clock of the reader's government."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.core.halaman.format import jam_zona, zona_pembaca

SAAT = datetime(2025, 11, 3, 23, 30, tzinfo=UTC)


def test_the_readers_zone_is_asked_for_only_where_the_moment_has_none() -> None:
    with zona_pembaca(lambda: "Asia/Jayapura"):
        assert (jam_zona(SAAT), jam_zona(SAAT, "Asia/Makassar")) == ("08.30 WIT", "07.30 WITA")
    assert jam_zona(SAAT) == "06.30 WIB"


@pytest.mark.django_db
def test_the_trail_and_accounts_are_on_the_governments_clock() -> None:
    dunia: Dunia = build()
    dunia.instansi["uji"].zona = "Asia/Jayapura"
    dunia.instansi["uji"].save()
    client = Client()
    client.force_login(dunia.user["admin_bkpsdm"])
    for nama in ("pengguna:daftar", "jejak:daftar"):
        isi = client.get(reverse(nama)).text
        assert " WIT<" in isi, nama
        assert "WIB" not in isi, nama
