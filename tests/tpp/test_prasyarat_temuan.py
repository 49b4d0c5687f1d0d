"""A run holds payments whose prerequisite is unmet and finds what a verifier must look at."""

from datetime import date

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.masa import berlaku_sejak
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import KewajibanPegawai, Pegawai
from selaras.presensi.models import Ketukan, Situs
from selaras.tpp.models import HitunganBulan, TahananPembayaran, TemuanVerifikasi
from selaras.tpp.services import compute_month
from selaras.tpp.tasks import find_shared_taps_of_month

pytestmark = pytest.mark.django_db
SYARAT = ["kinerja", "lhkpn", "tgr"]


def law(**lain: object) -> Law:
    pilih = {"tpp.prasyarat": SYARAT, "tpp.lhkpn_mulai_bulan": 4, **lain}
    return kecil.law().with_nilai_daerah(
        [NilaiDaerah(k, "templat", kecil.AWAL, v, "keputusan uji") for k, v in pilih.items()]
    )


def run(instansi: Instansi, **lain: object) -> HitunganBulan:
    return compute_month(
        instansi=instansi, periode=kecil.PERIODE, actor=kecil.ACTOR, at=kecil.AT, law=law(**lain)
    )


def orang(n: int) -> Pegawai:
    return Pegawai.objects.get(nama=f"Pegawai {n}")


def owe(n: int, jenis: str, mulai: date, sampai: date | None = None) -> None:
    KewajibanPegawai.objects.create(
        pegawai=orang(n), jenis=jenis, uraian=jenis.upper(), berlaku=berlaku_sejak(mulai, sampai)
    )


def held() -> set[tuple[str, str]]:
    terbuka = TahananPembayaran.objects.filter(dilepas_pada__isnull=True)
    return set(terbuka.values_list("pegawai__nama", "prasyarat"))


def found(jenis: str) -> list[tuple[str | None, int]]:
    milik = TemuanVerifikasi.objects.filter(jenis=jenis).order_by("pegawai__nama")
    return list(milik.values_list("pegawai__nama", "nilai_rp"))


def test_an_unmet_prerequisite_holds_the_payment_and_leaves_the_figures() -> None:
    instansi = kecil.build()
    owe(1, "lhkpn", date(2025, 4, 1))
    owe(2, "tgr", date(2025, 11, 2))  # due after the month
    owe(3, "tgr", date(2025, 3, 1), date(2025, 11, 20))  # met before the run
    owe(4, "aset", date(2025, 3, 1))  # not among the region's prerequisites
    PenilaianBulanan.objects.filter(pegawai=orang(5)).delete()

    hitungan = run(instansi)

    assert held() == {("Pegawai 1", "lhkpn"), ("Pegawai 5", "kinerja")}
    satu = TahananPembayaran.objects.get(pegawai=orang(1))
    assert satu.alasan == "LHKPN belum dipenuhi sejak 01-04-2025"
    assert hitungan.jumlah_pegawai == 6


def test_lhkpn_holds_from_the_month_that_the_law_names() -> None:
    instansi = kecil.build()
    owe(1, "lhkpn", date(2025, 4, 1))
    run(instansi, **{"tpp.lhkpn_mulai_bulan": 11})
    assert held() == set()


def test_a_prerequisite_that_is_met_is_released_by_the_next_run() -> None:
    instansi = kecil.build()
    owe(1, "tgr", date(2025, 3, 1))
    run(instansi)
    assert held() == {("Pegawai 1", "tgr")}
    KewajibanPegawai.objects.update(berlaku=berlaku_sejak(date(2025, 3, 1), date(2025, 12, 1)))
    run(instansi)
    assert held() == set()
    assert TahananPembayaran.objects.get().catatan_lepas == "Prasyarat sudah dipenuhi"


def test_an_officers_release_survives_another_run() -> None:
    instansi = kecil.build()
    owe(1, "tgr", date(2025, 3, 1))
    run(instansi)
    TahananPembayaran.objects.update(dilepas_pada=kecil.AT, catatan_lepas="Perintah bupati")
    run(instansi)
    assert held() == set()


def test_nobody_saw_her_and_no_letter_says_why() -> None:
    instansi = kecil.build()
    Ketukan.objects.filter(pegawai=orang(2)).delete()
    run(instansi)
    assert [nama for nama, _ in found("tanpa_ketukan")] == ["Pegawai 2"]


