"""The page benchmark sees the site, and pages ask at most twelve queries."""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import get_resolver
from pytest_django import Settings

from selaras.bench.jelajah import BERANDA, LOGIN, measure, pages
from selaras.contoh.dunia import Dunia

# Lists of one thing of which the sample has none: an import, a trial of law, a structure's moves.
TANPA_CONTOH = {"impor:rinci", "lab:hasil", "penataan:perpindahan"}
DAFTAR = re.compile(r"\b(Daftar|Paginator)\(")


def test_every_page_without_a_key_is_measured(regensi: Dunia) -> None:
    nama = {n for n, _ in pages()}
    assert {BERANDA, "pegawai:daftar", "tpp:verifikasi", "presensi:unit", "hukum:daftar"} <= nama
    assert not {n for n in nama if n.startswith(("account_", "sehat:"))}


def test_every_view_that_draws_a_list_is_measured(regensi: Dunia) -> None:
    daftar = {n for n, view in _views(get_resolver(), ()) if DAFTAR.search(inspect.getsource(view))}
    assert len(daftar) > 60
    assert daftar - {n for n, _ in pages()} <= TANPA_CONTOH


def _views(resolver: Any, ruang: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """(name, function) of our own views."""
    for satu in resolver.url_patterns:
        if hasattr(satu, "url_patterns"):
            yield from _views(satu, (*ruang, satu.namespace) if satu.namespace else ruang)
        elif (view := inspect.unwrap(satu.callback)).__module__.startswith("selaras"):
            yield ":".join((*ruang, satu.name or "")), view


def test_no_page_needs_more_than_twelve_queries(regensi: Dunia, settings: Settings) -> None:
    settings.DEMO = True
    settings.HARI_INI_CONTOH = date(2025, 12, 18)  # an empty month asks fewer questions
    baris = list(measure(ulang=1))
    assert len(baris) > 30
    assert {b["peran"] for b in baris if b["halaman"] == BERANDA} == set(LOGIN)
    banyak = {(b["halaman"], b["peran"]): b["kueri"] for b in baris if b["kueri"] > 12}
    assert banyak == {}
