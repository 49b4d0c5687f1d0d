"""A clock-in becomes rupiah: people of the sample regency, computed by hand here.

The regency's rule (contoh, bukan hukum): 60% productivity by predicate, 40% discipline; TL and
PSW 0,5 / 1 / 1,25 / 1,5% and alpa 3% off the discipline score; lateness up to 30 minutes may be
made up for; pro rata by working days; RSUD is paid 80%. October 2025 has 23 working days for a
five-day office. Percentages are stored over 100,000,000.
"""

from datetime import date

from selaras.contoh.dunia import Dunia
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import LembarPresensi
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian, TidakTerhitung

PERSEN = 1_000_000
OKTOBER, NOVEMBER = 202510, 202511


def _id(regensi: Dunia, nip: str, cerita: str) -> int:
    """The person's id, certain that she is part of the story."""
    orang = next(o for o in regensi.orang if o.nip == nip)
    assert cerita in orang.cerita
    return orang.id


def _instrumen(pegawai_id: int, periode: int = OKTOBER) -> InstrumenPenilaian:
    return InstrumenPenilaian.objects.get(pegawai_id=pegawai_id, periode=periode)


def _skor(i: InstrumenPenilaian) -> tuple[float, float]:
    """Discipline and productivity in percent."""
    return i.disiplin / PERSEN, i.produktivitas / PERSEN


def test_a_month_in_order_is_paid_in_full(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "197701102002122001", "bulan_bersih"))
    assert (i.hari_kerja, i.hari_hadir) == (23, 23)
    assert _skor(i) == (100, 100)
    # Analis Kebijakan Ahli Muda, class 10: 1.880.150 + 1.538.350, all of it.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (1_880_150, 1_538_350, 3_418_500)
    # TK/0 is category A; salary 4.667.660 + 3.418.500 = 8.086.160 -> 1,5% = 121.292,4.
    assert (i.dasar_pajak, i.tarif_bp, i.pph21) == (8_086_160, 150, 121_292)
    # JKN 1% of 3.418.500 = 34.185; the cap of 120.000 leaves room after the salary's 44.185.
    assert (i.iwp, i.bpjs) == (34_185, 136_740)
    assert i.diterima == 3_418_500 - 121_292 - 34_185 == 3_263_023


def test_the_sample_employee_sees_late_and_missing_taps_in_rupiah(regensi: Dunia) -> None:
    pegawai = _id(regensi, "199908062022032001", "tokoh_pegawai")
    i = _instrumen(pegawai)
    # 7 Oct 47 minutes late = TL2 1%; 15 Oct no tap out = PSW4 1,5%: discipline 97,5.
    assert _skor(i) == (97.5, 100)
    # 0,6 x 100 + 0,4 x 97,5 = 99%: 1.027.650 -> 1.017.373,5 -> half up; 840.850 -> 832.441,5.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (1_017_374, 832_442, 1_849_816)
    lembar = LembarPresensi.objects.get(pegawai_id=pegawai, periode=OKTOBER)
    assert (lembar.tl, lembar.menit_tl, lembar.tanpa_pulang) == (1, 47, 1)
    # November has the same two and 25 minutes that she made up for by staying 30 longer.
    november = LembarPresensi.objects.get(pegawai_id=pegawai, periode=NOVEMBER)
    assert (november.tl, november.menit_tl, november.potongan_bp) == (2, 72, 250)


def test_lateness_of_each_band_cuts_the_discipline_share(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "196910241998121001", "tl_empat_pita"))
    # 12, 47, 65 and 95 minutes: 0,5 + 1 + 1,25 + 1,5 = 4,25%.
    assert _skor(i) == (95.75, 100)
    # 0,6 x 100 + 0,4 x 95,75 = 98,3%: 1.880.150 -> 1.848.187,45; 1.538.350 -> 1.512.198,05.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (1_848_187, 1_512_198, 3_360_385)


def test_leaving_early_cuts_like_coming_late(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "198707102013031001", "psw_dua_kali"))
    # 25 and 75 minutes early: 0,5 + 1,25 = 1,75%; 0,6 x 100 + 0,4 x 98,25 = 99,3%.
    assert _skor(i) == (98.25, 100)
    # 832.000 x 99,3% = 826.176; 680.750 x 99,3% = 675.984,75.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (826_176, 675_985, 1_502_161)


