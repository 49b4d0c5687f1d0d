"""Nightly care: superiors change, posts fall vacant, things lie too long, rows go missing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.core.workflow.surat import Surat
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import TidakBerwenang
from selaras.core.workflow.maintenance import (
    raise_up,
    reassign,
    rebuild,
    remind,
    warn_due_tomorrow,
)
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.pegawai.models import AtasanKhusus, RiwayatJabatan

Aktor = Callable[[str], Actor]


@pytest.fixture
def surat(dunia: Dunia, actor: Aktor) -> Surat:
    letter = Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk)
    apply(letter, "submit", actor=actor("staf"))
    return letter


@pytest.fixture
def now(actor: Aktor) -> datetime:
    return actor("staf").at


def kabar(dunia: Dunia, nama: str) -> list[str]:
    mine = Pemberitahuan.objects.filter(person_id=dunia.pegawai[nama].pk)
    return list(mine.values_list("judul", flat=True))


def test_a_new_superior_finds_what_waits(surat: Surat, dunia: Dunia, now: datetime) -> None:
    AtasanKhusus.objects.create(
        pegawai=dunia.pegawai["staf"], atasan=dunia.pegawai["bendahara"], alasan="Tim",
        berlaku=berlaku_sejak(now.date()),
    )  # fmt: skip
    assert reassign(at=now) == 1
    assert reassign(at=now) == 0
    assert Menunggu.objects.get().penyetuju_id == dunia.pegawai["bendahara"].pk
    assert "Surat pindah kepada Anda" in kabar(dunia, "bendahara")


def test_a_moved_superior_decides_no_more_even_before_the_night(
    surat: Surat, dunia: Dunia, actor: Aktor
) -> None:
    day = actor("staf").day()
    RiwayatJabatan.objects.filter(pegawai=dunia.pegawai["kepala"]).update(
        berlaku=berlaku_sejak(SEJAK, day)
    )
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["bendahara"], jabatan=dunia.jabatan["kepala"], penugasan="PLT",
        berlaku=berlaku_sejak(day),
    )  # fmt: skip
    with pytest.raises(TidakBerwenang), transaction.atomic():
        apply(surat, "approve", actor=actor("kepala"))
    assert apply(Surat.objects.get(), "approve", actor=actor("bendahara")).diubah


def test_a_vacant_post_lets_it_wait_for_nobody_and_the_officer_sees_it(
    dunia: Dunia, actor: Aktor, client: Client
) -> None:
    letter = Surat.objects.create(pegawai_id=dunia.pegawai["kepala"].pk)
    apply(letter, "submit", actor=actor("kepala"))
    assert Menunggu.objects.get().penyetuju_id is None
    client.force_login(dunia.user["pengelola_kepegawaian"])
    text = client.get(reverse("persetujuan:tanpa_atasan")).content.decode()
    assert "Kepala" in text and "1" in text


def test_a_reminder_comes_once_after_the_laws_days(
    surat: Surat, dunia: Dunia, now: datetime
) -> None:
    assert remind(at=now + timedelta(days=1)) == 0
    assert remind(at=now + timedelta(days=2, minutes=1)) == 1
    assert remind(at=now + timedelta(days=3)) == 0
    assert [k for k in kabar(dunia, "kepala") if "lama menunggu" in k]


def test_what_lies_too_long_goes_above_and_both_may_decide(
    dunia: Dunia, actor: Aktor, now: datetime
) -> None:
    dunia.add_person("bupati", "dinas alam")
    dunia.jabatan["kepala"].atasan = dunia.jabatan["bupati"]
    dunia.jabatan["kepala"].save()
    first, second = (Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk) for _ in range(2))
    for letter in (first, second):
        apply(letter, "submit", actor=actor("staf"))
    late = now + timedelta(days=7, minutes=1)
    assert raise_up(at=late) == 2
    assert raise_up(at=late) == 0
    assert reassign(at=late) == 0
    assert set(Menunggu.objects.values_list("penyetuju_id", "penyetuju_awal_id")) == {
        (dunia.pegawai["bupati"].pk, dunia.pegawai["kepala"].pk)
    }
    assert kabar(dunia, "bupati") == ["2 usulan naik kepada Anda karena lama menunggu"]
    assert TransisiLog.objects.filter(transisi="escalate").count() == 2
    assert apply(first, "approve", actor=actor("bupati")).diubah
    assert apply(second, "approve", actor=actor("kepala")).diubah


def test_at_the_top_nothing_goes_higher(surat: Surat, now: datetime) -> None:
    assert raise_up(at=now + timedelta(days=30)) == 0
    assert Menunggu.objects.get().dinaikkan_pada is None


def test_what_is_due_tomorrow_is_said_once(surat: Surat, dunia: Dunia, now: datetime) -> None:
    eve = now + timedelta(days=2)
    assert warn_due_tomorrow(at=eve) == 1
    assert warn_due_tomorrow(at=eve) == 0
    assert "1 usulan harus diputus besok" in kabar(dunia, "kepala")


def test_the_inbox_is_filled_from_documents_that_were_loaded(dunia: Dunia, now: datetime) -> None:
    old = now - timedelta(days=4)
    Surat.objects.bulk_create(
        Surat(pegawai_id=dunia.pegawai["staf"].pk, status=s, diajukan_pada=old)
        for s in ("diajukan", "diajukan", "disetujui")
    )
    Menunggu.objects.create(
        alur="surat", model="uji_alur.surat", objek_id=10**9, status="diajukan", sejak=old,
        judul="yatim",
    )  # fmt: skip
    assert rebuild(Surat, at=now) == 2
    assert rebuild(Surat, at=now) == 0
    assert set(Menunggu.objects.values_list("sejak", "judul")) == {(old, "Surat")}
