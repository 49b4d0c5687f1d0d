"""Taps that wait: the superior's review, what it changes, what the person and the officer see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.aturan.lokasi import Tanda
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.core.workflow.deciding import approve_rows
from selaras.core.workflow.engine import apply
from selaras.core.workflow.errors import AlasanWajib, TidakBerwenang
from selaras.core.workflow.models import Menunggu
from selaras.core.workflow.undo import undo
from selaras.presensi.models import BuktiKetukan, Ketukan, TinjauanKetukan
from selaras.presensi.selectors.tinjauan import pattern_of
from selaras.presensi.services import ensure_partitions
from selaras.presensi.services.benah.tinjauan import open_reviews
from selaras.presensi.services.hitung.sentuh import TASK

__all__ = ["actor", "dunia"]
KINI = datetime(2025, 12, 4, 4, tzinfo=UTC)
SENIN = date(2025, 12, 1)
LABEL = TinjauanKetukan._meta.label_lower
Sebagai = Callable[[str], Actor]


class TestTinjauanKetukan(WorkflowContract):
    model = TinjauanKetukan
    allowed = {"open": {"kepala"}, "approve": {"kepala"}, "reject": {"kepala"}}

    def make(self, dunia: Dunia) -> Any:
        return TinjauanKetukan.objects.create(pegawai=dunia.pegawai["staf"], tanggal=SENIN)


@pytest.fixture
def kepala(actor: Sebagai) -> Actor:
    return replace(actor("kepala"), at=KINI)


def tahan(dunia: Dunia, jam: int, *, nama: str = "staf", tanda: Tanda = Tanda.LUAR_PAGAR,
          keadaan: int = BuktiKetukan.Keadaan.MENUNGGU) -> BuktiKetukan:  # fmt: skip
    """A tap of that hour (WIB) on Monday, as the intake leaves it."""
    ensure_partitions([SENIN])
    return BuktiKetukan.objects.create(
        pegawai=dunia.pegawai[nama], waktu=datetime(2025, 12, 1, jam - 7, 25, tzinfo=UTC),
        kunci=uuid4(), mode=1, keadaan=keadaan, tanda=int(tanda), luring=False, jarak_m=350,
        lintang_e6=-2_335_123, bujur_e6=115_467_891, diterima_pada=KINI,
    )  # fmt: skip


def buka(dunia: Dunia, nama: str = "staf") -> TinjauanKetukan:
    open_reviews([(dunia.pegawai[nama].pk, SENIN)], at=KINI)
    return TinjauanKetukan.objects.get(pegawai=dunia.pegawai[nama], tanggal=SENIN)


def test_one_review_gathers_a_days_taps_and_the_person_hears_once(dunia: Dunia) -> None:
    tahan(dunia, 7)
    buka(dunia)
    tahan(dunia, 16)
    tinjauan = buka(dunia)
    row = Menunggu.objects.get(model=LABEL, objek_id=tinjauan.pk)
    assert row.penyetuju_id == dunia.pegawai["kepala"].pk and row.jumlah == 2
    assert "07.25" in row.ringkas and "16.25" in row.ringkas
    assert row.perhatian == "Tanda: luar pagar"
    kabar = Pemberitahuan.objects.filter(jenis="ketukan_ditinjau")
    assert [k.person_id for k in kabar] == [dunia.pegawai["staf"].pk]


def test_confirmed_taps_count_and_refused_ones_never_do(dunia: Dunia, kepala: Actor) -> None:
    satu = tahan(dunia, 7)
    tinjauan = buka(dunia)
    apply(tinjauan, "approve", actor=kepala)
    assert Ketukan.objects.filter(pegawai=satu.pegawai, waktu=satu.waktu).count() == 1
    dua = tahan(dunia, 16)
    tinjauan = buka(dunia)
    assert tinjauan.status == "diajukan"  # a later tap opens the day again
    with pytest.raises(AlasanWajib):
        apply(tinjauan, "reject", actor=kepala)
    apply(tinjauan, "reject", actor=kepala, reason="Tidak di kantor")
    keadaan = dict(BuktiKetukan.objects.values_list("waktu", "keadaan"))
    assert keadaan == {satu.waktu: 3, dua.waktu: 4}
    assert not Ketukan.objects.filter(waktu=dua.waktu).exists()
    kabar = Pemberitahuan.objects.filter(jenis="ketukan_ditinjau", judul__contains="ditolak").get()
    assert kabar.isi == "Tidak di kantor"


@pytest.mark.parametrize(("langkah", "alasan"), [("approve", ""), ("reject", "Keliru")])
def test_a_decision_taken_back_lets_only_its_own_taps_wait_again(
    dunia: Dunia, kepala: Actor, langkah: str, alasan: str
) -> None:
    satu = tahan(dunia, 7)
    apply(buka(dunia), "approve", actor=kepala)
    dua = tahan(dunia, 16)
    tinjauan = buka(dunia)
    sesudah = replace(kepala, at=KINI + timedelta(minutes=1))
    apply(tinjauan, langkah, actor=sesudah, reason=alasan)
    assert BuktiKetukan.objects.get(waktu=dua.waktu).keadaan == (4 if alasan else 3)
    undo(tinjauan, actor=replace(kepala, at=KINI + timedelta(minutes=3)))
    assert tinjauan.status == "diajukan"
    assert dict(BuktiKetukan.objects.values_list("waktu", "keadaan")) == {
        satu.waktu: 3, dua.waktu: 2,
    }  # fmt: skip
    assert [k.waktu for k in Ketukan.objects.all()] == [satu.waktu]
    row = Menunggu.objects.get(model=LABEL, objek_id=tinjauan.pk)
    assert row.jumlah == 1 and "16.25" in row.ringkas
    apply(tinjauan, "approve", actor=replace(kepala, at=KINI + timedelta(minutes=4)))
    assert Ketukan.objects.filter(waktu=dua.waktu).count() == 1


def test_a_decision_undone_folds_the_day_again_without_the_tap(dunia: Dunia, kepala: Actor) -> None:
    tahan(dunia, 7)
    tinjauan = buka(dunia)
    apply(tinjauan, "approve", actor=kepala)
    lipat = ProcrastinateJob.objects.filter(task_name=TASK)
    sebelum = lipat.count()
    undo(tinjauan, actor=replace(kepala, at=KINI + timedelta(minutes=1)))
    terakhir = lipat.order_by("pk").last()
    assert lipat.count() == sebelum + 1 and terakhir is not None
    assert terakhir.args["tersentuh"] == [[dunia.pegawai["staf"].pk, "2025-12-01"]]


def test_many_reviews_are_confirmed_in_one_action(dunia: Dunia, kepala: Actor) -> None:
    for nama in ("staf", "tanpa akun"):
        tahan(dunia, 7, nama=nama)
        buka(dunia, nama)
    rows = {m.pk: m.versi for m in Menunggu.objects.filter(model=LABEL)}
    assert approve_rows(rows, actor=kepala).jadi == 2
    assert Ketukan.objects.filter(sumber=Ketukan.Sumber.PONSEL).count() == 2


def test_nobody_reviews_her_own_taps(dunia: Dunia, actor: Sebagai) -> None:
    tahan(dunia, 7)
    tinjauan = buka(dunia)
    for nama in ("staf", "pengelola_kepegawaian", "tetangga"):
        with pytest.raises(TidakBerwenang):
            apply(tinjauan, "approve", actor=actor(nama))


def masuk(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def test_the_preview_says_why_and_shows_the_position_to_who_may_see_it(
    dunia: Dunia, django_assert_max_num_queries
) -> None:
    tahan(dunia, 7)
    tinjauan = buka(dunia)
    url = reverse("presensi:tinjauan_pratinjau", args=[tinjauan.pk])
    kepala = masuk(dunia, "kepala")
    with django_assert_max_num_queries(12):
        teks = kepala.get(url).content.decode()
    assert "di luar pagar" in teks and "350 m" in teks and "-2.33512, 115.46789" in teks
    teks = masuk(dunia, "verifikator_tpp").get(url).content.decode()
    assert "di luar pagar" in teks and "-2.33512" not in teks
    assert masuk(dunia, "asing").get(url).status_code == 404


def test_the_person_sees_that_it_waits_and_may_object_when_refused(
    dunia: Dunia, kepala: Actor
) -> None:
    tahan(dunia, 7)
    tinjauan = buka(dunia)
    staf = masuk(dunia, "staf")
    halaman = reverse("presensi:tinjauan", args=[tinjauan.pk])
    assert "Menunggu atasan Anda" in staf.get(halaman).content.decode()
    apply(tinjauan, "reject", actor=kepala, reason="Tidak di kantor")
    teks = staf.get(halaman).content.decode()
    assert "Tidak di kantor" in teks
    assert reverse("presensi:koreksi_ajukan", args=["2025-12-01"]) + "?sebab=ketukan" in teks


def test_the_officer_filters_odd_taps_by_flag_and_sees_a_persons_month(
    dunia: Dunia, django_assert_max_num_queries
) -> None:
    tahan(dunia, 7)
    tahan(dunia, 16, tanda=Tanda.LOMPATAN | Tanda.LUAR_PAGAR)
    tahan(dunia, 8, nama="tetangga")
    petugas = masuk(dunia, "pengelola_kepegawaian")
    dalam = {"dari": "2025-12-01", "sampai": "2025-12-31"}
    with django_assert_max_num_queries(12):
        teks = petugas.get(reverse("presensi:janggal"), dalam).content.decode()
    assert teks.count(">Staf<") + teks.count("Staf</") >= 2 and "Tetangga" not in teks
    teks = petugas.get(reverse("presensi:janggal"), dalam | {"tanda": "lompatan"}).content.decode()
    assert "1 ketukan janggal" in teks or "dari 1 ketukan" in teks
    unit = dunia.unit["bidang hutan"].pk
    teks = petugas.get(reverse("presensi:janggal"), dalam | {"unit": unit}).content.decode()
    assert "Staf" in teks
    pola = pattern_of(dunia.pegawai["staf"], 202512)
    assert pola.jumlah == (("luar pagar", 2), ("lompatan", 1))
    orang = reverse("presensi:janggal_orang", args=[dunia.pegawai["staf"].pk, 202512])
    assert "2 ketukan bertanda" in petugas.get(orang).content.decode()
    assert petugas.get(
        reverse("presensi:janggal_orang", args=[dunia.pegawai["tetangga"].pk, 202512])
    ).status_code == 404  # fmt: skip