def test_a_missing_tap_counts_as_the_last_band(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199508072022121001", "tanpa_ketukan_pulang"))
    # PSW4 1,5%: 0,6 x 100 + 0,4 x 98,5 = 99,4%.
    assert _skor(i) == (98.5, 100)
    # 1.027.650 x 99,4% = 1.021.484,1; 840.850 x 99,4% = 835.804,9.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (1_021_484, 835_805, 1_857_289)


def test_lateness_made_up_for_is_not_cut(regensi: Dunia) -> None:
    pegawai = _id(regensi, "200105142022012001", "terlambat_diganti")
    i = _instrumen(pegawai)
    # 25 minutes late, 30 minutes longer: counted as late, not cut. 679.250 + 555.750.
    assert LembarPresensi.objects.get(pegawai_id=pegawai, periode=OKTOBER).menit_tl == 25
    assert _skor(i) == (100, 100)
    assert i.bruto == 1_235_000


def test_unexcused_absence_cuts_three_percent_a_day(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "197506162002122001", "alpa"))
    # Four days: 12%. 0,6 x 100 + 0,4 x 88 = 95,2%.
    assert (i.hari_hadir, *_skor(i)) == (19, 88, 100)
    # Auditor Ahli Madya: 2.427.000 -> 2.310.504; 1.985.750 -> 1.890.434; kp 353.000 -> 336.056.
    assert (i.nilai_bk, i.nilai_pk, i.nilai_kp) == (2_310_504, 1_890_434, 336_056)
    assert i.bruto == 4_536_994


def test_fewer_than_seven_days_of_work_change_the_weights(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "197707211999031001", "hadir_kurang_tujuh_hari"))
    # Leave 1-16 Oct (12 days) and sickness 17-23 Oct (5) leave 6 of 23: 0,4 x 100 + 0,4 x 100.
    assert (i.hari_masuk, i.realisasi / PERSEN) == (6, 80)
    # 832.000 x 80% + 680.750 x 80%.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (665_600, 544_600, 1_210_200)


def test_maternity_leave_keeps_the_discipline_score(regensi: Dunia) -> None:
    pegawai = _id(regensi, "199906072021032001", "cuti_melahirkan")
    # From 28 October: four days of leave without a cut, 19 days of work.
    oktober = _instrumen(pegawai)
    assert (oktober.hari_masuk, *_skor(oktober), oktober.bruto) == (19, 100, 100, 1_512_750)
    # November wholly on leave: fewer than seven days of work, 80%.
    november = _instrumen(pegawai, NOVEMBER)
    assert (november.hari_masuk, november.disiplin, november.bruto) == (0, 100 * PERSEN, 1_210_200)


def test_big_leave_is_paid_by_its_reduction(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "198809262013032001", "cuti_besar"))
    # k40 whatever the scores: 1.279.150 x 40% + 1.046.600 x 40%.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (511_660, 418_640, 930_300)


def test_cpns_start_from_eighty_percent(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199606122025052001", "cpns"))
    # 1.027.650 x 80% + 840.850 x 80%.
    assert (i.status_bp, i.nilai_bk, i.nilai_pk, i.bruto) == (8_000, 822_120, 672_680, 1_494_800)


def test_an_acting_head_gets_twenty_percent_more(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "197702282002121001", "plt20"))
    # 1.880.150 + 20% x 2.427.000 = 2.365.550; 1.538.350 + 20% x 1.985.750 = 1.935.500.
    assert (i.plt_hari, i.nilai_bk, i.nilai_pk, i.bruto) == (61, 2_365_550, 1_935_500, 4_301_050)


def test_an_acting_head_of_a_higher_post_gets_that_posts_tpp(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199902152022032001", "plt100"))
    # Her own 1.027.650 + 840.850 make way for the post's 2.427.000 + 1.985.750.
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (2_427_000, 1_985_750, 4_412_750)


def test_an_acting_head_of_less_than_thirty_days_gets_nothing_extra(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "197903122005121001", "plt_belum_sebulan"))
    # Since 20 October: 1.880.150 + 1.538.350 of his own post only.
    assert i.bruto == 3_418_500


def test_a_medium_sanction_takes_a_quarter_of_what_was_earned(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "198304182011122001", "hukuman_sedang"))
    # 3.418.500 x 25% = 854.625.
    assert (i.jumlah_nilai, i.hukuman_rp, i.bruto) == (3_418_500, 854_625, 2_563_875)


