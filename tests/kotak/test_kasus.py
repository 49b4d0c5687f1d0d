"""Cases: from a box, by rule, by the absence clock; talked about, closed, private."""

from datetime import date
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from tests.kotak.test_kotak_bulan import masuk
from tests.tpp import bulan_kecil as kecil

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import HARI, HasilPresensi, StatusHari
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Menunggu
from selaras.kotak.models import KasusPembinaan, KotakPegawai, PertemuanKasus
from selaras.kotak.selectors.kasus import around, effect
from selaras.kotak.services.jam import read_clock
from selaras.kotak.services.kasus import (
    KasusDitolak,
    close_sanctioned,
    open_case,
    propose_low_boxes,
    take_step,
)
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import HukumanDisiplin, Pegawai, RiwayatStatus
from selaras.presensi.selectors import BulanPresensi
from selaras.presensi.services import write_sheets

pytestmark = pytest.mark.django_db(transaction=True)
SISTEM = system_actor("Kotak kinerja", at=kecil.AT)


@pytest.fixture
def instansi() -> Instansi:
    instansi = kecil.build()
    Instansi.objects.update(daerah="contoh")
    instansi.refresh_from_db()
    return instansi


def orang(n: int) -> Pegawai:
    return Pegawai.objects.get(nama=f"Pegawai {n}")


def kotak(p: Pegawai, **isi: int) -> None:
    unit = p.riwayat_jabatan.get().jabatan.unit_id
    KotakPegawai.objects.bulk_create(
        KotakPegawai(
            periode=int(periode[1:]), pegawai=p, skpd_id=unit, unit_id=unit, kelas=7,
            skor_bp=k * 1000, produktivitas_bp=5000, disiplin_bp=5000, kotak=k, kotak_disiplin=1,
            kotak_perilaku=0, kotak_lalu=0, kotak_disiplin_lalu=0, kotak_perilaku_lalu=0,
        )
        for periode, k in isi.items()
    )  # fmt: skip


def alpa(p: Pegawai, periode: int, *tanggal: int) -> None:
    """A month's sheet: present on weekdays, absent without excuse on these dates."""
    rentang = Rentang.bulan(periode)
    hari = np.zeros((1, rentang.hari), HARI)
    for n, t in enumerate(rentang.tanggal()):
        kerja = t.weekday() < 5
        hari["kode"][0, n] = StatusHari.HADIR if kerja else StatusHari.LIBUR
        if kerja and t.day in tanggal:
            hari["kode"][0, n] = StatusHari.TK
    unit = p.riwayat_jabatan.get().jabatan.unit_id
    import polars as pl

    hasil = HasilPresensi(rentang, np.array([p.pk]), hari, pl.DataFrame())
    write_sheets(BulanPresensi(periode, hasil, np.array([unit]), np.array([480]), 0))


def admin(instansi: Instansi) -> tuple[Any, Client]:
    user, klien = masuk("admin", "admin_bkpsdm", orang=orang(6).pk, instansi_id=instansi.pk)
    return load_actor(user, at=kecil.AT), klien


def test_one_press_opens_a_case_and_a_second_finds_it(instansi: Instansi) -> None:
    _, klien = admin(instansi)
    kotak(orang(1), p202510=2)
    buka = reverse("kotak:buka", args=[orang(1).pk])
    alamat = {klien.post(buka, {"periode": 202510}).url for _ in range(2)}
    kasus = KasusPembinaan.objects.get()
    assert alamat == {reverse("kotak:kasus_satu", args=[kasus.pk])}
    assert (kasus.status, kasus.kotak, kasus.jenis) == ("terbuka", 2, "klarifikasi")
    assert kasus.pemilik == orang(6)  # no superior in this small government: who opened it
    assert Menunggu.objects.get().penyetuju_id == orang(6).pk
    assert klien.get(alamat.pop()).status_code == 200


def test_nobody_opens_a_case_about_herself(instansi: Instansi) -> None:
    actor, _ = admin(instansi)
    with pytest.raises(KasusDitolak):
        open_case(actor=actor, pegawai=orang(6), periode=202510)


def test_two_low_months_running_are_proposed_once(instansi: Instansi) -> None:
    kotak(orang(1), p202509=3, p202510=1)
    kotak(orang(2), p202509=4, p202510=1)
    kotak(orang(3), p202510=1)
    kotak(orang(4), p202508=1, p202509=1, p202510=4)
    assert propose_low_boxes(instansi, actor=SISTEM, at=kecil.AT) == 1
    kasus = KasusPembinaan.objects.get()
    assert (kasus.pegawai, kasus.status, kasus.asal) == (orang(1), "usulan", "aturan")
    assert propose_low_boxes(instansi, actor=SISTEM, at=kecil.AT) == 0
    actor, _ = admin(instansi)
    take_step(actor=actor, kasus=kasus, langkah="drop", alasan="sudah pensiun")
    assert propose_low_boxes(instansi, actor=SISTEM, at=kecil.AT) == 0  # the month has been judged
    kotak(orang(1), p202511=2)
    assert propose_low_boxes(instansi, actor=SISTEM, at=kecil.AT) == 1


