"""Late facts of every kind in a locked month: found by computing again, named, paid once."""

from datetime import date

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import BesaranTPP, Instansi, UnitKerja
from selaras.pegawai.models import (
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    Pegawai,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import HariTersentuh, LembarPresensi, Situs
from selaras.tpp.models import (
    InstrumenPenilaian,
    PemeriksaanSusulan,
    PotonganTPP,
    SusulanTPP,
)
from selaras.tpp.services import collect_earlier_months, collect_susulan, compute_month, susulan

pytestmark = pytest.mark.django_db
NOVEMBER = 202511
OKTOBER = kecil.PERIODE


def lock(*kode: str) -> None:
    PeriodeUnit.objects.filter(skpd__kode__in=kode or ("A", "B"), periode=OKTOBER).update(
        status="terkunci", dikunci_pada=kecil.AT
    )


def run(instansi: Instansi, periode: int = OKTOBER, law: Law | None = None):
    return compute_month(
        instansi=instansi, periode=periode, actor=kecil.ACTOR, at=kecil.AT, law=law or kecil.law()
    )


def collect(instansi: Instansi, law: Law | None = None) -> list[SusulanTPP]:
    return collect_susulan(
        instansi=instansi, periode=OKTOBER, masuk_periode=NOVEMBER, actor=kecil.ACTOR,
        at=kecil.AT, law=law or kecil.law(),
    )  # fmt: skip


def locked(jumlah: int = 2) -> tuple[Instansi, Pegawai]:
    """October locked with everyone at 4 million; who is about to change."""
    instansi = kecil.build(jumlah)
    run(instansi)
    lock()
    return instansi, Pegawai.objects.get(nama="Pegawai 1")


def test_nothing_late_gives_nothing() -> None:
    instansi, _ = locked()
    assert collect(instansi) == []


def test_a_late_result_of_work_is_paid_back_and_named() -> None:
    instansi, satu = locked()
    PenilaianBulanan.objects.filter(pegawai=satu).update(predikat="butuh_perbaikan")
    (baris,) = collect(instansi)
    assert baris.pegawai_id == satu.pk
    assert baris.nilai_rp < 0
    assert baris.bruto_lama == 4_000_000
    assert baris.bruto_baru == 4_000_000 + baris.nilai_rp
    assert baris.sebab == "Predikat baik menjadi butuh perbaikan"
    assert collect(instansi) == []


def test_amounts_of_a_post_that_come_late_are_found() -> None:
    instansi, satu = locked()
    BesaranTPP.objects.filter(jabatan__kode="J1").update(beban_kerja=3_000_000)
    (baris,) = collect(instansi)
    assert (baris.pegawai_id, baris.nilai_rp) == (satu.pk, 500_000)
    assert baris.sebab == "Besaran TPP Rp4.000.000 menjadi Rp4.500.000"


def test_a_sanction_recorded_after_the_lock_is_taken_back() -> None:
    instansi, satu = locked()
    HukumanDisiplin.objects.create(
        pegawai=satu, tingkat="sedang", potongan_bp=2_500, no_sk="SK-1",
        tanggal_sk=date(2025, 9, 30), berlaku=berlaku_sejak(date(2025, 10, 1)),
    )  # fmt: skip
    (baris,) = collect(instansi)
    assert (baris.nilai_rp, baris.sebab) == (-1_000_000, "Hukuman disiplin 0% menjadi 25%")


def test_a_day_that_came_late_is_named_and_marked_as_dealt_with() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    lock()
    for jam in ("07:20", "16:05"):
        kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), jam)
    HariTersentuh.objects.create(
        pegawai=satu, tanggal=date(2025, 10, 6), sebab="uji", dicatat_pada=kecil.AT
    )
    (baris,) = collect(instansi)
    assert baris.sebab == (
        "Presensi tanggal 6; potongan presensi 3% menjadi 0%; hari hadir 22 menjadi 23"
    )
    assert HariTersentuh.objects.get().ditangani_pada == kecil.AT
    assert LembarPresensi.objects.get(periode=OKTOBER).alpa == 1  # the locked sheet stays


@pytest.mark.parametrize("apa", ["ptkp", "gaji", "potongan"])
def test_a_deduction_that_would_differ_is_named_and_pays_nothing(apa: str) -> None:
    instansi, satu = locked()
    if apa == "ptkp":
        DataPajak.objects.filter(pegawai=satu).update(ptkp="TK/0")
        harap = ({"pph_rp": 40_000}, "PTKP K/1 menjadi TK/0")
    elif apa == "gaji":
        GajiBulanan.objects.filter(pegawai=satu).update(iwp=100_000)
        harap = ({"iwp_rp": -20_000}, "IWP gaji Rp38.000 menjadi Rp100.000")
    else:
        PotonganTPP.objects.create(
            pegawai=satu, jenis="korpri", nilai_rp=10_000, no_surat="S-1",
            berlaku=berlaku_sejak(date(2025, 10, 1)),
        )  # fmt: skip
        harap = ({"potongan_rp": 10_000}, "Potongan lain Rp0 menjadi Rp10.000")
    (baris,) = collect(instansi)
    selisih = {k: n for k in ("nilai_rp", "pph_rp", "iwp_rp", "potongan_rp")
               if (n := getattr(baris, k))}  # fmt: skip
    assert (selisih, baris.sebab) == harap
    assert collect(instansi) == []


