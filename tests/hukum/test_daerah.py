"""The figures of each region, as the sources have them."""

from datetime import date

import pytest

from selaras.hukum import Jenjang, Law, NotInForce

BANDS = (Jenjang(1, 50), Jenjang(31, 100), Jenjang(61, 125), Jenjang(91, 150))
PREDIKAT = {
    "sangat_baik": 10000, "baik": 10000, "butuh_perbaikan": 8000, "kurang": 6000,
    "sangat_kurang": 4000, "tidak_ada": 0,
}  # fmt: skip


def test_balangan_2025(law: Law):
    aturan = law.pada(date(2025, 9, 1), "balangan")
    assert aturan.tabel("tpp.bobot") == {"produktivitas": 6000, "disiplin": 4000}
    assert aturan.pilihan("disiplin.basis") == "porsi_disiplin"
    assert aturan.tabel("kinerja.predikat") == PREDIKAT
    assert aturan.tabel("tpp.status") == {"PNS": 10000, "CPNS": 8000, "PPPK": 10000}
    assert aturan.tabel("tpp.pengurang") == {"k100": 0, "k40": 4000, "k20": 2000}
    assert aturan.tabel("tpp.mkd7h_bobot") == {"produktivitas": 4000, "disiplin": 4000}
    assert set(aturan.daftar("tpp.kriteria")) == {"bk", "pk", "kk", "kp"}
    assert (aturan.pilihan("pajak.cara"), aturan.pilihan("pajak.penanggung")) == ("ter", "daerah")
    assert aturan.jenjang("presensi.potongan_tl") == BANDS
    assert aturan.nilai("jkn.batas_upah") * aturan.nilai("jkn.pegawai") == 120_000 * 10_000
    assert not aturan.ada("tpp.uji_coba")


def test_balangan_2020_paid_in_full_from_january_to_march(law: Law):
    trial = law.pada(date(2020, 3, 31), "balangan")
    assert trial.nilai("tpp.uji_coba") == 10000
    assert trial.nilai("tpp.pengali_besaran") == 7700
    assert trial.pilihan("kinerja.cara") == "nilai_skp"
    assert trial.pilihan("pajak.cara") == "pp80"
    assert trial.tabel("pajak.pp80") == {"I": 0, "II": 0, "III": 500, "IV": 1500}
    assert not law.pada(date(2020, 4, 1), "balangan").ada("tpp.uji_coba")


def test_balangan_before_2020_knew_attendance_only(law: Law):
    aturan = law.pada(date(2019, 10, 1), "balangan")
    assert aturan.pilihan("kinerja.cara") == "tanpa"
    assert aturan.tabel("tpp.bobot") == {"produktivitas": 0, "disiplin": 10000}
    assert aturan.jenjang("presensi.potongan_tl") == (Jenjang(1, 200),)
    assert aturan.jenjang("presensi.potongan_psw") == (Jenjang(1, 200),)
    assert aturan.nilai("presensi.alpa_per_hari") == 500


@pytest.mark.parametrize("pada", [date(2021, 1, 1), date(2023, 12, 31), date(2026, 1, 1)])
@pytest.mark.parametrize("key", ["tpp.bobot", "kinerja.cara", "disiplin.basis", "pajak.cara"])
def test_balangan_is_silent_in_the_years_nobody_knows(law: Law, pada: date, key: str):
    with pytest.raises(NotInForce):
        law.segment(key, pada, "balangan")


def test_tulang_bawang_lets_lateness_be_made_up(law: Law):
    aturan = law.pada(date(2025, 9, 1), "tulang_bawang")
    assert aturan.nilai("presensi.kompensasi") == 30
    assert aturan.nilai("presensi.apel_per_kali") == 200
    assert aturan.nilai("presensi.tanpa_catatan_masuk") == 150
    assert aturan.jenjang("presensi.potongan_psw") == BANDS


