"""A month's run: facts to instruments, again the same, locked left alone, half never."""

import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from tests.tpp import bulan_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.hukum import Law, NilaiDaerah, NotInForce
from selaras.hukum.tree import ROOT
from selaras.organisasi.models import BesaranTPP, UnitKerja
from selaras.pegawai.models import GajiBulanan, Pegawai, PenguranganTPP
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import HariLibur, HariTersentuh, LembarPresensi, Situs
from selaras.presensi.selectors import KalenderKosong, masukan
from selaras.tpp.models import (
    HitunganBulan,
    HitunganUnit,
    InstrumenPenilaian,
    SusulanTPP,
    TidakTerhitung,
)
from selaras.tpp.selectors import bulan as selector_bulan
from selaras.tpp.services import (
    PeriodeTakSah,
    SedangDihitung,
    collect_earlier_months,
    collect_susulan,
    compute_month,
    hitung_bulan,
)
from selaras.tpp.services.kunci import run_lock

pytestmark = pytest.mark.django_db


def run(instansi, **lain) -> HitunganBulan:
    return compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT,
        law=kecil.law(), **lain,
    )  # fmt: skip


def lock(kode: str) -> None:
    PeriodeUnit.objects.filter(skpd__kode=kode).update(status="terkunci", dikunci_pada=kecil.AT)


def test_taps_become_rupiah() -> None:
    instansi = kecil.build()
    satu = Pegawai.objects.get(nama="Pegawai 1")
    kecil.remove_taps(satu, date(2025, 10, 6))  # one day absent: 3 % of the discipline share

    hitungan = run(instansi)

    utuh = InstrumenPenilaian.objects.get(pegawai__nama="Pegawai 2", hitungan=hitungan)
    assert (utuh.bruto, utuh.realisasi, utuh.hari_kerja) == (4_000_000, 100_000_000, 23)
    kurang = InstrumenPenilaian.objects.get(pegawai=satu, hitungan=hitungan)
    # 60 + 40 x 97 % = 98,8 % of 4 million; TER B on 7.952.000 = 1 %; 1 % within the cap
    assert (kurang.potongan, kurang.bruto) == (3_000_000, 3_952_000)
    assert (kurang.pph21, kurang.iwp, kurang.diterima) == (79_520, 39_520, 3_832_960)
    assert LembarPresensi.objects.get(pegawai=satu, periode=kecil.PERIODE).alpa == 1
    assert hitungan.bruto == 5 * 4_000_000 + 3_952_000
    assert set(PeriodeUnit.objects.values_list("hitungan_id", "status")) == {
        (hitungan.pk, "dihitung")
    }


def test_the_same_facts_give_the_same_hash_and_write_nothing_again() -> None:
    instansi = kecil.build()
    pertama = run(instansi)
    kedua = run(instansi)
    assert kedua.hash_hasil == pertama.hash_hasil
    assert kedua.sidik_masukan == pertama.sidik_masukan
    assert kedua.jumlah_unit_tetap == 2
    assert not InstrumenPenilaian.objects.filter(hitungan=kedua).exists()
    assert set(PeriodeUnit.objects.values_list("hitungan_id", flat=True)) == {pertama.pk}


def test_a_changed_fact_moves_only_its_unit_and_keeps_the_old_version() -> None:
    instansi = kecil.build()
    pertama = run(instansi)
    kecil.remove_taps(Pegawai.objects.get(nama="Pegawai 1"), date(2025, 10, 6))
    kedua = run(instansi)
    berlaku = dict(PeriodeUnit.objects.values_list("skpd__kode", "hitungan_id"))
    assert berlaku == {"A": kedua.pk, "B": pertama.pk}
    assert InstrumenPenilaian.objects.filter(hitungan=pertama).count() == 6
    assert kedua.hash_hasil != pertama.hash_hasil


def test_a_locked_unit_is_left_alone() -> None:
    instansi = kecil.build()
    pertama = run(instansi)
    lock("A")
    satu = Pegawai.objects.get(nama="Pegawai 1")
    sebelum = LembarPresensi.objects.get(pegawai=satu, periode=kecil.PERIODE).alpa
    kecil.remove_taps(satu, date(2025, 10, 6))
    kedua = run(instansi)
    assert kedua.jumlah_unit_terkunci == 1
    assert PeriodeUnit.objects.get(skpd__kode="A").hitungan_id == pertama.pk
    assert not InstrumenPenilaian.objects.filter(hitungan=kedua, skpd__kode="A").exists()
    assert LembarPresensi.objects.get(pegawai=satu, periode=kecil.PERIODE).alpa == sebelum