def test_a_whole_unit_without_a_minute_is_a_finding_of_the_unit() -> None:
    instansi = kecil.build(6)
    run(instansi, **{"verifikasi.disiplin_unit_orang": 3})
    # 3 people x 40 % of 4 million in each of the two
    assert found("disiplin_unit") == [(None, 4_800_000), (None, 4_800_000)]
    kecil.remove_taps(orang(1), date(2025, 10, 6))
    run(instansi, **{"verifikasi.disiplin_unit_orang": 3})
    assert found("disiplin_unit") == [(None, 4_800_000)]


def test_a_missing_result_counts_what_it_would_have_brought() -> None:
    instansi = kecil.build()
    PenilaianBulanan.objects.filter(pegawai=orang(4)).delete()
    run(instansi)
    assert found("tanpa_nilai") == [("Pegawai 4", 2_400_000)]


def test_taps_in_the_same_second_as_another_person_are_found_from_the_tenth_on() -> None:
    instansi = kecil.build(0)
    situs = Situs.objects.get()
    skpd = list(instansi.unit.all())
    a, b, c = (kecil._person(instansi, skpd[0], n) for n in (1, 2, 3))
    for hari in range(1, 11):
        jam = "07:12:33" if hari < 10 else "07:14:01"
        for p in (a, b, *([c] if hari < 10 else [])):
            kecil.tap(situs, p, date(2025, 10, hari), jam)
    run(instansi)
    nama = [n for n, _ in found("ketukan_bersama")]
    assert nama == ["Pegawai 1", "Pegawai 2"]
    satu = TemuanVerifikasi.objects.get(jenis="ketukan_bersama", pegawai=a)
    assert satu.alasan == "10 kali mengetuk pada detik yang sama dengan Pegawai 2"
    # a large run leaves the search to a task: it finds the same and keeps every other finding
    semua = set(TemuanVerifikasi.objects.values_list("jenis", "pegawai_id", "alasan"))
    TemuanVerifikasi.objects.filter(jenis="ketukan_bersama").delete()
    find_shared_taps_of_month(instansi.pk, 202510)
    assert set(TemuanVerifikasi.objects.values_list("jenis", "pegawai_id", "alasan")) == semua


def test_a_sum_that_moves_by_more_than_a_quarter_is_found_when_the_post_stayed() -> None:
    instansi = kecil.build()
    run(instansi)
    lalu = HitunganBulan.objects.get()
    from selaras.periode.models import PeriodeUnit
    from selaras.tpp.models import InstrumenPenilaian

    # what October computed becomes September's, one person's with three quarters of it
    InstrumenPenilaian.objects.update(periode=202509)
    PeriodeUnit.objects.update(periode=202509)
    InstrumenPenilaian.objects.filter(pegawai=orang(1)).update(jumlah_nilai=3_000_000)
    InstrumenPenilaian.objects.filter(pegawai=orang(2)).update(jumlah_nilai=3_200_000)
    InstrumenPenilaian.objects.filter(pegawai=orang(3)).update(jumlah_nilai=3_000_000, jabatan_id=0)
    HitunganBulan.objects.filter(pk=lalu.pk).update(periode=202509)
    run(instansi)
    assert found("berubah") == [("Pegawai 1", 1_000_000)]


def test_a_handled_finding_stays_handled_until_its_figure_changes() -> None:
    instansi = kecil.build()
    PenilaianBulanan.objects.filter(pegawai=orang(4)).delete()
    run(instansi)
    TemuanVerifikasi.objects.update(ditangani_pada=kecil.AT, catatan="cuti")
    run(instansi)
    assert TemuanVerifikasi.objects.get(jenis="tanpa_nilai").catatan == "cuti"
    PenilaianBulanan.objects.create(pegawai=orang(4), periode=kecil.PERIODE, predikat="baik")
    run(instansi)
    assert found("tanpa_nilai") == []


def test_a_locked_unit_keeps_its_holds_and_findings() -> None:
    from selaras.periode.models import PeriodeUnit

    instansi = kecil.build()
    owe(1, "tgr", date(2025, 3, 1))
    PenilaianBulanan.objects.filter(pegawai=orang(1)).delete()
    run(instansi)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=kecil.AT)
    KewajibanPegawai.objects.all().delete()
    PenilaianBulanan.objects.create(pegawai=orang(1), periode=kecil.PERIODE, predikat="baik")
    run(instansi)
    assert held() == {("Pegawai 1", "kinerja"), ("Pegawai 1", "tgr")}
    assert [n for n, _ in found("tanpa_nilai")] == ["Pegawai 1"]
