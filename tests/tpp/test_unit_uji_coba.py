"""A unit that still tries e-Kinerja out: paid by the trial's percentage, the scores a shadow."""

from datetime import date

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi, PengaktifanUnit, UnitKerja
from selaras.tpp.models import InstrumenPenilaian, TahananPembayaran
from selaras.tpp.services import compute_month

pytestmark = pytest.mark.django_db
PENUH = 4_000_000


def _law(**lain: object) -> Law:
    pilih = {"tpp.prasyarat": ["kinerja"], **lain}
    return kecil.law().with_nilai_daerah(
        [NilaiDaerah(k, "templat", kecil.AWAL, v, "keputusan uji") for k, v in pilih.items()]
    )


def _run(instansi: Instansi, **lain: object) -> dict[str, int]:
    """Person -> gross of October, nobody having any result of work."""
    compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=_law(**lain)
    )
    berlaku = InstrumenPenilaian.objects.order_by("pegawai_id", "-hitungan_id")
    return dict(berlaku.distinct("pegawai_id").values_list("pegawai__nama", "bruto"))


def _stage(kode: str, tahap: str, mulai: date) -> None:
    PengaktifanUnit.objects.create(
        unit=UnitKerja.objects.get(kode=kode), modul="kinerja", tahap=tahap,
        berlaku=berlaku_sejak(mulai),
    )  # fmt: skip


@pytest.mark.parametrize("tahap", ["uji_tertutup", "uji_coba"])
def test_who_tries_it_out_is_paid_in_full_and_the_others_by_their_results(tahap: str) -> None:
    instansi = kecil.build(2)
    PenilaianBulanan.objects.all().delete()
    _stage("A", tahap, date(2025, 10, 1))
    _stage("B", "berlaku", date(2025, 9, 1))
    bruto = _run(instansi)
    assert bruto == {"Pegawai 1": PENUH, "Pegawai 2": PENUH * 40 // 100}
    satu = InstrumenPenilaian.objects.get(pegawai__nama="Pegawai 1")
    assert (satu.uji_coba_bp, satu.jumlah_bayangan) == (10_000, PENUH * 40 // 100)
    # nothing is waited for where the result decides nothing
    ditahan = TahananPembayaran.objects.values_list("pegawai__nama", flat=True)
    assert list(ditahan) == ["Pegawai 2"]


def test_the_day_it_comes_into_force_ends_the_trial() -> None:
    instansi = kecil.build(2)
    PenilaianBulanan.objects.all().delete()
    for kode in ("A", "B"):
        _stage(kode, "berlaku", date(2025, 10, 1))
    assert set(_run(instansi).values()) == {PENUH * 40 // 100}


def test_a_unit_that_has_not_begun_is_valued_by_what_is_recorded() -> None:
    instansi = kecil.build(2)
    _stage("A", "belum", date(2025, 9, 1))
    _stage("B", "berlaku", date(2025, 9, 1))
    assert _run(instansi) == {"Pegawai 1": PENUH, "Pegawai 2": PENUH}
    PenilaianBulanan.objects.all().delete()
    assert set(_run(instansi).values()) == {PENUH * 40 // 100}


def test_a_region_may_pay_less_during_the_trial() -> None:
    instansi = kecil.build(2)
    _stage("A", "uji_coba", date(2025, 10, 1))
    bruto = _run(instansi, **{"tpp.uji_coba_unit": 8_000})
    assert bruto == {"Pegawai 1": PENUH * 80 // 100, "Pegawai 2": PENUH}


def test_a_government_that_switches_nothing_on_one_by_one_has_no_trial() -> None:
    instansi = kecil.build(2)
    PenilaianBulanan.objects.all().delete()
    assert set(_run(instansi).values()) == {PENUH * 40 // 100}