def test_who_lacks_something_is_named_and_the_others_are_computed() -> None:
    instansi = kecil.build()
    GajiBulanan.objects.filter(pegawai__nama="Pegawai 3").delete()
    BesaranTPP.objects.filter(jabatan__kode="J4").delete()
    hitungan = run(instansi)
    assert hitungan.jumlah_pegawai == 4
    assert set(
        TidakTerhitung.objects.filter(hitungan=hitungan).values_list("pegawai__nama", "kolom")
    ) == {("Pegawai 3", "gaji_bruto"), ("Pegawai 4", "besaran")}
    assert HitunganUnit.objects.get(skpd__kode="A").jumlah_tidak_terhitung == 1


def test_a_contribution_nobody_has_told_is_a_named_gap() -> None:
    instansi = kecil.build(4)
    for nama, kolom in (("1", "iwp"), ("2", "bpjs"), ("3", "pph"), ("4", "iuran_pensiun")):
        GajiBulanan.objects.filter(pegawai__nama=f"Pegawai {nama}").update(**{kolom: None})
    hitungan = run(instansi)
    assert set(
        TidakTerhitung.objects.filter(hitungan=hitungan).values_list(
            "pegawai__nama", "kolom", "menghalangi"
        )
    ) == {
        ("Pegawai 1", "gaji_iwp", True),
        ("Pegawai 2", "gaji_bpjs", True),
        ("Pegawai 3", "gaji_pph", False),  # an ordinary month can do without these two
        ("Pegawai 4", "iuran_pensiun", False),
    }


def test_the_year_is_not_settled_on_a_contribution_nobody_has_told() -> None:
    instansi = kecil.build(2)
    run(instansi)
    for p in Pegawai.objects.all():
        GajiBulanan.objects.create(
            pegawai=p, periode=202512, bruto=4_000_000, iwp=0, bpjs=0, pph=0, iuran_pensiun=0
        )
    GajiBulanan.objects.filter(pegawai__nama="Pegawai 1", periode=kecil.PERIODE).update(
        iuran_pensiun=None
    )
    GajiBulanan.objects.filter(pegawai__nama="Pegawai 2", periode=202512).update(iuran_pensiun=None)
    desember = _compute(instansi, 202512)
    assert dict(
        TidakTerhitung.objects.filter(hitungan=desember, menghalangi=True).values_list(
            "pegawai__nama", "alasan"
        )
    ) == {"Pegawai 1": "1 bulan sebelumnya tahun ini belum diketahui", "Pegawai 2": "kosong"}


def test_a_month_that_only_other_units_computed_is_not_complete_for_december() -> None:
    instansi = kecil.build(2)
    run(instansi)
    GajiBulanan.objects.filter(pegawai__nama="Pegawai 2").delete()  # no instrument of her own
    run(instansi)
    for p in Pegawai.objects.all():
        for periode in (kecil.PERIODE, 202512):
            GajiBulanan.objects.update_or_create(
                pegawai=p, periode=periode,
                defaults={"bruto": 4_000_000, "iwp": 0, "bpjs": 0, "pph": 0, "iuran_pensiun": 0},
            )  # fmt: skip
    assert _compute(instansi, 202512).jumlah_pegawai == 2  # her unit's run named her
    PeriodeUnit.objects.filter(skpd__kode="B", periode=kecil.PERIODE).update(hitungan_id=None)
    desember = _compute(instansi, 202512)
    assert list(
        TidakTerhitung.objects.filter(hitungan=desember, menghalangi=True).values_list(
            "pegawai__nama", "alasan"
        )
    ) == [("Pegawai 2", "1 bulan tahun ini belum dihitung dan tidak termasuk saldo pajak")]


def _compute(instansi, periode: int) -> HitunganBulan:
    return compute_month(
        instansi=instansi, periode=periode, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )


def test_a_unit_where_nobody_can_be_computed_any_more_shows_no_older_figures() -> None:
    instansi = kecil.build()
    run(instansi)
    GajiBulanan.objects.filter(pegawai__nama__in=["Pegawai 1", "Pegawai 3", "Pegawai 5"]).delete()
    kedua = run(instansi)
    assert PeriodeUnit.objects.get(skpd__kode="A").hitungan_id == kedua.pk
    a = HitunganUnit.objects.get(hitungan=kedua, skpd__kode="A")
    assert (a.jumlah_pegawai, a.jumlah_tidak_terhitung, a.bruto) == (0, 3, 0)
    assert not InstrumenPenilaian.objects.filter(hitungan=kedua, skpd__kode="A").exists()
    assert run(instansi).jumlah_unit_tetap == 2