def test_a_transfer_in_mid_month_is_shared_by_working_days(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199008142013012001", "mutasi_tengah_bulan"))
    # 8 working days to 10 October in class 6, 15 from 13 October in class 7:
    # (8 x 832.000 + 15 x 1.027.650) / 23 = 959.597,83; (8 x 680.750 + 15 x 840.850) / 23.
    assert i.pembagi == 23
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (959_598, 785_163, 1_744_761)


def test_a_newcomer_is_paid_for_the_days_since(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199101082017031001", "pegawai_baru"))
    # 15 of 23 working days: 1.027.650 x 15/23 = 670.206,52; 840.850 x 15/23 = 548.380,43.
    assert (i.hari_kerja, i.pembagi) == (15, 23)
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (670_207, 548_380, 1_218_587)


def test_who_retired_is_no_longer_in_the_month(regensi: Dunia) -> None:
    pegawai = _id(regensi, "196710031992032001", "pensiun")
    oktober = _instrumen(pegawai)
    # Her last month is whole, 570.600 + 466.900, and the year's tax is settled in it.
    assert (oktober.bruto, oktober.masa_terakhir) == (1_037_500, 1)
    assert not InstrumenPenilaian.objects.filter(pegawai_id=pegawai, periode=NOVEMBER).exists()


def test_a_predicate_below_good_lowers_productivity(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "198610152011122001", "predikat_di_bawah_baik"))
    # Butuh perbaikan = 80: 0,6 x 80 + 0,4 x 100 = 88%. 832.000 x 88% + 680.750 x 88%.
    assert _skor(i) == (100, 80)
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (732_160, 599_060, 1_331_220)


def test_a_night_shift_belongs_to_the_day_it_starts(regensi: Dunia) -> None:
    pegawai = _id(regensi, "197703132000032001", "jaga_malam_bersih")
    i = _instrumen(pegawai)
    # Days and nights in turn, two days off: 16 shifts in October, none missed.
    assert (i.hari_kerja, i.hari_hadir, i.disiplin) == (16, 16, 100 * PERSEN)
    # Pemadam Kebakaran: 832.000 + 680.750 + kondisi kerja 151.250.
    assert (i.nilai_kk, i.bruto) == (151_250, 1_664_000)


def test_a_late_night_shift_is_cut_once(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "199201232019012001", "jaga_malam_terlambat"))
    # 20 minutes late at 20.00 = TL1 0,5%; 0,6 x 100 + 0,4 x 99,5 = 99,8%, RSUD pays 80% of it.
    assert _skor(i) == (99.5, 100)
    # 1.279.150 x 99,8% x 80% = 1.021.273,36; 1.046.600 -> 835.605,44; kk 279.050 -> 222.793,52.
    assert (i.nilai_bk, i.nilai_pk, i.nilai_kk) == (1_021_273, 835_605, 222_794)
    assert i.bruto == 2_079_672


def test_attendance_only_people_need_no_predicate(regensi: Dunia) -> None:
    i = _instrumen(_id(regensi, "198807122025211001", "paruh_waktu"))
    # Weights 0 and 100%; PPPK paruh waktu 50%: 393.250 -> 196.625; 321.750 -> 160.875.
    assert (i.bobot_p, i.bobot_d, i.status_bp) == (0, 10_000, 5_000)
    assert (i.nilai_bk, i.nilai_pk, i.bruto) == (196_625, 160_875, 357_500)


def test_who_cannot_be_computed_is_named_with_the_reason(regensi: Dunia) -> None:
    hitungan = HitunganBulan.objects.get(periode=OKTOBER)
    alasan = {
        t.pegawai_id: t.kolom
        for t in TidakTerhitung.objects.filter(hitungan=hitungan, menghalangi=True)
    }
    for cerita, kolom in (
        ("kelas_kosong", "kelas"),
        ("besaran_kosong", "besaran"),
        ("gaji_kosong", "gaji_bruto"),
    ):
        for o in regensi.cerita(cerita):
            assert alasan[o.id] == kolom
            assert not InstrumenPenilaian.objects.filter(pegawai_id=o.id).exists()
    assert len(alasan) == hitungan.jumlah_tidak_terhitung == 8


def test_october_is_paid_november_computed_december_open(regensi: Dunia) -> None:
    status = {
        p: set(PeriodeUnit.objects.filter(periode=p).values_list("status", flat=True))
        for p in (OKTOBER, NOVEMBER, 202512)
    }
    assert status == {OKTOBER: {"dibayar"}, NOVEMBER: {"dihitung"}, 202512: {"terbuka"}}
    kunci = PeriodeUnit.objects.filter(periode=OKTOBER).first()
    assert kunci is not None and kunci.dikunci_pada is not None
    assert kunci.dikunci_pada.date() == date(2025, 11, 7)
