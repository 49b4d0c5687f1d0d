"""Units, posts, TPP amounts and reference lists from files."""

from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import perubahan, temuan

from selaras.organisasi.models import BesaranTPP, Jabatan, Referensi, UnitKerja

UNIT = [
    ["Kode unit", "Nama unit", "Jenis", "Kode unit induk"],
    ["1.1.1", "Subbag Umum", "seksi", "1.1"],
    ["1.1", "Sekretariat", "bidang", "1"],
    ["1", "Dinas Satu", "skpd", None],
    ["2", "Dinas Dua", "skpd", None],
]
JABATAN = [
    ["Kode unit", "Kode jabatan", "Nama jabatan", "Jenis", "Kelas", "Kode jabatan atasan",
     "Kode unit jabatan atasan"],
    ["1.1", "S1", "Sekretaris", "struktural", 12, "K1", "1"],
    ["1", "K1", "Kepala Dinas", "struktural", 14, None, None],
    ["1.1.1", "P1", "Pengadministrasi", "pelaksana", 5, "S1", "1.1"],
]  # fmt: skip


def test_a_tree_comes_in_whatever_the_order_of_its_rows(ambil):
    assert ambil("unit", UNIT).jumlah["baru"] == 4
    satu = {u.kode: u for u in UnitKerja.objects.select_related("skpd", "induk")}
    assert satu["1.1.1"].induk == satu["1.1"]
    assert satu["1.1.1"].skpd == satu["1"]
    assert satu["1.1.1"].path == f"/{satu['1'].pk}/{satu['1.1'].pk}/{satu['1.1.1'].pk}/"
    assert satu["2"].skpd == satu["2"]


def test_moving_a_unit_moves_everything_below_it(ambil):
    ambil("unit", UNIT)
    impor = ambil("unit", [UNIT[0], ["1.1", "Sekretariat", "bidang", "2"]])
    assert perubahan(impor) == {2: {"kode_induk": ["1", "2"]}}
    bawah = UnitKerja.objects.get(kode="1.1.1")
    assert bawah.skpd.kode == "2"
    assert bawah.path.startswith(f"/{bawah.skpd_id}/")


@pytest.mark.parametrize(
    ("rows", "baris", "kata"),
    [
        ([["a", "A", "bidang", "b"], ["b", "B", "bidang", "a"]], 2, "melingkar: a di bawah b"),
        ([["a", "A", "bidang", "a"]], 2, "melingkar: a di bawah a"),
        ([["a", "A", "bidang", "x"]], 2, "'x' tidak ada"),
        ([["a", "A", "kantor", None]], 2, "Pilihan: skpd"),
        ([["a", "A", None, None]], 2, "Jenis wajib diisi"),
        ([[None, "A", "skpd", None]], 2, "Kode unit wajib diisi"),
    ],
)
def test_a_tree_that_can_not_stand_is_refused_by_row(periksa, rows, baris, kata):
    assert any(kata in pesan for pesan in temuan(periksa("unit", [UNIT[0], *rows]))[baris])


def test_a_ring_through_stored_units_is_refused(ambil, periksa):
    ambil("unit", UNIT)
    impor = periksa("unit", [UNIT[0], ["1", "Dinas Satu", "skpd", "1.1.1"]])
    assert "melingkar" in temuan(impor)[2][0]


def test_children_of_a_bad_row_stay_behind_with_it(ambil):
    rows = [
        UNIT[0],
        ["1", "Dinas Satu", "kantor", None],
        ["1.1", "Sekretariat", "bidang", "1"],
        ["1.1.1", "Subbag", "seksi", "1.1"],
        ["2", "Dinas Dua", "skpd", None],
    ]
    impor = ambil("unit", rows)
    assert sorted(temuan(impor)) == [2, 3, 4]
    assert list(UnitKerja.objects.values_list("kode", flat=True)) == ["2"]


def test_posts_come_in_with_their_superior_whatever_the_order(ambil):
    ambil("unit", UNIT)
    assert ambil("jabatan", JABATAN).jumlah["baru"] == 3
    assert Jabatan.objects.get(kode="P1").atasan.kode == "S1"
    assert Jabatan.objects.get(kode="S1").atasan.kode == "K1"
    assert ambil("jabatan", JABATAN).jumlah["sama"] == 3


@pytest.mark.parametrize(
    ("row", "kata"),
    [
        (["9", "X", "X", "pelaksana", 5, None, None], "Unit '9' tidak ditemukan"),
        (["1", "X", "X", "pelaksana", 18, None, None], "di luar batas 1 sampai 17"),
        (["1", "X", "X", "pelaksana", 5, "Z", None], "'Z' tidak ada di unit 1"),
        (["1", "K1", "Kepala", "struktural", 14, "P1", "1.1.1"], "Atasan melingkar"),
        (["1", "X", "X", "pelaksana", 5, "X", None], "Atasan melingkar"),
    ],
)
def test_a_post_that_can_not_stand_is_refused(ambil, periksa, row, kata):
    ambil("unit", UNIT)
    ambil("jabatan", JABATAN)
    assert any(kata in pesan for pesan in temuan(periksa("jabatan", [JABATAN[0], row]))[2])


def test_a_newer_amount_closes_the_older_and_keeps_what_the_file_is_silent_about(ambil):
    ambil("unit", UNIT)
    ambil("jabatan", JABATAN)
    judul = ["Kode unit", "Kode jabatan", "Beban kerja", "Prestasi kerja", "Mulai berlaku"]
    ambil("besaran-tpp", [judul, ["1", "K1", "6.000.000", 9_500_000, "01-01-2025"]])
    impor = ambil(
        "besaran-tpp",
        [["Kode unit", "Kode jabatan", "Beban kerja", "Mulai berlaku"],
         ["1", "Kepala Dinas", "Rp6.500.000", "01-07-2025"]],
    )  # fmt: skip
    assert perubahan(impor)[2]["bk"] == ["Rp6.000.000", "Rp6.500.000"]
    lama, baru = BesaranTPP.objects.order_by("berlaku")
    assert (lama.berlaku.upper, baru.berlaku.lower) == (date(2025, 7, 1), date(2025, 7, 1))
    assert (baru.beban_kerja, baru.prestasi_kerja) == (6_500_000, 9_500_000)


def test_reference_lists_keep_columns_nobody_declared(ambil):
    rows = [
        ["id", "nama", "usiaBup", "jenjang"],
        ["a1", "Analis Ahli Utama", 65, "UT"],
        ["a2", "Analis Ahli Muda", 58, "MU"],
    ]
    impor = ambil("referensi", rows, nama="siasn_jabatan_fungsional.xlsx")
    assert impor.jumlah["baru"] == 2
    utama = Referensi.objects.get(daftar="jabatan_fungsional", kode="a1")
    assert utama.data == {"usiaBup": "65", "jenjang": "UT"}
    assert ambil("referensi", rows, nama="siasn_jabatan_fungsional.xlsx").jumlah["sama"] == 2