def test_a_locked_unit_where_nobody_can_be_computed_any_more_keeps_its_run() -> None:
    instansi = kecil.build()
    pertama = run(instansi)
    lock("A")
    GajiBulanan.objects.filter(pegawai__nama__in=["Pegawai 1", "Pegawai 3", "Pegawai 5"]).delete()
    kedua = run(instansi)
    assert PeriodeUnit.objects.get(skpd__kode="A").hitungan_id == pertama.pk
    assert not HitunganUnit.objects.filter(hitungan=kedua, skpd__kode="A").exists()
    assert not TidakTerhitung.objects.filter(hitungan=kedua).exists()
    assert InstrumenPenilaian.objects.filter(hitungan=pertama, skpd__kode="A").count() == 3


def test_a_unit_where_nobody_can_be_computed_has_a_month_all_the_same() -> None:
    instansi = kecil.build()
    BesaranTPP.objects.filter(jabatan__unit__kode="A").delete()
    hitungan = run(instansi)
    assert PeriodeUnit.objects.get(skpd__kode="A").hitungan_id == hitungan.pk


def test_a_gap_that_gives_way_to_another_is_named_anew() -> None:
    instansi = kecil.build()
    satu = Pegawai.objects.get(nama="Pegawai 1")
    gaji = GajiBulanan.objects.get(pegawai=satu)
    gaji.delete()
    run(instansi)
    gaji.save(force_insert=True)
    BesaranTPP.objects.filter(jabatan__kode="J1").delete()
    run(instansi)
    berlaku = PeriodeUnit.objects.get(skpd__kode="A").hitungan_id
    assert [t.kolom for t in TidakTerhitung.objects.filter(hitungan_id=berlaku, pegawai=satu)] == [
        "besaran"
    ]


def test_a_reduction_that_instruments_do_not_know_is_a_named_gap(tmp_path) -> None:
    instansi = kecil.build(2)
    satu = Pegawai.objects.get(nama="Pegawai 1")
    PenguranganTPP.objects.create(
        pegawai=satu, kode="k30", alasan="aturan baru", berlaku=berlaku_sejak(kecil.AWAL)
    )
    hitungan = compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT,
        law=_law_with_a_new_reduction(tmp_path),
    )  # fmt: skip
    gap = TidakTerhitung.objects.get(hitungan=hitungan)
    assert (gap.pegawai, gap.kolom, gap.menghalangi) == (satu, "pengurang", True)
    assert gap.alasan == "kode 'k30' belum dikenal instrumen"
    assert InstrumenPenilaian.objects.get(hitungan=hitungan).pegawai.nama == "Pegawai 2"


def _law_with_a_new_reduction(tmp_path: Path) -> Law:
    """The template region's, in a country whose frame names k30 too."""
    daun = ROOT / "nasional" / "tpp" / "pengurang.yaml"
    (tmp_path / "nasional" / "tpp").mkdir(parents=True)
    isi = daun.read_text().replace("nama:\n", 'nama:\n  k30: "Dibayar 70%"\n')
    (tmp_path / "nasional" / "tpp" / "pengurang.yaml").write_text(isi)
    nilai = {**kecil.PILIH, "tpp.pengurang": {"k30": 7_000}}
    pilih = [NilaiDaerah(k, "templat", kecil.AWAL, v, "keputusan uji") for k, v in nilai.items()]
    return Law.load(extra_dirs=[tmp_path]).with_nilai_daerah(pilih)


def test_a_region_that_has_not_chosen_is_refused_before_anything_is_written() -> None:
    instansi = kecil.build()
    with pytest.raises(NotInForce):
        compute_month(
            instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT,
            law=Law.load(),
        )  # fmt: skip
    assert not InstrumenPenilaian.objects.exists()
    assert not LembarPresensi.objects.exists()


def test_a_month_without_a_calendar_is_refused_before_anything_is_written() -> None:
    instansi = kecil.build()
    HariLibur.objects.all().delete()
    with pytest.raises(KalenderKosong, match="tahun 2025 masih kosong"):
        run(instansi)
    assert HitunganBulan.objects.get().status == HitunganBulan.Status.TERHENTI
    assert not InstrumenPenilaian.objects.exists()
    assert not LembarPresensi.objects.exists()


