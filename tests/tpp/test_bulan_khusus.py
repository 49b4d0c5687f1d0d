"""THR and the 13th salary: a month's TPP paid again, without salary in its tax, without arrears."""

from datetime import date

import polars as pl
import pytest
from psycopg import sql
from tests.tpp import bulan_kecil as kecil

from selaras.aturan.angka import SERATUS_BP
from selaras.core.frames import read_frame
from selaras.hukum import Law, NilaiDaerah
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import LembarPresensi
from selaras.tpp.masa import masa_of
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian, SusulanTPP, TemuanVerifikasi
from selaras.tpp.selectors import kueri
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db
THR, KE13 = 202514, 202515


def law(**lain: object) -> Law:
    pilih = {"tpp.bulan_dasar_khusus": {"thr": 10, "gaji_13": 10}, **lain}
    return kecil.law().with_nilai_daerah(
        [NilaiDaerah(k, "templat", kecil.AWAL, v, "keputusan uji") for k, v in pilih.items()]
    )


def run(instansi: Instansi, periode: int, **lain: object) -> HitunganBulan:
    return compute_month(
        instansi=instansi, periode=periode, actor=kecil.ACTOR, at=kecil.AT, law=law(**lain)
    )


def test_thr_pays_the_base_months_tpp_again() -> None:
    instansi = kecil.build()
    satu = Pegawai.objects.get(nama="Pegawai 1")
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi, kecil.PERIODE)
    SusulanTPP.objects.create(
        pegawai=satu, asal_periode=202509, masuk_periode=202510, nilai_rp=5_000, sebab="uji",
        bruto_lama=0, bruto_baru=5_000, dicatat_pada=kecil.AT,
    )  # fmt: skip
    lembar = LembarPresensi.objects.count()
    thr = run(instansi, THR)
    i = InstrumenPenilaian.objects.get(hitungan=thr, pegawai=satu)
    # 98,8 % of 4 million as in October; tax on the TPP alone: TER B below 6,2 million is 0
    assert (i.bruto, i.kekurangan_lalu, i.dasar_pajak, i.pph21) == (3_952_000, 0, 3_952_000, 0)
    assert thr.jumlah_pegawai == 6
    assert LembarPresensi.objects.count() == lembar
    assert not TemuanVerifikasi.objects.filter(periode=THR).exists()
    assert set(PeriodeUnit.objects.filter(periode=THR).values_list("status", flat=True)) == {
        "dihitung"
    }


def test_a_region_may_pay_a_part_and_spare_the_contributions() -> None:
    instansi = kecil.build(2)
    thr = run(
        instansi, THR, **{"tpp.persen_khusus": {"thr": 5_000, "gaji_13": SERATUS_BP},
                          "jkn.bulan_khusus": "tanpa"},
    )  # fmt: skip
    i = InstrumenPenilaian.objects.get(hitungan=thr, pegawai__nama="Pegawai 1")
    assert (i.bruto, i.iwp, i.bpjs, i.diterima) == (2_000_000, 0, 0, 2_000_000)
    ke13 = run(instansi, KE13)
    j = InstrumenPenilaian.objects.get(hitungan=ke13, pegawai__nama="Pegawai 1")
    assert (j.bruto, j.iwp) == (4_000_000, 40_000)


def test_the_law_names_the_base_month() -> None:
    assert masa_of(THR, "templat").dasar == 202502
    assert masa_of(KE13, "templat").dasar == 202505
    assert masa_of(202511).dasar == 202511


def test_the_years_sums_hold_thr_as_income_but_not_as_a_month() -> None:
    instansi = kecil.build(2)
    run(instansi, kecil.PERIODE)
    run(instansi, THR)
    nama = ("pegawai_id", "setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja",
            "bulan_kurang", "bulan_tanpa_iuran", "bulan_tanpa_pph")  # fmt: skip
    skema = dict.fromkeys(nama, pl.Int64)
    query = kueri.setahun(instansi.pk, 202512, sql.SQL("is not null"))
    satu = read_frame(query, skema).sort("pegawai_id").row(0, named=True)
    # October: salary 4 million and TPP 4 million; THR: TPP 4 million
    assert satu["setahun_bruto"] == 12_000_000
    assert (satu["bulan_bekerja"], satu["bulan_kurang"]) == (2, 0)
