"""Roles, posts and mandates count by the clock of the place, not by the site's."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor, roles_of
from selaras.core.permissions.services import revoke_role
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.models import Delegasi
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan

# half past ten in the evening in Jakarta, half past midnight in Jayapura
MALAM = datetime(2025, 12, 31, 15, 30, tzinfo=UTC)
BARU = date(2026, 1, 1)


@pytest.fixture
def timur(dunia: Dunia) -> Dunia:
    """Dinas Alam lies in the east; its people's roles begin and end with the year."""
    ids = [dunia.unit[n].pk for n in ("dinas alam", "bidang hutan")]
    UnitKerja.objects.filter(pk__in=ids).update(zona="Asia/Jayapura")
    return dunia


def give(dunia: Dunia, nama: str, peran: str, mulai: date, sampai: date | None = None) -> None:
    PenugasanPeran.objects.create(
        user=dunia.user[nama], peran=peran, instansi_id=dunia.instansi["uji"].pk,
        unit_id=dunia.unit["dinas alam"].pk, berlaku=berlaku_sejak(mulai, sampai),
    )  # fmt: skip


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_a_role_begins_and_ends_at_the_units_midnight(timur: Dunia) -> None:
    give(timur, "staf", "verifikator_tpp", BARU)
    give(timur, "staf", "bendahara", date(2025, 1, 1), BARU)
    peran = load_actor(timur.user["staf"], at=MALAM).peran
    assert "verifikator_tpp" in peran
    assert "bendahara" not in peran
    UnitKerja.objects.update(zona="Asia/Jakarta")
    peran = load_actor(timur.user["staf"], at=MALAM).peran
    assert "bendahara" in peran
    assert "verifikator_tpp" not in peran


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_where_one_works_follows_the_same_clock(timur: Dunia) -> None:
    RiwayatJabatan.objects.filter(pegawai=timur.pegawai["staf"]).update(
        berlaku=berlaku_sejak(date(2020, 1, 1), BARU)
    )
    RiwayatJabatan.objects.create(
        pegawai=timur.pegawai["staf"], jabatan=timur.jabatan["kepala"], penugasan="D",
        berlaku=berlaku_sejak(BARU),
    )  # fmt: skip
    staf = load_actor(timur.user["staf"], at=MALAM)
    assert staf.day() == BARU
    assert staf.unit_path == timur.jabatan["kepala"].unit.path


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_a_list_of_roles_says_what_holds_where_it_was_given(timur: Dunia) -> None:
    give(timur, "staf", "verifikator_tpp", BARU)
    admin = load_actor(timur.user["admin_bkpsdm"], at=MALAM)
    satu = [r for r in roles_of(timur.user["staf"], actor=admin) if r.mulai == BARU]
    assert [r.berlaku for r in satu] == [True]
    grant = PenugasanPeran.objects.get(user=timur.user["staf"], peran="verifikator_tpp")
    revoke_role(actor=admin, grant=grant, at=MALAM, alasan="salah")
    grant.refresh_from_db()
    assert grant.berlaku.isempty  # taken back on its first day there: it never began


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_a_mandate_holds_from_the_holders_midnight(timur: Dunia) -> None:
    Delegasi.objects.create(
        dari_id=timur.pegawai["kepala"].pk, dari_nama="Kepala",
        kepada_id=timur.pegawai["staf"].pk, kepada_nama="Staf", berlaku=berlaku_sejak(BARU),
        nomor_surat="1", tanggal_surat=BARU, dibuat_pada=MALAM,
    )  # fmt: skip
    staf = load_actor(timur.user["staf"], at=MALAM)
    assert staf.holds_mandate
    assert [m.dari_nama for m in mandates(staf, MALAM)] == ["Kepala"]


def test_who_decides_by_a_mandate_alone_finds_the_inbox_in_her_menu(
    dunia: Dunia, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client.force_login(dunia.user["staf"])
    assert 'href="/persetujuan/"' not in client.get("/").content.decode()
    Delegasi.objects.create(
        dari_id=dunia.pegawai["kepala"].pk, dari_nama="Kepala",
        kepada_id=dunia.pegawai["staf"].pk, kepada_nama="Staf",
        berlaku=berlaku_sejak(date(2020, 1, 1)), nomor_surat="1",
        tanggal_surat=date(2020, 1, 1), dibuat_pada=MALAM,
    )  # fmt: skip
    assert 'href="/persetujuan/"' in client.get("/").content.decode()
    with django_assert_max_num_queries(2):
        assert load_actor(dunia.user["staf"], at=MALAM).holds_mandate


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_a_persons_clock_is_that_of_her_unit(timur: Dunia) -> None:
    timur.instansi["uji"].save()  # written from before the unit moved east
    staf = Pegawai.objects.get(pk=timur.pegawai["staf"].pk)
    assert staf.instansi.zona_beda
    assert (staf.instansi.zona, staf.zona) == ("Asia/Jakarta", "Asia/Jayapura")
    assert timur.unit["dinas buku"].zona_kerja == "Asia/Jakarta"


def test_a_clock_costs_nothing_where_all_units_share_one(
    dunia: Dunia, django_assert_num_queries: Callable[[int], Any]
) -> None:
    staf = Pegawai.objects.select_related("instansi").get(pk=dunia.pegawai["staf"].pk)
    with django_assert_num_queries(0):
        assert staf.zona == staf.instansi.zona


@override_settings(TIME_ZONE="Asia/Jakarta")
def test_the_page_of_taps_opens_on_the_units_day(timur: Dunia, client: Client) -> None:
    client.force_login(timur.user["staf"])
    with time_machine.travel(datetime(2025, 12, 10, 15, 30, tzinfo=UTC), tick=False):
        isi = client.get(reverse("presensi:ketuk")).text
    assert "11 Desember 2025" in isi
    assert "00.30" in isi