def test_a_period_that_is_neither_a_month_nor_thr_is_refused() -> None:
    instansi = kecil.build(1)
    with pytest.raises(PeriodeTakSah, match="bukan bulan"):
        compute_month(instansi=instansi, periode=202513, actor=kecil.ACTOR, at=kecil.AT)


class Berhenti(Exception):
    """Stands for whatever ends a run between two parts."""


def test_a_run_that_stops_leaves_whole_units_and_no_half_ones(monkeypatch) -> None:
    instansi = kecil.build()
    monkeypatch.setattr(hitung_bulan, "ORANG_SEBAGIAN", 1)
    bagian = []

    def lapor(selesai: int, total: int, pesan: str) -> None:
        if pesan.startswith("Menulis"):
            bagian.append(selesai)
            if len(bagian) == 2:
                raise Berhenti

    with pytest.raises(Berhenti):
        run(instansi, lapor=lapor)
    assert HitunganBulan.objects.get().status == "terhenti"
    assert {s: n for s, n in _by_unit().items() if n} == {"A": 3}
    assert dict(PeriodeUnit.objects.values_list("skpd__kode", "status")) == {"A": "dihitung"}

    lagi = run(instansi)
    assert lagi.status == "selesai"
    assert lagi.jumlah_unit_tetap == 1
    assert PeriodeUnit.objects.get(skpd__kode="B").hitungan_id == lagi.pk


def _by_unit() -> dict[str, int]:
    return {
        u.kode: InstrumenPenilaian.objects.filter(skpd=u).count() for u in UnitKerja.objects.all()
    }


@pytest.mark.django_db(transaction=True)
def test_a_second_run_at_the_same_time_is_refused_by_name() -> None:
    instansi = kecil.build(1)
    siap, lepas = threading.Event(), threading.Event()

    def other() -> None:
        with run_lock(instansi.pk, kecil.PERIODE):
            siap.set()
            lepas.wait(300)
        connection.close()

    lain = threading.Thread(target=other)
    lain.start()
    assert siap.wait(300)
    try:
        with pytest.raises(SedangDihitung, match="sedang dihitung"):
            run(instansi)
    finally:
        lepas.set()
        lain.join()
    assert not InstrumenPenilaian.objects.exists()
    assert run(instansi).status == "selesai"


def test_a_later_correction_of_a_locked_month_is_paid_in_a_later_one() -> None:
    instansi = kecil.build()
    satu = Pegawai.objects.get(nama="Pegawai 1")
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    lock("A")
    for jam in ("07:20", "16:05"):
        kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), jam)
    HariTersentuh.objects.create(
        pegawai=satu, tanggal=date(2025, 10, 6), sebab="uji", dicatat_pada=kecil.AT
    )

    susulan = collect_susulan(
        instansi=instansi, periode=kecil.PERIODE, masuk_periode=202511, actor=kecil.ACTOR,
        at=kecil.AT, law=kecil.law(),
    )  # fmt: skip

    assert [(s.pegawai_id, s.nilai_rp) for s in susulan] == [(satu.pk, 48_000)]
    assert collect_susulan(
        instansi=instansi, periode=kecil.PERIODE, masuk_periode=202511, actor=kecil.ACTOR,
        at=kecil.AT, law=kecil.law(),
    ) == []  # fmt: skip
    GajiBulanan.objects.create(pegawai=satu, periode=202511, bruto=4_000_000, iwp=0, bpjs=0)
    november = compute_month(
        instansi=instansi, periode=202511, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    baris = InstrumenPenilaian.objects.get(pegawai=satu, hitungan=november)
    assert baris.kekurangan_lalu == 48_000
    assert baris.bruto == baris.jumlah_nilai + 48_000


def test_a_run_looks_for_late_facts_of_the_locked_months_before_it() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    lock("A")
    for jam in ("07:20", "16:05"):
        kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), jam)
    isi = {"instansi": instansi, "actor": kecil.ACTOR, "at": kecil.AT, "law": kecil.law()}

    for bukan in (202510, 202508, 202602, 202514):  # itself, before, too far, no month
        assert collect_earlier_months(periode=bukan, **isi) == []
    (baris,) = collect_earlier_months(periode=202511, **isi)
    assert (baris.asal_periode, baris.masuk_periode, baris.nilai_rp) == (202510, 202511, 48_000)
    assert collect_earlier_months(periode=202511, **isi) == []