def test_the_city_changed_its_method_in_2025(law: Law):
    old, new = (law.pada(date(y, 9, 1), "kota_6750") for y in (2024, 2025))
    assert old.nilai("kinerja.menit_target") == new.nilai("kinerja.menit_target") == 6750
    assert old.tabel("tpp.bobot") == {"produktivitas": 6000, "disiplin": 4000}
    assert new.tabel("tpp.bobot") == {"produktivitas": 4000, "disiplin": 4000, "skp": 2000}
    assert old.tabel("tpp.persen_bayar") == {"umum": 8700, "rs": 7000}
    assert new.butir("tpp.persen_bayar", "puskesmas_36_37") == 10000
    assert (old.pilihan("pajak.cara"), new.pilihan("pajak.cara")) == ("pp80", "ter")
    assert not old.ada("kinerja.skp_porsi") and new.butir("kinerja.skp_porsi", "kurang") == 1000


@pytest.mark.parametrize("daerah", ["pematangsiantar", "deli_serdang"])
@pytest.mark.parametrize(
    "key", ["disiplin.basis", "tpp.bobot", "kinerja.predikat", "presensi.izin"]
)
def test_regions_known_by_structure_only_have_no_figures(law: Law, daerah: str, key: str):
    with pytest.raises(NotInForce):
        law.segment(key, date(2025, 9, 1), daerah)
    assert law.region(daerah).jenis == "struktur"


@pytest.mark.parametrize("jalur", [("pematangsiantar", "2020"), ("deli_serdang", "2019")])
def test_their_editions_can_be_named_but_not_computed(law: Law, jalur: tuple[str, str]):
    edisi = law.edisi(*jalur)
    aturan = law.pada(edisi.last_ordinary_month(), edisi.daerah)
    with pytest.raises(NotInForce):
        aturan.pilihan("disiplin.basis")


def test_the_sample_regency_says_everywhere_that_it_is_no_law(law: Law):
    region = law.region("contoh")
    assert region.tanda == "contoh, bukan hukum" and region.zona == "Asia/Makassar"
    leaves = [law.parameter(key, "contoh") for key in law.keys]
    grounds = [s.dasar for leaf in leaves if leaf for s in leaf.segmen]
    assert grounds and all(d.contoh and str(d) == "contoh, bukan hukum" for d in grounds)


def test_the_sample_regency_decides_every_absence(law: Law):
    aturan = law.pada(date(2025, 10, 1), "contoh")
    assert set(aturan.tabel("presensi.izin")) == set(aturan.parameter("presensi.izin").nama)


def _ter(law: Law, kategori: str, bruto: int) -> int:
    steps = law.pada(date(2025, 9, 1)).jenjang(f"pajak.ter_{kategori}")
    return next(step.nilai for step in reversed(steps) if step.mulai <= bruto)


@pytest.mark.parametrize(
    ("kategori", "bruto", "tarif"),
    [
        ("a", 5_400_000, 0), ("a", 5_400_001, 25), ("b", 8_920_500, 100), ("b", 12_378_400, 300),
        ("c", 23_400_000, 900), ("a", 1_400_000_000, 3300), ("a", 1_400_000_001, 3400),
    ],
)  # fmt: skip
def test_ter_by_gross_income(law: Law, kategori: str, bruto: int, tarif: int):
    assert _ter(law, kategori, bruto) == tarif


@pytest.mark.parametrize(
    ("key", "jenis", "daerah"),
    [
        ("presensi.jam_kerja_5hari", "biasa", None),
        ("presensi.jam_kerja_5hari_ramadan", "ramadan", None),
        ("presensi.jam_kerja_6hari", "biasa", "contoh"),
        ("presensi.jam_kerja_6hari_ramadan", "ramadan", "contoh"),
    ],
)
def test_a_working_week_adds_up_to_the_hours_of_the_law(law: Law, key, jenis, daerah):
    aturan = law.pada(date(2025, 9, 1), daerah)
    week = aturan.tabel(key)
    days = {name.removesuffix("_masuk") for name in week if name.endswith("_masuk")}
    total = sum(week[f"{d}_pulang"] - week[f"{d}_masuk"] - week[f"{d}_jeda"] for d in days)
    assert total == aturan.butir("presensi.menit_per_minggu", jenis)
