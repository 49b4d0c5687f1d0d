"""Declared outages: whom they touch, what they take off, what they never do."""

import uuid
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia
from tests.serentak import twice_at_once

from selaras.aturan.presensi import StatusHari
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.core.workflow.engine import apply
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi import lembar
from selaras.presensi.models import (
    GangguanPresensi,
    KesaksianHadir,
    Ketukan,
    LembarPresensi,
    TempatPresensi,
    TempatUnit,
)
from selaras.presensi.selectors.gangguan import effect_of
from selaras.presensi.selectors.hari import load_day
from selaras.presensi.services import fold_month
from selaras.presensi.services.benah.gangguan import (
    Pernyataan,
    ask_superiors,
    declare_gangguan,
    withdraw_gangguan,
)
from selaras.presensi.services.masuk.ketukan import ensure_partitions

from . import pemda_kecil as kecil

__all__ = ["actor", "dunia"]
pytestmark = pytest.mark.django_db
HARI = date(2025, 10, 7)
AT = datetime.fromisoformat("2025-10-31T15:00:00+08:00")
SISTEM = system_actor("uji", at=AT)
_ISI = {"daerah": {"uji": {}}, "alur.batas_hari": 5, **kecil.ATURAN_ISI}
HUKUM = Law.from_dict(_ISI)
TANPA = Law.from_dict(_ISI | {"presensi.gangguan": "tidak"})
ATURAN = HUKUM.pada(date(2025, 10, 1), "uji")


@pytest.fixture
def pemda(monkeypatch: pytest.MonkeyPatch) -> kecil.Pemda:
    """Odd persons work in S1.1 with the machine: 1 is late, 3 has no in-tap, 5 no tap at all."""
    monkeypatch.setattr(Law, "load", classmethod(lambda cls, *a: HUKUM))
    p = kecil.bangun(6)
    ensure_partitions([HARI])
    ketuk(p, 0, "08:10", "16:05")
    ketuk(p, 1, "08:10", "16:05")
    ketuk(p, 2, "16:05")
    ketuk(p, 3, "07:20", "16:05")
    fold_month(instansi_id=p.instansi.pk, periode=202510, aturan=ATURAN, at=AT, actor=SISTEM)
    return p


def ketuk(p: kecil.Pemda, nomor: int, *jam: str, hari: date = HARI) -> None:
    for j in jam:
        Ketukan.objects.create(
            situs=p.situs, pin=str(nomor + 1), waktu=kecil.lokal(hari, j), sumber=1, kode_kerja="",
            pegawai=p.pegawai[nomor], diterima_pada=AT,
        )  # fmt: skip


def nyatakan(p: kecil.Pemda, dari: str, sampai: str, hari: date = HARI, **isi):
    isi = {"lingkup": "unit", "unit": p.bidang} | isi
    return declare_gangguan(
        isi=Pernyataan(
            mulai=kecil.lokal(hari, dari), sampai=kecil.lokal(hari, sampai), jenis="listrik",
            alasan="Listrik padam", **isi,
        ),
        instansi=p.instansi, kunci=uuid.uuid4(), actor=SISTEM, at=AT, law=HUKUM,
    )  # fmt: skip


def lembar_semua(p: kecil.Pemda) -> np.ndarray:
    isi = LembarPresensi.objects.filter(periode=202510).order_by("pegawai_id")
    assert list(isi.values_list("pegawai_id", flat=True)) == [x.pk for x in p.pegawai]
    return lembar.decode([s.hari for s in isi]).copy()


def kode(p: kecil.Pemda, nomor: int, hari: date = HARI) -> StatusHari:
    return StatusHari(lembar_semua(p)[nomor, hari.day - 1]["kode"])


def test_only_the_people_and_days_it_names_are_folded_again(pemda: kecil.Pemda) -> None:
    sebelum = lembar_semua(pemda)
    assert kode(pemda, 0) == StatusHari.TL
    nyatakan(pemda, "07:00", "09:30")
    sesudah = lembar_semua(pemda)
    orang, hari = np.nonzero(sebelum != sesudah)
    assert list(zip(orang.tolist(), hari.tolist(), strict=True)) == [(0, 6), (2, 6)]
    assert kode(pemda, 0) == kode(pemda, 2) == StatusHari.HADIR
    assert kode(pemda, 1) == StatusHari.TL  # works elsewhere


def test_the_days_sums_follow_and_come_back_when_it_is_withdrawn(pemda: kecil.Pemda) -> None:
    semula = LembarPresensi.objects.get(pegawai=pemda.pegawai[0])
    g = nyatakan(pemda, "07:00", "09:30")
    kini = LembarPresensi.objects.get(pegawai=pemda.pegawai[0])
    assert (semula.tl, kini.tl) == (1, 0)
    assert kini.potongan_bp == semula.potongan_bp - 100
    for _ in range(2):  # twice = once
        withdraw_gangguan(gangguan=g, alasan="Salah unit", actor=SISTEM, at=AT, law=HUKUM)
    lagi = LembarPresensi.objects.get(pegawai=pemda.pegawai[0])
    assert bytes(lagi.hari) == bytes(semula.hari)


