"""An employee objects to a line; accepted after the lock it is paid in a later month, once."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.serentak import twice_at_once
from tests.tpp import bulan_kecil as kecil

from selaras.core.accounts.models import User
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.models import Menunggu
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import Situs
from selaras.tpp.models import KeberatanTPP, SusulanTPP
from selaras.tpp.services import collect_susulan, compute_month, keberatan
from selaras.tpp.services.keberatan import (
    Baris,
    KeberatanDitolak,
    answer_objection,
    file_objection,
    withdraw_objection,
)

pytestmark = pytest.mark.django_db
DISIPLIN = Baris("disiplin", "Nilai disiplin", "97%")


@pytest.fixture
def orang(monkeypatch: pytest.MonkeyPatch) -> Pegawai:
    """Somebody whose 6 October is missing, with an account; her month computed."""
    hukum = kecil.law()
    monkeypatch.setattr("selaras.hukum.Law.load", classmethod(lambda cls: hukum))
    instansi = kecil.build(2)
    p = Pegawai.objects.get(nama="Pegawai 1")
    kecil.remove_taps(p, date(2025, 10, 6))
    compute_month(instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT)
    p.user = User.objects.create_user("satu", "kopi-hutan-merapi")
    p.save()
    return Pegawai.objects.select_related("instansi").get(pk=p.pk)


def herself(p: Pegawai) -> Actor:
    return load_actor(p.user, at=kecil.AT)


def file(p: Pegawai, **lain: object) -> KeberatanTPP:
    isi = {"uraian": "Saya masuk 6 Oktober.", "kunci": uuid.uuid4(), "at": kecil.AT, **lain}
    return file_objection(pegawai=p, periode=kecil.PERIODE, baris=DISIPLIN, actor=herself(p), **isi)


def lock() -> None:
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)


def answer(k: KeberatanTPP, putusan: str = "disetujui", **lain: object) -> KeberatanTPP:
    isi = {"jawaban": "Ada surat tugas.", "actor": kecil.ACTOR, "at": kecil.AT, **lain}
    return answer_objection(keberatan=k, putusan=putusan, **isi)


def test_she_says_what_is_wrong_once_and_it_has_a_last_day(orang: Pegawai) -> None:
    kunci = uuid.uuid4()
    satu = file(orang, kunci=kunci)
    assert file(orang, kunci=kunci).pk == satu.pk
    assert satu.batas_jawab == kecil.AT.date() + timedelta(days=5)
    with pytest.raises(KeberatanDitolak, match="menunggu jawaban"):
        file(orang)


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_it_is_one(
    orang: Pegawai, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would find nothing under the key, and the second break on the first's row."""
    kunci = uuid.uuid4()
    satu, lagi = twice_at_once(
        monkeypatch, keberatan, "current_instruments", lambda: file(orang, kunci=kunci).pk
    )
    assert satu == lagi and KeberatanTPP.objects.count() == 1


def test_a_locked_month_may_be_objected_to_for_as_long_as_the_law_says(orang: Pegawai) -> None:
    lock()
    assert file(orang, at=kecil.AT + timedelta(days=14)).pk
    KeberatanTPP.objects.all().delete()
    with pytest.raises(KeberatanDitolak, match="paling lambat"):
        file(orang, at=kecil.AT + timedelta(days=15))


def test_nobody_objects_for_another_or_answers_herself(orang: Pegawai) -> None:
    lain = Pegawai.objects.select_related("instansi").get(nama="Pegawai 2")
    with pytest.raises((PermissionDenied, KeberatanDitolak)):
        file_objection(
            pegawai=lain, periode=kecil.PERIODE, baris=DISIPLIN, uraian="x", kunci=uuid.uuid4(),
            actor=herself(orang), at=kecil.AT,
        )  # fmt: skip
    satu = file(orang)
    with pytest.raises(KeberatanDitolak, match="orang lain"):
        answer(satu, actor=replace(kecil.ACTOR, person_id=orang.pk))
    assert KeberatanTPP.objects.get().status == "diajukan"


def test_accepted_after_the_lock_it_is_the_difference_of_todays_facts(orang: Pegawai) -> None:
    lock()
    satu = file(orang)
    with pytest.raises(KeberatanDitolak, match="angka yang sama"):
        answer(satu)
    situs = Situs.objects.get()
    for jam in ("07:20", "16:05"):
        kecil.tap(situs, orang, date(2025, 10, 6), jam)
    answer(satu)
    baris = SusulanTPP.objects.get()
    # 40 % x 3 % x 4 million
    assert (baris.nilai_rp, baris.jenis, baris.masuk_periode) == (48_000, "keberatan", 202511)
    assert KeberatanTPP.objects.get().susulan == baris
    answer(satu, "ditolak")
    assert KeberatanTPP.objects.get().status == "disetujui"
    # the run of November looks at October too: it pays nothing twice
    assert (
        collect_susulan(
            instansi=Instansi.objects.get(), periode=kecil.PERIODE, masuk_periode=202511,
            actor=kecil.ACTOR, at=kecil.AT,
        )
        == []
    )  # fmt: skip


def test_an_answer_may_name_the_sum(orang: Pegawai) -> None:
    lock()
    answer(file(orang), nilai_rp=25_000)
    assert SusulanTPP.objects.get().nilai_rp == 25_000


def test_accepted_before_the_lock_it_waits_for_the_next_run(orang: Pegawai) -> None:
    answer(file(orang))
    assert not SusulanTPP.objects.exists()
    assert KeberatanTPP.objects.get().status == "disetujui"


def test_it_waits_in_the_inbox_and_she_hears_the_answer(orang: Pegawai) -> None:
    satu = file(orang)
    row = Menunggu.objects.get(model=KeberatanTPP._meta.label_lower, objek_id=satu.pk)
    assert (row.subjek_id, row.batas) == (orang.pk, kecil.AT.date() + timedelta(days=5))
    assert "6 Oktober" in row.ringkas and row.perhatian
    answer(satu, "ditolak", jawaban="Tidak ada suratnya.")
    assert not Menunggu.objects.filter(pk=row.pk).exists()
    satu.refresh_from_db()
    assert (satu.diputus_pada, satu.kata_status) == (kecil.AT, "Ditolak")
    kabar = Pemberitahuan.objects.get(person_id=orang.pk, jenis="keberatan_tpp")
    assert "ditolak" in kabar.judul and kabar.isi == "Tidak ada suratnya."


def test_a_refusal_needs_its_reason_and_one_may_take_an_objection_back(orang: Pegawai) -> None:
    satu = file(orang)
    with pytest.raises(KeberatanDitolak, match="alasannya"):
        answer(satu, "ditolak", jawaban=" ")
    withdraw_objection(keberatan=satu, actor=herself(orang))
    assert KeberatanTPP.objects.get().status == "dicabut"
    answer(satu)
    assert KeberatanTPP.objects.get().status == "dicabut"
