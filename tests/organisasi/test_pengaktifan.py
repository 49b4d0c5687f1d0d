"""Units are switched on one by one: the nearest word above holds, a later one ends an earlier."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor
from selaras.organisasi.models import PengaktifanUnit
from selaras.organisasi.pengaktifan import set_stage
from selaras.organisasi.selectors import counts_for_pay, tahap, tahap_by_unit

__all__ = ["actor", "dunia"]
JAN, MAR, JUL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)


@pytest.fixture
def say(dunia: Dunia, actor: Callable[[str], Actor]) -> Callable[..., bool]:
    def stage(unit: str, value: str, mulai: date, **more: Any) -> bool:
        return set_stage(
            actor=actor(more.pop("oleh", "admin_bkpsdm")), unit=dunia.unit[unit], modul="kinerja",
            tahap=value, mulai=mulai, **more,
        )  # fmt: skip

    return stage


def test_where_nobody_is_switched_on_one_by_one_everything_is_in_force(dunia: Dunia) -> None:
    assert tahap(dunia.unit["dinas alam"], "kinerja", JAN) == "berlaku"


def test_a_unit_and_all_under_it_follow_the_nearest_word(
    dunia: Dunia, say: Callable[..., bool]
) -> None:
    say("dinas alam", "uji_coba", JAN)
    say("bidang hutan", "berlaku", MAR)
    ids = {n: dunia.unit[n].pk for n in ("dinas alam", "bidang hutan", "dinas buku", "dinas lain")}

    def on(day: date) -> dict[str, str]:
        found = tahap_by_unit(ids.values(), "kinerja", day)
        return {name: found[pk].value for name, pk in ids.items()}

    start = {"dinas alam": "uji_coba", "bidang hutan": "uji_coba", "dinas buku": "belum"}
    assert on(JAN) == {**start, "dinas lain": "berlaku"}  # another government says nothing
    assert on(MAR) == {**start, "bidang hutan": "berlaku", "dinas lain": "berlaku"}
    assert tahap(dunia.unit["dinas alam"], "tpp", JAN) == "berlaku"  # another module
    assert counts_for_pay(dunia.unit["bidang hutan"], "kinerja", MAR)
    assert not counts_for_pay(dunia.unit["dinas alam"], "kinerja", MAR)


def test_the_next_stage_ends_the_one_before_and_the_same_changes_nothing(
    dunia: Dunia, say: Callable[..., bool]
) -> None:
    assert say("dinas alam", "uji_tertutup", JAN)
    assert say("dinas alam", "uji_coba", MAR)
    assert not say("dinas alam", "uji_coba", MAR)
    rows = PengaktifanUnit.objects.order_by("berlaku")
    assert [(r.tahap, r.berlaku.lower, r.berlaku.upper) for r in rows] == [
        ("uji_tertutup", JAN, MAR), ("uji_coba", MAR, None),
    ]  # fmt: skip
    assert Jejak.objects.filter(aksi="pengaktifan.edit").count() == 2


def test_a_stage_for_a_time_may_not_run_over_a_later_one(
    dunia: Dunia, say: Callable[..., bool]
) -> None:
    say("dinas alam", "berlaku", MAR)
    with pytest.raises(ValidationError, match="melewati tahap lain"):
        say("dinas alam", "uji_coba", JAN, sampai=JUL)


def test_only_who_may_switches_on(dunia: Dunia, say: Callable[..., bool]) -> None:
    with pytest.raises(PermissionDenied):
        say("dinas alam", "berlaku", JAN, oleh="pengelola_kepegawaian")


def test_the_page_lists_and_the_form_switches_on(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    page = reverse("pengaktifan:daftar")
    assert "Semua modul berlaku di semua unit" in client.get(page).content.decode()
    form = {"unit": dunia.unit["dinas alam"].pk, "modul": "kinerja", "tahap": "uji_coba",
            "mulai": "2026-01-01"}  # fmt: skip
    assert client.post(reverse("pengaktifan:baru"), form).status_code == 302
    text = client.get(page).content.decode()
    assert "Dinas Alam" in text and "Uji coba" in text
    wrong = client.post(reverse("pengaktifan:baru"), {**form, "sampai": "2025-01-01"})
    assert wrong.status_code == 422 and "mendahului" in wrong.content.decode()
