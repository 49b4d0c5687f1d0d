"""A form pressed twice in one moment is one form: objections to an assessment, and feedback."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from tests.izin.dunia import Dunia
from tests.serentak import twice_at_once

from selaras.core.permissions import Actor
from selaras.kinerja.models import Keberatan, Penilaian, UmpanBalik
from selaras.kinerja.services import keberatan, umpan

from .test_penilaian_lain import dinilai

__all__ = ["dinilai"]
pytestmark = pytest.mark.django_db(transaction=True)
Aktor = Callable[[str], Actor]


def test_an_objection(actor: Aktor, dinilai: Penilaian, monkeypatch: pytest.MonkeyPatch) -> None:
    staf, kunci = actor("staf"), uuid4()

    def send() -> int:
        return keberatan.submit_objection(
            actor=staf, penilaian=dinilai, alasan="Bukti ada.", kunci=kunci
        ).pk

    satu, lagi = twice_at_once(monkeypatch, keberatan, "why_no_objection", send)
    assert satu == lagi and Keberatan.objects.count() == 1


def test_feedback(dunia: Dunia, actor: Aktor, monkeypatch: pytest.MonkeyPatch) -> None:
    kepala, kunci = actor("kepala"), uuid4()

    def send() -> int:
        return umpan.give_feedback(
            actor=kepala, tentang=dunia.pegawai["staf"], isi="Rapi.", kunci=kunci
        ).pk

    ada = UmpanBalik.objects.count()
    satu, lagi = twice_at_once(monkeypatch, umpan, "rules_today", send)
    assert satu == lagi and UmpanBalik.objects.count() == ada + 1