def test_who_could_not_be_computed_at_the_lock_is_paid_once_the_gap_is_filled() -> None:
    instansi = kecil.build(2)
    gaji = GajiBulanan.objects.get(pegawai__nama="Pegawai 1")
    gaji.delete()
    run(instansi)
    lock()
    assert collect(instansi) == []  # still not computable
    gaji.save(force_insert=True)
    (baris,) = collect(instansi)
    assert (baris.pegawai_id, baris.bruto_lama, baris.nilai_rp) == (gaji.pegawai_id, 0, 4_000_000)
    assert baris.sebab == "Belum terhitung ketika bulannya dikunci; datanya kini lengkap"
    assert collect(instansi) == []
    GajiBulanan.objects.create(
        pegawai_id=gaji.pegawai_id, periode=NOVEMBER, bruto=4_000_000, iwp=0, bpjs=0, pph=0,
        iuran_pensiun=0,
    )  # fmt: skip
    november = run(instansi, NOVEMBER)
    assert InstrumenPenilaian.objects.get(
        hitungan=november, pegawai_id=gaji.pegawai_id
    ).kekurangan_lalu == 4_000_000  # fmt: skip


def test_a_month_locked_before_any_run_here_is_not_paid_again() -> None:
    instansi = kecil.build(2)
    for unit in UnitKerja.objects.all():
        PeriodeUnit.objects.create(
            skpd=unit, periode=OKTOBER, status="terkunci", dikunci_pada=kecil.AT
        )
    assert collect(instansi) == []


def test_who_was_not_in_service_after_all_owes_the_month() -> None:
    instansi, satu = locked()
    RiwayatStatus.objects.filter(pegawai=satu).update(
        berlaku=berlaku_sejak(kecil.AWAL, date(2025, 10, 1))
    )
    RiwayatJabatan.objects.filter(pegawai=satu).update(
        berlaku=berlaku_sejak(kecil.AWAL, date(2025, 10, 1))
    )
    (baris,) = collect(instansi)
    assert (baris.pegawai_id, baris.nilai_rp) == (satu.pk, -4_000_000)
    assert baris.sebab.startswith("Tidak berhak TPP")


def test_who_is_counted_by_an_open_unit_now_is_not_paid_by_two() -> None:
    instansi = kecil.build(4)
    run(instansi)
    lock("A")
    satu = Pegawai.objects.get(nama="Pegawai 1")
    RiwayatJabatan.objects.filter(pegawai=satu).update(
        jabatan=RiwayatJabatan.objects.get(pegawai__nama="Pegawai 2").jabatan
    )
    assert collect(instansi) == []  # B has not counted her yet
    run(instansi)
    (baris,) = collect(instansi)
    assert (baris.pegawai_id, baris.nilai_rp) == (satu.pk, -4_000_000)
    assert "unit lain" in baris.sebab
    assert collect(instansi) == []


def test_law_in_force_backwards_is_found_and_called_so() -> None:
    instansi, _ = locked(1)
    lain = kecil.law().with_nilai_daerah(
        [NilaiDaerah("tpp.pengali_besaran", "templat", kecil.AWAL, 9_000, "keputusan uji")]
    )
    (baris,) = collect(instansi, lain)
    assert (baris.nilai_rp, baris.sebab) == (-400_000, "Aturan yang berlaku surut")


def test_an_accepted_objection_covers_what_the_facts_show_later() -> None:
    instansi, satu = locked()
    SusulanTPP.objects.create(
        pegawai=satu, asal_periode=OKTOBER, masuk_periode=NOVEMBER, nilai_rp=300_000,
        jenis="keberatan", sebab="keberatan", bruto_lama=0, bruto_baru=0, dicatat_pada=kecil.AT,
    )  # fmt: skip
    assert collect(instansi) == []  # what it granted stays with her
    BesaranTPP.objects.filter(jabatan__kode="J1").update(beban_kerja=3_000_000)
    assert [s.nilai_rp for s in collect(instansi)] == [200_000]
    assert collect(instansi) == []


def test_how_far_a_run_looks_back_is_the_regions_choice() -> None:
    instansi, satu = locked()
    PenilaianBulanan.objects.filter(pegawai=satu).update(predikat="butuh_perbaikan")
    isi = {"instansi": instansi, "periode": NOVEMBER, "actor": kecil.ACTOR, "at": kecil.AT}
    tidak = kecil.law().with_nilai_daerah(
        [NilaiDaerah("tpp.susulan_bulan_mundur", "templat", kecil.AWAL, 0, "keputusan uji")]
    )
    assert collect_earlier_months(law=tidak, **isi) == []
    assert len(collect_earlier_months(law=kecil.law(), **isi)) == 1


def test_the_number_of_queries_does_not_grow_with_people(django_assert_max_num_queries) -> None:
    instansi, _ = locked(8)
    PenilaianBulanan.objects.update(predikat="butuh_perbaikan")
    with django_assert_max_num_queries(48):
        assert len(collect(instansi)) == 8


@pytest.mark.django_db(transaction=True)
def test_a_month_with_nothing_new_is_not_even_computed(
    monkeypatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(susulan, "BESAR", 1)
    instansi, satu = locked()
    assert collect(instansi) == []
    with django_assert_max_num_queries(9):
        assert collect(instansi) == []
    PenilaianBulanan.objects.filter(pegawai=satu).update(predikat="butuh_perbaikan")
    assert len(collect(instansi)) == 1
    with django_assert_max_num_queries(9):
        assert collect(instansi) == []
    kecil.remove_taps(satu, date(2025, 10, 6))
    assert len(collect(instansi)) == 1
    sebelum = PemeriksaanSusulan.objects.get().sidik
    tidak = kecil.law().with_nilai_daerah(
        [NilaiDaerah("presensi.toleransi", instansi.daerah, date(2025, 1, 1), 7, "uji")]
    )
    collect(instansi, tidak)
    assert PemeriksaanSusulan.objects.get().sidik != sebelum