def test_a_month_that_is_locked_itself_takes_no_lines() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    lock("A")
    kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), "07:20")
    PeriodeUnit.objects.create(
        skpd=UnitKerja.objects.get(kode="A"), periode=202511, status="terkunci",
        dikunci_pada=kecil.AT,
    )  # fmt: skip
    assert (
        collect_earlier_months(
            periode=202511, instansi=instansi, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
        )
        == []
    )
    assert not SusulanTPP.objects.exists()


def test_a_correction_of_who_cannot_be_computed_now_waits() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    lock("A")
    for jam in ("07:20", "16:05"):
        kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), jam)
    gaji = GajiBulanan.objects.get()
    gaji.delete()
    assert _collect(instansi) == []
    gaji.save(force_insert=True)
    assert [s.nilai_rp for s in _collect(instansi)] == [48_000]


def test_a_month_still_open_gets_no_line_for_a_touched_day() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    kecil.remove_taps(satu, date(2025, 10, 6))
    run(instansi)
    for jam in ("07:20", "16:05"):
        kecil.tap(Situs.objects.get(), satu, date(2025, 10, 6), jam)
    HariTersentuh.objects.create(
        pegawai=satu, tanggal=date(2025, 10, 6), sebab="uji", dicatat_pada=kecil.AT
    )
    assert _collect(instansi) == []


def _collect(instansi) -> list[SusulanTPP]:
    return collect_susulan(
        instansi=instansi, periode=kecil.PERIODE, masuk_periode=202511, actor=kecil.ACTOR,
        at=kecil.AT, law=kecil.law(),
    )  # fmt: skip


def test_an_overpayment_beyond_a_months_pay_goes_on_to_the_next() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    SusulanTPP.objects.create(
        pegawai=satu, asal_periode=202509, masuk_periode=kecil.PERIODE, nilai_rp=-5_000_000,
        bruto_lama=5_000_000, bruto_baru=0, sebab="uji", dicatat_pada=kecil.AT,
    )  # fmt: skip
    oktober = InstrumenPenilaian.objects.get(hitungan=run(instansi))
    assert (oktober.kelebihan_dipotong, oktober.kelebihan_sisa, oktober.bruto) == (
        4_000_000, 1_000_000, 0,
    )  # fmt: skip
    november = _later(instansi, satu, 202511)  # nobody taps there: 640,000 of pay
    assert (november.kelebihan_lalu, november.kelebihan_dipotong) == (1_000_000, 640_000)
    assert _later(instansi, satu, 202512).kelebihan_lalu == 360_000


def test_arrears_of_a_month_that_could_not_be_computed_wait_for_the_next() -> None:
    instansi = kecil.build(1)
    satu = Pegawai.objects.get()
    SusulanTPP.objects.create(
        pegawai=satu, asal_periode=202509, masuk_periode=kecil.PERIODE, nilai_rp=48_000,
        bruto_lama=0, bruto_baru=48_000, sebab="uji", dicatat_pada=kecil.AT,
    )  # fmt: skip
    GajiBulanan.objects.all().delete()
    assert run(instansi).jumlah_pegawai == 0
    assert _later(instansi, satu, 202511).kekurangan_lalu == 48_000


def _later(instansi, pegawai: Pegawai, periode: int) -> InstrumenPenilaian:
    """Her instrument of a later month, with a salary and the year's balance for December."""
    GajiBulanan.objects.create(
        pegawai=pegawai,
        periode=periode,
        bruto=4_000_000,
        iwp=0,
        bpjs=0,
        pph=0,
        iuran_pensiun=0,
    )
    hitungan = compute_month(
        instansi=instansi, periode=periode, actor=kecil.ACTOR, at=kecil.AT, law=kecil.law()
    )
    return InstrumenPenilaian.objects.get(pegawai=pegawai, hitungan=hitungan)


def test_queries_do_not_grow_with_people(django_assert_max_num_queries) -> None:
    instansi = kecil.build(10)
    with django_assert_max_num_queries(75):
        run(instansi)


@pytest.mark.django_db(transaction=True)
def test_either_way_of_reading_gives_the_same_result(monkeypatch) -> None:
    instansi = kecil.build()
    sedikit = run(instansi)
    monkeypatch.setattr(selector_bulan, "BESAR", 0)
    monkeypatch.setattr(masukan, "BESAR", 0)
    assert run(instansi).hash_hasil == sedikit.hash_hasil
