"""Which rows each role reaches: the same rule for lists and single rows."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, UnknownAction, access, can, rows
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import AtasanKhusus, GajiBulanan, Pegawai, RiwayatJabatan

ALAM = {"kepala", "staf", "tanpa akun", "pengelola_kepegawaian", "verifikator_tpp", "bendahara"}
BUKU = {"tetangga", "admin_bkpsdm", "pimpinan", "auditor"}

SEEN = [
    # who, action, whom
    ("staf", "pegawai.view", {"staf"}),
    ("kepala", "pegawai.view", {"kepala", "staf", "tanpa akun"}),
    ("kepala", "presensi.view", {"kepala", "staf", "tanpa akun"}),
    ("kepala", "tpp.view_pay", {"kepala"}),
    ("kepala", "gaji.view", {"kepala"}),
    ("kepala", "disiplin.view", {"kepala"}),
    ("kepala", "pegawai.view_keluarga", {"kepala"}),
    ("kepala", "cuti.view_alasan", {"kepala"}),
    ("pengelola_kepegawaian", "pegawai.edit", ALAM),
    ("pengelola_kepegawaian", "gaji.view", {"pengelola_kepegawaian"}),
    ("pengelola_kepegawaian", "tpp.view_pay", {"pengelola_kepegawaian"}),
    ("verifikator_tpp", "tpp.view_pay", ALAM),
    ("bendahara", "gaji.view", ALAM),
    ("bendahara", "presensi.view", {"bendahara"}),
    ("admin_bkpsdm", "pegawai.edit", ALAM | BUKU),
    ("auditor", "gaji.view", ALAM | BUKU),
    ("auditor", "pegawai.edit", set()),
    ("pimpinan", "pegawai.view", {"pimpinan"}),
    ("tanpa pegawai", "pegawai.view", set()),
]


@pytest.mark.parametrize(("who", "action", "whom"), SEEN)
def test_people_within_reach(
    dunia: Dunia, actor: Callable[[str], Actor], who: str, action: str, whom: set[str]
) -> None:
    found = rows(actor(who), action, Pegawai.objects.all())
    assert {p.nama.lower() for p in found} == {dunia.pegawai[n].nama.lower() for n in whom}


@pytest.mark.parametrize(("who", "action", "whom"), SEEN)
def test_a_single_person_is_allowed_exactly_when_the_list_shows_her(
    dunia: Dunia, actor: Callable[[str], Actor], who: str, action: str, whom: set[str]
) -> None:
    acting = actor(who)
    assert {n for n, p in dunia.pegawai.items() if can(acting, action, p)} == whom


def test_rows_of_a_person_follow_the_person(dunia: Dunia, actor: Callable[[str], Actor]) -> None:
    for person in dunia.pegawai.values():
        GajiBulanan.objects.create(pegawai=person, periode=202510, bruto=1)
    found = rows(actor("bendahara"), "gaji.view", GajiBulanan.objects.all())
    assert {g.pegawai_id for g in found} == {dunia.pegawai[n].pk for n in ALAM}


def test_outside_the_scope_a_row_does_not_exist(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    with pytest.raises(Http404):
        access(Pegawai, dunia.pegawai["tetangga"].pk, actor("kepala"), "pegawai.view")
    assert access(Pegawai, dunia.pegawai["staf"].pk, actor("kepala"), "pegawai.view")


def test_a_mistyped_action_raises_instead_of_refusing(actor: Callable[[str], Actor]) -> None:
    with pytest.raises(UnknownAction, match=r"presensi\.lihat"):
        can(actor("admin_bkpsdm"), "presensi.lihat")
    with pytest.raises(UnknownAction):
        rows(actor("admin_bkpsdm"), "presensi.lihat", Pegawai.objects.all())


def test_no_officer_sees_another_government(dunia: Dunia, actor: Callable[[str], Actor]) -> None:
    for who in ("admin_bkpsdm", "auditor", "pimpinan"):
        units = rows(actor(who), "organisasi.view", UnitKerja.objects.all())
        assert "dinas lain" not in {u.kode for u in units}
        assert "dinas buku" in {u.kode for u in units}


def test_a_role_counts_only_within_its_dates(dunia: Dunia, actor: Callable[[str], Actor]) -> None:
    today = timezone.localdate()
    grants = PenugasanPeran.objects.filter(user=dunia.user["bendahara"])
    for span, counts in [
        (berlaku_sejak(today, today + timedelta(days=1)), True),
        (berlaku_sejak(SEJAK, today), False),
        (berlaku_sejak(today + timedelta(days=1)), False),
    ]:
        grants.update(berlaku=span)
        assert can(actor("bendahara"), "tpp.pay") is counts


def test_people_are_seen_where_they_stood_on_the_day_asked_for(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    moved, day = dunia.pegawai["staf"], date(2025, 11, 1)
    RiwayatJabatan.objects.filter(pegawai=moved).update(berlaku=berlaku_sejak(SEJAK, day))
    RiwayatJabatan.objects.create(
        pegawai=moved, jabatan=dunia.jabatan["tetangga"], berlaku=berlaku_sejak(day)
    )
    officer = actor("pengelola_kepegawaian")
    assert not can(officer, "pegawai.view", moved)
    assert can(officer, "pegawai.view", moved, at=date(2025, 10, 31))


def test_a_grant_for_a_unit_that_is_gone_reaches_nothing(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    PenugasanPeran.objects.filter(user=dunia.user["bendahara"]).update(unit_id=10**9)
    assert set(rows(actor("bendahara"), "gaji.view", Pegawai.objects.all())) == {
        dunia.pegawai["bendahara"]
    }


def test_a_unit_whose_number_begins_alike_is_not_inside(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    alam, buku = dunia.unit["dinas alam"], dunia.unit["dinas buku"]
    UnitKerja.objects.filter(pk=buku.pk).update(path=f"/{alam.pk}7/")
    found = rows(actor("pengelola_kepegawaian"), "periode.view", UnitKerja.objects.all())
    assert buku not in found


def test_plt_leads_and_an_override_leads_instead_of_the_post(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["tetangga"], jabatan=dunia.jabatan["kepala"], penugasan="PLT",
        berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    assert can(actor("tetangga"), "presensi.view", dunia.pegawai["staf"])
    AtasanKhusus.objects.create(
        pegawai=dunia.pegawai["staf"], atasan=dunia.pegawai["bendahara"], alasan="uji",
        berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    assert can(actor("bendahara"), "presensi.view", dunia.pegawai["staf"])
    assert not can(actor("tetangga"), "presensi.view", dunia.pegawai["staf"])
    assert actor("bendahara").has_role("atasan_langsung")
    assert not actor("staf").has_role("atasan_langsung")