def test_a_machine_names_those_who_have_a_pin_at_its_site(pemda: kecil.Pemda) -> None:
    nyatakan(pemda, "07:00", "09:30", lingkup="mesin", unit=None, mesin=pemda.mesin)
    assert kode(pemda, 0) == kode(pemda, 1) == StatusHari.HADIR


def test_a_place_names_the_people_of_the_units_that_it_serves(pemda: kecil.Pemda) -> None:
    tempat = TempatPresensi.objects.create(
        instansi=pemda.instansi, nama="Kantor", pusat_lintang_e6=0, pusat_bujur_e6=0, radius_m=50,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    TempatUnit.objects.create(tempat=tempat, unit=pemda.skpd[0])
    nyatakan(pemda, "07:00", "09:30", lingkup="tempat", unit=None, tempat=tempat)
    assert (kode(pemda, 0), kode(pemda, 1)) == (StatusHari.HADIR, StatusHari.TL)


def test_minutes_outside_of_it_stay_late(pemda: kecil.Pemda) -> None:
    nyatakan(pemda, "07:00", "08:00")
    hari = lembar_semua(pemda)[0, HARI.day - 1]
    assert (hari["kode"], hari["menit_tl"]) == (StatusHari.TL, 10)


def test_overlapping_outages_take_no_minute_off_twice(pemda: kecil.Pemda) -> None:
    nyatakan(pemda, "07:00", "07:50")
    nyatakan(pemda, "07:30", "07:55", lingkup="semua", unit=None)
    assert lembar_semua(pemda)[0, HARI.day - 1]["menit_tl"] == 15


def test_the_effect_is_known_before_anything_is_stored(pemda: kecil.Pemda) -> None:
    isi = Pernyataan(
        "unit", kecil.lokal(HARI, "07:00"), kecil.lokal(HARI, "09:30"), "listrik", "x",
        unit=pemda.bidang,
    )  # fmt: skip
    akibat = effect_of(isi.baris(pemda.instansi), kini=AT, law=HUKUM)
    assert (akibat.orang, akibat.terlambat, akibat.tanpa_masuk) == (3, 1, 1)
    assert akibat.tanpa_ketukan == [(pemda.pegawai[4].pk, HARI)]
    assert not GangguanPresensi.objects.exists()
    g = nyatakan(pemda, "07:00", "09:30")
    assert effect_of(g, kini=AT, law=HUKUM) == akibat


def test_a_day_without_any_tap_waits_for_the_superiors_word(pemda: kecil.Pemda) -> None:
    g = nyatakan(pemda, "07:00", "16:30")
    assert kode(pemda, 4) == StatusHari.TK
    saksi = KesaksianHadir.objects.get()
    assert (saksi.pegawai, saksi.tanggal, saksi.status) == (pemda.pegawai[4], HARI, "diajukan")
    assert ask_superiors(gangguan=g, at=AT, law=HUKUM) == 0  # asked once
    apply(saksi, "approve", actor=SISTEM, at=AT)
    assert kode(pemda, 4) == StatusHari.HADIR
    withdraw_gangguan(gangguan=g, alasan="Salah", actor=SISTEM, at=AT, law=HUKUM)
    assert kode(pemda, 4) == StatusHari.TK


def test_the_superiors_word_covers_only_what_the_outage_covers(pemda: kecil.Pemda) -> None:
    nyatakan(pemda, "07:00", "09:30")
    apply(KesaksianHadir.objects.get(), "approve", actor=SISTEM, at=AT)
    assert kode(pemda, 4) == StatusHari.PSW  # at four the machine worked again


def test_the_day_says_so(pemda: kecil.Pemda) -> None:
    g = nyatakan(pemda, "07:00", "09:30")
    fakta = load_day(pemda.pegawai[0], HARI, ATURAN, AT)
    assert fakta.gangguan == [g]
    assert load_day(pemda.pegawai[0], HARI + timedelta(1), ATURAN, AT).gangguan == []
    assert load_day(pemda.pegawai[1], HARI, ATURAN, AT).gangguan == []


def test_the_month_run_reads_it_too(pemda: kecil.Pemda) -> None:
    nyatakan(pemda, "07:00", "09:30")
    satu = lembar_semua(pemda)
    fold_month(instansi_id=pemda.instansi.pk, periode=202510, aturan=ATURAN, at=AT, actor=SISTEM)
    assert (lembar_semua(pemda) == satu).all()


def test_a_law_that_knows_no_outage_changes_nothing(pemda: kecil.Pemda) -> None:
    sebelum = lembar_semua(pemda)
    declare_gangguan(
        isi=Pernyataan("unit", kecil.lokal(HARI, "07:00"), kecil.lokal(HARI, "09:30"), "listrik",
                       "x", unit=pemda.bidang),
        instansi=pemda.instansi, kunci=uuid.uuid4(), actor=SISTEM, at=AT, law=TANPA,
    )  # fmt: skip
    assert (lembar_semua(pemda) == sebelum).all()


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_in_one_moment_declares_once(
    pemda: kecil.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    kunci = uuid.uuid4()
    isi = Pernyataan("unit", kecil.lokal(HARI, "07:00"), kecil.lokal(HARI, "09:30"), "listrik",
                     "x", unit=pemda.bidang)  # fmt: skip

    def send() -> int:
        return declare_gangguan(
            isi=isi, instansi=pemda.instansi, kunci=kunci, actor=SISTEM, at=AT, law=HUKUM
        ).pk

    satu, lagi = twice_at_once(monkeypatch, Pernyataan, "baris", send)
    assert satu == lagi and GangguanPresensi.objects.count() == 1


def test_the_same_form_sent_twice_declares_once(pemda: kecil.Pemda) -> None:
    kunci = uuid.uuid4()
    isi = Pernyataan("unit", kecil.lokal(HARI, "07:00"), kecil.lokal(HARI, "09:30"), "listrik",
                     "x", unit=pemda.bidang)  # fmt: skip
    for _ in range(2):
        declare_gangguan(
            isi=isi, instansi=pemda.instansi, kunci=kunci, actor=SISTEM, at=AT, law=HUKUM
        )
    assert GangguanPresensi.objects.count() == 1


@pytest.mark.parametrize(
    ("dari", "sampai", "alasan", "pesan"),
    [
        ("09:30", "07:00", "x", "berakhir sesudah"),
        ("07:00", "09:30", " ", "apa yang terjadi"),
    ],
)
def test_what_makes_no_sense_is_refused(
    pemda: kecil.Pemda, dari: str, sampai: str, alasan: str, pesan: str
) -> None:
    isi = Pernyataan("unit", kecil.lokal(HARI, dari), kecil.lokal(HARI, sampai), "lain", alasan,
                     unit=pemda.bidang)  # fmt: skip
    with pytest.raises(ValidationError, match=pesan):
        declare_gangguan(isi=isi, instansi=pemda.instansi, kunci=uuid.uuid4(), actor=SISTEM, at=AT)
    assert not GangguanPresensi.objects.exists()


# -- who may ----------------------------------------------------------------------------------


def test_an_officer_speaks_for_her_units_only(dunia: Dunia, actor) -> None:
    who = actor("pengelola_kepegawaian")
    instansi = Instansi.objects.get(kode="uji")

    def kata(lingkup: str, unit: str | None) -> Pernyataan:
        awal = who.at - timedelta(hours=3)
        return Pernyataan(lingkup, awal, who.at, "listrik", "Padam",
                          unit=dunia.unit[unit] if unit else None)  # fmt: skip

    sebelum = GangguanPresensi.objects.count()
    for isi in (kata("unit", "dinas buku"), kata("semua", None)):
        with pytest.raises(PermissionDenied):
            declare_gangguan(isi=isi, instansi=instansi, kunci=uuid.uuid4(), actor=who, at=who.at)
    assert GangguanPresensi.objects.count() == sebelum


def test_the_form_shows_the_effect_first_and_stores_it_when_pressed_again(
    dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    isi = {
        "kunci": str(uuid.uuid4()), "lingkup": "unit", "unit": dunia.unit["dinas alam"].pk,
        "hari_mulai": "2020-01-02", "jam_mulai": "07:00", "hari_sampai": "2020-01-02",
        "jam_sampai": "09:00", "jenis": "listrik", "alasan": "Padam",
    }  # fmt: skip
    sebelum = GangguanPresensi.objects.count()
    jawab = client.post(reverse("presensi:gangguan_baru"), isi)
    assert jawab.status_code in (200, 422)
    assert GangguanPresensi.objects.count() == sebelum
    jawab = client.post(reverse("presensi:gangguan_baru"), isi | {"sah": "1"})
    assert jawab.status_code == 302
    baru = GangguanPresensi.objects.latest("pk")
    assert baru.unit == dunia.unit["dinas alam"]


def test_the_list_asks_few_questions(
    dunia: Dunia, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    with django_assert_max_num_queries(12):
        assert b"Padam" in client.get(reverse("presensi:gangguan")).content


PETUGAS = {"pengelola_kepegawaian", "admin_bkpsdm"}


class TestKesaksian(WorkflowContract):
    model = KesaksianHadir
    allowed = {"submit": PETUGAS, "approve": {"kepala"}, "reject": {"kepala"}, "cancel": PETUGAS}

    def make(self, dunia: Dunia) -> KesaksianHadir:
        hari, staf = date(2020, 1, 3), dunia.pegawai["staf"]
        return KesaksianHadir.objects.create(
            gangguan=dunia.objek["gangguan"], pegawai=staf, tanggal=hari
        )