def test_the_absence_clock_opens_a_case_at_each_step_once(instansi: Instansi) -> None:
    alpa(orang(1), 202502, 3, 4, 5, 6, 7)
    alpa(orang(1), 202503, 10, 11, 12, 13, 14)
    alpa(orang(2), 202503, 3, 4)
    assert read_clock(instansi, actor=SISTEM, at=kecil.AT) == 1
    sepuluh = KasusPembinaan.objects.get()
    assert (sepuluh.hari, sepuluh.ambang, sepuluh.usulan) == (10, 7, 3)
    assert sepuluh.status == "usulan"
    assert "Pernyataan tidak puas" in sepuluh.uraian
    assert read_clock(instansi, actor=SISTEM, at=kecil.AT) == 0
    alpa(orang(1), 202504, 1)
    assert read_clock(instansi, actor=SISTEM, at=kecil.AT) == 1
    sebelas = KasusPembinaan.objects.get(ambang=11)
    assert (sebelas.hari, sebelas.usulan) == (11, 4)
    sepuluh.refresh_from_db()
    assert sepuluh.status == "digantikan"


def test_ten_days_in_a_row_over_two_months_reach_the_last_step(instansi: Instansi) -> None:
    alpa(orang(1), 202502, 24, 25, 26, 27, 28)
    alpa(orang(1), 202503, 3, 4, 5, 6, 7)
    read_clock(instansi, actor=SISTEM, at=kecil.AT)
    kasus = KasusPembinaan.objects.get()
    assert (kasus.usulan, kasus.hari) == (9, 10)
    assert "berturut-turut" in kasus.uraian


def test_the_clock_is_for_pns_and_cpns_and_for_one_year(instansi: Instansi) -> None:
    RiwayatStatus.objects.filter(pegawai=orang(1)).update(status="PPPK")
    alpa(orang(1), 202502, 3, 4, 5, 6, 7)
    alpa(orang(2), 202412, 2, 3, 4)
    alpa(orang(3), 202501, 2, 3)
    assert read_clock(instansi, actor=SISTEM, at=kecil.AT) == 0
    RiwayatStatus.objects.filter(pegawai=orang(1)).update(status="CPNS")
    assert read_clock(instansi, actor=SISTEM, at=kecil.AT) == 1


def test_a_recorded_sanction_closes_the_case_and_nothing_else_decides_it(
    instansi: Instansi,
) -> None:
    alpa(orang(1), 202502, 3, 4, 5)
    read_clock(instansi, actor=SISTEM, at=kecil.AT)
    kasus = KasusPembinaan.objects.get()
    assert close_sanctioned(instansi, actor=SISTEM, at=kecil.AT) == 0
    HukumanDisiplin.objects.create(
        pegawai=orang(1), tingkat="ringan", no_sk="800/1", tanggal_sk=date(2025, 12, 8),
        berlaku=berlaku_sejak(date(2025, 12, 8)),
    )  # fmt: skip
    assert close_sanctioned(instansi, actor=SISTEM, at=kecil.AT) == 1
    kasus.refresh_from_db()
    assert (kasus.status, kasus.hasil) == ("selesai", "hukuman")
    assert kasus.hukuman is not None
    assert not Menunggu.objects.exists()


def test_a_discipline_case_is_seen_by_its_permission_its_owner_and_the_person(
    instansi: Instansi,
) -> None:
    alpa(orang(1), 202502, 3, 4, 5)
    read_clock(instansi, actor=SISTEM, at=kecil.AT)
    kasus = KasusPembinaan.objects.get()
    KasusPembinaan.objects.update(pemilik=orang(3))
    unit = UnitKerja.objects.get(kode="A")
    alamat = reverse("kotak:kasus_satu", args=[kasus.pk])
    _, klien = admin(instansi)
    assert klien.get(alamat).status_code == 200
    _, kelola = masuk(
        "kelola", "pengelola_kepegawaian", orang=orang(4).pk, instansi_id=instansi.pk,
        unit_id=unit.pk,
    )  # fmt: skip
    assert kelola.get(alamat).status_code == 404
    assert "Pegawai 1" not in kelola.get(reverse("kotak:kasus")).content.decode()
    _, pemilik = masuk("pemilik", orang=orang(3).pk)
    assert pemilik.get(alamat).status_code == 200
    _, sendiri = masuk("sendiri", orang=orang(1).pk)
    halaman = sendiri.get(alamat).content.decode()
    assert "Usulan sistem" in halaman
    assert "Catat pertemuan" not in halaman
    _, lain = masuk("lain", orang=orang(2).pk)
    assert lain.get(alamat).status_code == 404


