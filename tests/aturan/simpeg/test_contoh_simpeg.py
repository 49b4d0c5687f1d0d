"""The worked examples of contoh.yaml: a row each, as published tables and letters give them."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from selaras.aturan.nip import check_nik, check_nip
from selaras.aturan.simpeg.golongan import urutan
from selaras.aturan.simpeg.jabatan import tmt_pensiun, with_jabatan
from selaras.aturan.simpeg.kgb import tabel_gaji, tunda_bulan, with_gaji_pokok, with_kgb
from selaras.aturan.simpeg.pangkat import mkg_sesudah_naik, plafon, with_kp
from selaras.aturan.simpeg.pangkat_pilihan import jalur_pilihan, with_pengabdian
from selaras.aturan.simpeg.pensiun import with_usul_pensiun
from selaras.aturan.simpeg.satyalancana import with_satyalancana
from selaras.hukum import Law
from selaras.hukum.local import NilaiDaerah

CONTOH: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("contoh.yaml").read_text(encoding="utf-8")
)
ATURAN = Law.load().pada(date(2025, 12, 18), None)
ORANG = {
    "pegawai_id": 1, "status": "PNS", "golongan": "III/a", "tmt_golongan": date(2020, 1, 1),
    "tmt_pns": None, "jenis_jabatan": "pelaksana", "jenjang": None, "eselon": "",
    "tmt_jabatan": None, "pendidikan": None, "kedudukan": "Aktif", "ak_e3": None, "ujian_dinas": 0,
    "hukuman_kini": "",
}  # fmt: skip
TANGGAL, ANGKA = {"tmt_golongan", "tmt_pns", "tmt_jabatan"}, {"pendidikan", "ak_e3", "ujian_dinas"}


def examples(jenis: str) -> Any:
    """Each example of a kind, with the line it stands in as its name."""
    return pytest.mark.parametrize("c", CONTOH[jenis], ids=lambda c: str(c.get("nama", c))[:70])


def person(**isi: Any) -> pl.DataFrame:
    """One row with the columns that the rule of promotion reads."""
    tipe = {k: pl.Date if k in TANGGAL else pl.Int64 if k in ANGKA else pl.String for k in ORANG}
    frame = pl.DataFrame([ORANG | isi], schema=tipe | {"pegawai_id": pl.Int64})
    return frame.with_columns(golongan_urut=urutan(pl.col("golongan"), ATURAN))


def grades(predikat: dict[int, str]) -> pl.DataFrame:
    """Yearly predicates of the one person."""
    return pl.DataFrame(
        [(1, tahun, kata) for tahun, kata in predikat.items()],
        schema={"pegawai_id": pl.Int64, "tahun": pl.Int64, "predikat": pl.String}, orient="row",
    )  # fmt: skip


@examples("pensiun")
def test_pension_begins_on_the_first_of_the_month_after_the_age(c: dict[str, Any]) -> None:
    frame = pl.DataFrame({"lahir": [c["lahir"]], "bup": [c["bup"]]})
    assert frame.select(tmt_pensiun(pl.col("lahir"), pl.col("bup"))).item() == c["tmt"]


@examples("bup")
def test_the_post_decides_the_age_of_retirement(c: dict[str, Any]) -> None:
    frame = pl.DataFrame(
        {"jabatan": [c["jabatan"]], "jenis_jabatan": [c["jenis"]], "eselon": [c["eselon"]],
         "lahir": [date(1970, 1, 1)], "bup_rujukan": pl.Series([None], dtype=pl.Int64)}
    )  # fmt: skip
    assert with_jabatan(frame, ATURAN)["bup"].item() == c["bup"]


@examples("kgb")
def test_the_next_increment_is_the_next_step_of_the_table(c: dict[str, Any]) -> None:
    mkg = c["mkg"][0] * 12 + c["mkg"][1]
    frame = pl.DataFrame(
        {"pegawai_id": [1], "golongan": [c["golongan"]], "mkg_dasar": [mkg],
         "mkg_bulan": [mkg + 30],  # an overdue increment leaves what is paid as it was
         "mkg_dasar_tmt": [c["tmt"]], "mkg_sumber": ["kgb"], "predikat_akhir": ["baik"],
         "kgb_tunda_bulan": [0], "akhir_kontrak": pl.Series([c.get("kontrak")], dtype=pl.Date)}
    )  # fmt: skip
    hasil = with_kgb(with_gaji_pokok(frame, ATURAN), ATURAN).row(0, named=True)
    if "kini" in c:
        assert hasil["gaji_pokok"] == c["kini"]
    assert hasil["kgb_berikut"] == c["berikut"]
    assert hasil["kgb_gaji_baru"] == c["gaji"]
    assert hasil["kgb_mkg_baru"] == (None if c["mkg_baru"] is None else c["mkg_baru"] * 12)
    assert hasil["kgb_kurang"] == c.get("kurang", [])


@examples("tunda")
def test_sanctions_and_time_outside_service_postpone(c: dict[str, Any]) -> None:
    orang = pl.DataFrame({"pegawai_id": [1], "mkg_dasar_tmt": [date(2024, 3, 1)]})
    hukuman = pl.DataFrame(
        [(1, *h) for h in c["hukuman"]],
        schema={"pegawai_id": pl.Int64, "jenis": pl.String, "mulai": pl.Date}, orient="row",
    )  # fmt: skip
    luar = pl.DataFrame(
        [(1, *x) for x in c["luar"]],
        schema={"pegawai_id": pl.Int64, "mulai": pl.Date, "bulan": pl.Int64}, orient="row",
    )  # fmt: skip
    assert tunda_bulan(orang, hukuman, luar, ATURAN)["kgb_tunda_bulan"].item() == c["bulan"]


def test_a_government_that_filled_the_table_of_pppk_in_gets_its_amounts() -> None:
    tabel = [{"mulai": 0, "nilai": 3_203_600}, {"mulai": 2, "nilai": 3_304_400}]
    keputusan = NilaiDaerah("simpeg.gaji_pppk.ix", "templat", date(2024, 1, 1), tabel, "uji")
    aturan = Law.load().with_nilai_daerah([keputusan]).pada(date(2025, 12, 18), "templat")
    langkah = tabel_gaji(aturan).filter(pl.col("golongan") == "IX")
    assert langkah["gaji"].to_list() == [3_203_600, 3_304_400]


def test_a_delayed_increment_moves_by_a_year() -> None:
    frame = pl.DataFrame(
        {"pegawai_id": [1], "golongan": ["III/a"], "mkg_dasar": [48], "mkg_sumber": ["kgb"],
         "mkg_dasar_tmt": [date(2024, 3, 1)], "predikat_akhir": ["kurang"], "kgb_tunda_bulan": [12],
         "akhir_kontrak": pl.Series([None], dtype=pl.Date)}
    )  # fmt: skip
    hasil = with_kgb(frame, ATURAN).row(0, named=True)
    assert hasil["kgb_berikut"] == date(2027, 3, 1)
    assert len(hasil["kgb_kurang"]) == 1


@examples("kp")
def test_promotion_says_when_and_what_is_missing(c: dict[str, Any]) -> None:
    hasil = with_kp(person(**c["isi"]), grades(c["predikat"]), ATURAN).row(0, named=True)
    assert (hasil["kp_jenis"], hasil["kp_golongan"]) == (c["jenis"], c["ke"])
    assert hasil["kp_tmt"] == c["tmt"]
    assert hasil["kp_kurang"] == c["kurang"]


@examples("pilihan")
def test_other_ways_to_a_promotion_are_told_apart(c: dict[str, Any]) -> None:
    tambah = {"ijazah": None, "ijazah_tmt": None, "ijazah_diakui": False, "upkp_tmt": None,
              "tb_selesai": None, "prestasi_tmt": None, "penemuan_tmt": None}  # fmt: skip
    isi = tambah | {k: v for k, v in c["isi"].items() if k in tambah}
    orang = person(**{k: v for k, v in c["isi"].items() if k not in tambah}).with_columns(
        pl.lit(v, dtype=pl.Int64 if k == "ijazah" else pl.Boolean if k == "ijazah_diakui"
               else pl.Date).alias(k)
        for k, v in isi.items()
    )  # fmt: skip
    hasil = jalur_pilihan(orang, grades(c["predikat"]), ATURAN)
    assert [list(b[1:]) for b in hasil.rows()] == c["jalur"]


@examples("pengabdian")
def test_long_service_ends_a_rank_higher(c: dict[str, Any]) -> None:
    orang = pl.DataFrame(
        {"pegawai_id": [1], "status": ["PNS"], "golongan_urut": [9], "hukuman_kini": [""],
         "tmt_golongan": [c["pangkat"]], "tmt_cpns": [c["cpns"]], "tmt_pensiun": [c["pensiun"]],
         "cltn_bulan": [c.get("cltn", 0)]}
    )  # fmt: skip
    hasil = with_pengabdian(orang, grades({2025: "baik"}), ATURAN)
    assert [list(b[2:]) for b in hasil.rows()] == c["jalur"]


@examples("usul_pensiun")
def test_a_pension_is_proposed_in_its_time(c: dict[str, Any]) -> None:
    frame = pl.DataFrame({"tmt_pensiun": [c["pensiun"]]})
    hasil = with_usul_pensiun(frame, ATURAN).row(0, named=True)
    assert (hasil["usul_mulai"], hasil["usul_sampai"]) == (c["mulai"], c["sampai"])
    assert hasil["pensiun_kurang"] == c["kurang"]


@examples("mkg_naik")
def test_rising_to_another_golongan_costs_years_of_service(c: dict[str, Any]) -> None:
    assert mkg_sesudah_naik(c["tahun"] * 12, c["dari"], c["ke"], ATURAN) == c["menjadi"] * 12


@examples("plafon")
def test_schooling_sets_the_highest_regular_rank(c: dict[str, Any]) -> None:
    puncak = pl.DataFrame({"pendidikan": [c["pendidikan"]]}).select(plafon(ATURAN)).item()
    assert puncak == ATURAN.tabel("simpeg.urutan_golongan")[c["puncak"]]


@examples("satyalancana")
def test_the_award_for_long_service_is_the_next_not_yet_held(c: dict[str, Any]) -> None:
    orang = pl.DataFrame(
        {"pegawai_id": [1], "status": ["PNS"], "tmt_cpns": [c["cpns"]],
         "hukuman_pernah": [c.get("hukuman", [])], "cltn_bulan": [c.get("cltn", 0)]},
        schema_overrides={"hukuman_pernah": pl.List(pl.String)},
    )  # fmt: skip
    punya = pl.DataFrame(
        [(1, nama) for nama in c["punya"]],
        schema={"pegawai_id": pl.Int64, "nama": pl.String}, orient="row",
    )  # fmt: skip
    hasil = with_satyalancana(orang, punya, ATURAN).row(0, named=True)
    assert (hasil["satya_derajat"], hasil["satya_tmt"]) == (c["derajat"], c["tmt"])
    assert len(hasil["satya_kurang"]) == c["kurang"]


@examples("nip")
def test_a_nip_is_checked_by_its_digits(c: dict[str, Any]) -> None:
    nomor = check_nip(c["nomor"])
    assert nomor.sah is c["sah"]
    if "jenis" in c:
        assert nomor.jenis == c["jenis"]


@examples("nik")
def test_a_nik_is_compared_with_birth_and_sex(c: dict[str, Any]) -> None:
    nomor = check_nik(c["nomor"], tanggal_lahir=c["lahir"], jenis_kelamin=c["jk"])
    assert nomor.sah is c["sah"]
    assert len(nomor.temuan) == c["peringatan"]
