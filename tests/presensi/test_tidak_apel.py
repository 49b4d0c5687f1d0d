"""Missed roll calls: recorded once, cancelled with a reason, found after the lock."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.tpp import bulan_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.cuti.models import JenisKetidakhadiran
from selaras.cuti.services import Surat, add_ketidakhadiran, ensure_jenis
from selaras.hukum import Law, NilaiDaerah
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import HariTersentuh, TidakApel
from selaras.presensi.services import cancel_tidak_apel, record_tidak_apel
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.services import collect_susulan, compute_month

pytestmark = pytest.mark.django_db
SENIN, SENIN_KEDUA = date(2025, 10, 6), date(2025, 10, 13)


def law(per_kali: int = 200) -> Law:
    """A missed roll call costs 2 % of the discipline share."""
    apel = NilaiDaerah("presensi.apel_per_kali", "templat", kecil.AWAL, per_kali, "keputusan uji")
    return kecil.law().with_nilai_daerah([apel])


def record(pegawai: Pegawai, tanggal: date, **lain) -> TidakApel:
    isi = {"actor": kecil.ACTOR, "at": kecil.AT} | lain
    return record_tidak_apel(pegawai=pegawai, tanggal=tanggal, **isi)


def run(instansi, **lain) -> HitunganBulan:
    isi = {"actor": kecil.ACTOR, "at": kecil.AT, "law": law()} | lain
    return compute_month(instansi=instansi, periode=kecil.PERIODE, **isi)


def test_each_missed_roll_call_takes_its_share_of_the_month() -> None:
    instansi = kecil.build(2)
    satu, dua = Pegawai.objects.order_by("pk")
    for hari in (SENIN, SENIN, SENIN_KEDUA, date(2025, 9, 29), date(2025, 11, 3)):
        record(satu, hari)
    batal = record(dua, SENIN)
    cancel_tidak_apel(tidak_apel=batal, alasan="salah orang", actor=kecil.ACTOR, at=kecil.AT)
    hitungan = run(instansi)
    baris = InstrumenPenilaian.objects.get(hitungan=hitungan, pegawai=satu)
    # two in October: 60 + 40 x 96 % = 98,4 % of 4 million
    assert (baris.apel_absen, baris.potongan_jumlah, baris.bruto) == (2, 4_000_000, 3_936_000)
    lain = InstrumenPenilaian.objects.get(hitungan=hitungan, pegawai=dua)
    assert (lain.apel_absen, lain.bruto) == (0, 4_000_000)


def test_a_region_that_does_not_assess_roll_calls_pays_in_full() -> None:
    instansi = kecil.build(1)
    record(Pegawai.objects.get(), SENIN)
    baris = InstrumenPenilaian.objects.get(hitungan=run(instansi, law=law(0)))
    assert (baris.apel_absen, baris.bruto) == (1, 4_000_000)


def test_recording_and_cancelling_are_in_the_trail_once() -> None:
    kecil.build(1)
    satu = Pegawai.objects.get()
    baris = record(satu, SENIN, keterangan=" Apel Senin ")
    assert record(satu, SENIN) == baris
    for _ in range(2):
        cancel_tidak_apel(tidak_apel=baris, alasan="salah", actor=kecil.ACTOR, at=kecil.AT)
    jejak = Jejak.objects.filter(aksi="presensi.correct", person_id=satu.pk)
    assert jejak.count() == 2
    assert baris.keterangan == "Apel Senin"
    assert record(satu, SENIN) != baris


def test_a_roll_call_to_come_or_on_a_day_of_leave_is_refused() -> None:
    kecil.build(1)
    ensure_jenis()
    satu = Pegawai.objects.get()
    add_ketidakhadiran(
        pegawai=satu, jenis=JenisKetidakhadiran.objects.get(kode="CT"), mulai=SENIN, sampai=SENIN,
        surat=Surat("S-1", SENIN), actor=kecil.ACTOR,
    )  # fmt: skip
    with pytest.raises(ValidationError, match=r"cuti tahunan \(surat S-1\)"):
        record(satu, SENIN)
    with pytest.raises(ValidationError, match="belum berlangsung"):
        record(satu, kecil.AT.date() + timedelta(days=1))
    with pytest.raises(ValidationError, match="alasan"):
        cancel_tidak_apel(
            tidak_apel=record(satu, SENIN_KEDUA), alasan=" ", actor=kecil.ACTOR, at=kecil.AT
        )


def test_one_found_after_the_lock_becomes_a_line_of_a_later_month() -> None:
    instansi = kecil.build(2)
    hitungan = run(instansi)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)
    satu = Pegawai.objects.get(nama="Pegawai 1")
    record(satu, SENIN)
    assert HariTersentuh.objects.get().tanggal == SENIN
    assert InstrumenPenilaian.objects.get(hitungan=hitungan, pegawai=satu).bruto == 4_000_000
    isi = {"periode": kecil.PERIODE, "masuk_periode": 202511, "law": law()}
    (susulan,) = collect_susulan(instansi=instansi, actor=kecil.ACTOR, at=kecil.AT, **isi)
    assert (susulan.pegawai, susulan.nilai_rp) == (satu, -32_000)
    cancel_tidak_apel(
        tidak_apel=TidakApel.objects.get(), alasan="ternyata hadir", actor=kecil.ACTOR, at=kecil.AT
    )
    (kembali,) = collect_susulan(instansi=instansi, actor=kecil.ACTOR, at=kecil.AT, **isi)
    assert kembali.nilai_rp == 32_000