def test_a_case_raised_for_lying_too_long_is_opened_by_whom_it_went_to(
    instansi: Instansi,
) -> None:
    alpa(orang(1), 202502, 3, 4, 5)
    read_clock(instansi, actor=SISTEM, at=kecil.AT)
    kasus = KasusPembinaan.objects.get()
    KasusPembinaan.objects.update(pemilik=orang(3))
    alamat = reverse("kotak:kasus_satu", args=[kasus.pk])
    _, atas = masuk(
        "atas", "pengelola_kepegawaian", orang=orang(2).pk, instansi_id=instansi.pk,
        unit_id=UnitKerja.objects.get(kode="A").pk,
    )  # fmt: skip
    assert atas.get(alamat).status_code == 404
    Menunggu.objects.filter(objek_id=kasus.pk, alur="kasus").update(
        penyetuju_id=orang(2).pk, penyetuju_awal_id=orang(3).pk, dinaikkan_pada=kecil.AT
    )
    assert "Buka kasus" in atas.get(alamat).content.decode()
    jawab = atas.post(reverse("kotak:langkah", args=[kasus.pk]), {"langkah": "open"})
    assert jawab.headers["Location"] in (alamat, reverse("persetujuan:kotak"))
    kasus.refresh_from_db()
    assert kasus.status == "terbuka"
    assert atas.get(jawab.headers["Location"]).status_code == 200


def test_talks_are_written_down_once_and_a_case_closes_with_its_outcome(
    instansi: Instansi,
) -> None:
    actor, klien = admin(instansi)
    kotak(orang(1), p202509=8, p202510=2, p202511=8)
    kasus = open_case(actor=actor, pegawai=orang(1), periode=202510)
    satu = reverse("kotak:kasus_satu", args=[kasus.pk])
    isi = {"kunci": str(uuid4()), "tanggal": "2025-12-04", "hadir": "Kepala, Pegawai 1",
           "catatan": "Beban kerja dibicarakan.", "kesepakatan": "Target dibagi."}  # fmt: skip
    for _ in range(2):
        klien.post(reverse("kotak:pertemuan", args=[kasus.pk]), isi)
    assert PertemuanKasus.objects.count() == 1
    salah = klien.post(reverse("kotak:pertemuan", args=[kasus.pk]), {"hadir": "Kepala"})
    assert salah.status_code == 422
    with pytest.raises(LangkahDitolak):
        take_step(actor=actor, kasus=kasus, langkah="close")
    langkah = reverse("kotak:langkah", args=[kasus.pk])
    kasus.refresh_from_db()
    tutup = {"langkah": "close", "hasil": "dibina", "catatan": "Target disesuaikan.",
             "versi": kasus.versi_alur}  # fmt: skip
    klien.post(langkah, tutup)
    kasus.refresh_from_db()
    assert (kasus.status, kasus.hasil) == ("selesai", "dibina")
    halaman = klien.get(satu).content.decode()
    assert "naik 30% sesudah" in halaman  # 80 and 20 before, 80 after
    klien.post(reverse("kotak:pertemuan", args=[kasus.pk]), isi | {"kunci": str(uuid4())})
    assert PertemuanKasus.objects.count() == 1  # closed


def test_a_case_shows_the_months_around_it_and_what_they_changed(instansi: Instansi) -> None:
    actor, klien = admin(instansi)
    p = orang(1)
    kotak(p, p202508=4, p202509=2, p202510=1)
    kasus = open_case(actor=actor, pegawai=p, periode=202510)
    assert effect(around(kasus)) is None  # nothing after it is known yet
    kotak(p, p202511=5, p202512=8)
    bulan = around(kasus)
    assert [(b.periode, b.letak, b.kotak) for b in bulan] == [
        (202508, "sebelum", 4), (202509, "sebelum", 2), (202510, "saat", 1),
        (202511, "sesudah", 5), (202512, "sesudah", 8),
    ]  # fmt: skip
    # mean of 50 and 80 less mean of 40, 20 and 10: 65% - 23,33%, in basis points
    assert effect(bulan) == 6500 - 2333
    halaman = klien.get(reverse("kotak:kasus_satu", args=[kasus.pk])).content.decode()
    assert "November 2025" in halaman and "41,67" in halaman
