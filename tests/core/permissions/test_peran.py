"""Giving and taking roles: within one's own scope, never to oneself, with dates and a trail."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, can
from selaras.core.permissions.catalog import Jangkauan, action, actions, roles
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.services import Tempat, grant_role, revoke_role

Acting = Callable[[str], Actor]
TODAY = date(2025, 11, 3)


def place(dunia: Dunia, unit: str = "", instansi: str = "uji") -> Tempat:
    found = dunia.unit.get(unit)
    at = found.instansi if found else dunia.instansi[instansi]
    return Tempat(at.pk, found.pk if found else None)


def test_a_role_given_works_until_its_last_day(dunia: Dunia, actor: Acting) -> None:
    today = timezone.localdate()
    grant_role(
        actor=actor("admin_bkpsdm"), user=dunia.user["staf"], peran="bendahara",
        tempat=place(dunia, "dinas buku"), mulai=today, sampai=today,
    )  # fmt: skip
    assert can(actor("staf"), "gaji.view", dunia.pegawai["tetangga"])
    assert not can(actor("staf"), "gaji.view", dunia.pegawai["kepala"])
    PenugasanPeran.objects.filter(user=dunia.user["staf"]).update(
        berlaku=berlaku_sejak(today - timedelta(days=9), today)
    )
    assert not can(actor("staf"), "gaji.view", dunia.pegawai["tetangga"])


def test_a_role_taken_back_stops_at_once_and_stays_as_history(dunia: Dunia, actor: Acting) -> None:
    grant = dunia.peran["bendahara"]
    assert can(actor("bendahara"), "tpp.pay")
    revoke_role(actor=actor("admin_bkpsdm"), grant=grant, at=timezone.now())
    assert not can(actor("bendahara"), "tpp.pay")
    assert PenugasanPeran.objects.filter(pk=grant.pk).exists()
    entry = Jejak.objects.get(aksi="peran.revoke")
    assert entry.person_id == dunia.pegawai["bendahara"].pk
    assert entry.sebelum != entry.sesudah


REFUSED = [
    ("admin_bkpsdm", "admin_bkpsdm", "", "uji", "oneself"),
    ("admin_bkpsdm", "staf", "", "lain", "another government"),
    ("admin_bkpsdm", "staf", "dinas lain", "lain", "a unit of another government"),
    ("pengelola_kepegawaian", "staf", "dinas alam", "uji", "no right to give roles"),
    ("auditor", "staf", "dinas alam", "uji", "reads only"),
]


@pytest.mark.parametrize(("who", "whom", "unit", "instansi", "why"), REFUSED)
def test_giving_a_role_beyond_ones_scope_is_refused(
    dunia: Dunia, actor: Acting, who: str, whom: str, unit: str, instansi: str, why: str
) -> None:
    before = PenugasanPeran.objects.count()
    with pytest.raises(PermissionDenied):
        grant_role(
            actor=actor(who), user=dunia.user[whom], peran="bendahara",
            tempat=place(dunia, unit, instansi), mulai=TODAY,
        )  # fmt: skip
    assert PenugasanPeran.objects.count() == before, why


def test_a_unit_of_another_government_hidden_behind_ones_own_is_refused(
    dunia: Dunia, actor: Acting
) -> None:
    mixed = Tempat(dunia.instansi["uji"].pk, dunia.unit["dinas lain"].pk)
    with pytest.raises(PermissionDenied):
        grant_role(
            actor=actor("admin_bkpsdm"), user=dunia.user["staf"], peran="bendahara",
            tempat=mixed, mulai=TODAY,
        )  # fmt: skip


def test_a_unit_admin_gives_roles_in_her_subtree_only(dunia: Dunia, actor: Acting) -> None:
    dunia.grant("tetangga", "admin_bkpsdm", unit="dinas buku")
    give = {"actor": actor("tetangga"), "peran": "bendahara", "mulai": TODAY}
    grant_role(user=dunia.user["staf"], tempat=place(dunia, "dinas buku"), **give)
    for tempat in (place(dunia, "dinas alam"), place(dunia), Tempat()):
        with pytest.raises(PermissionDenied):
            grant_role(user=dunia.user["staf"], tempat=tempat, **give)


def test_roles_that_follow_from_facts_are_not_given(dunia: Dunia, actor: Acting) -> None:
    with pytest.raises(ValidationError, match="mengikuti data pegawai"):
        grant_role(
            actor=actor("admin_bkpsdm"), user=dunia.user["staf"], peran="atasan_langsung",
            tempat=place(dunia), mulai=TODAY,
        )  # fmt: skip


def test_the_same_role_twice_at_once_is_refused_in_words(dunia: Dunia, actor: Acting) -> None:
    with pytest.raises(ValidationError, match="sudah dipegang"):
        grant_role(
            actor=actor("admin_bkpsdm"), user=dunia.user["bendahara"], peran="bendahara",
            tempat=place(dunia, "dinas alam"), mulai=TODAY,
        )  # fmt: skip


def test_the_page_gives_and_takes(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    user, unit = dunia.user["staf"], dunia.unit["dinas alam"]
    form = {"peran": "bendahara", "tempat": f"unit-{unit.instansi_id}-{unit.pk}",
            "mulai": "2025-11-03", "sampai": "", "alasan": "SK 1"}  # fmt: skip
    assert client.post(f"/pengguna/{user.pk}/peran/", form).status_code == 302
    grant = PenugasanPeran.objects.get(user=user)
    assert (grant.peran, grant.unit_id, grant.diberikan_oleh) == (
        "bendahara", unit.pk, dunia.user["admin_bkpsdm"],
    )  # fmt: skip
    assert b"Bendahara" in client.get(f"/pengguna/{user.pk}/").content
    client.post(f"/pengguna/{user.pk}/peran/{grant.pk}/cabut/")
    grant.refresh_from_db()
    assert grant.berlaku.upper == timezone.localdate()


def test_supervision_opens_no_sensitive_data() -> None:
    for role in roles().values():
        for name, reaches in role.reaches.items():
            assert not (action(name).data and Jangkauan.BAWAHAN in reaches), (role.name, name)


def test_the_auditor_changes_nothing() -> None:
    assert [n for n in roles()["auditor"].reaches if not action(n).reads] == []
    assert actions()["tpp.lock"].reads is False


def test_every_action_is_given_by_some_role() -> None:
    given = {name for role in roles().values() for name in role.reaches}
    assert given == set(actions())
