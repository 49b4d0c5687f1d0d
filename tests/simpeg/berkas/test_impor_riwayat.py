"""Rows of many files from one sheet: a natural key finds a row again, contradictions are said."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import SEJAK, Ambil, temuan

from selaras.core.audit.models import Jejak
from selaras.core.impor.spec import all_specs
from selaras.core.permissions import Actor
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatGolongan, RiwayatStatus
from selaras.simpeg.bezetting.services import Beban, save_workloads
from selaras.simpeg.impor.riwayat import imports, natural_key
from selaras.simpeg.jenis import MENURUT_KODE
from selaras.simpeg.models import (
    AnggotaKeluarga,
    BebanKerja,
    KebutuhanJabatan,
    RiwayatPendidikan,
)
from selaras.simpeg.selectors.keadaan import law_of

NIP = "197501012000031002"


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    ambil("pegawai", [["NIP", "Nama", "Status", "TMT status"],
                      [NIP, "Kepala", "PNS", "01-03-2001"]])  # fmt: skip
    return ambil


def test_every_kind_with_a_natural_key_can_be_imported() -> None:
    kode = {s.kode for s in all_specs()}
    assert {"berkas-pendidikan", "berkas-pelatihan", "berkas-penghargaan"} <= kode
    assert natural_key(MENURUT_KODE["pendidikan"]) == ("tingkat", "sekolah", "tahun_lulus")
    assert {"berkas-keluarga", "berkas-kgb"} <= kode
    assert "berkas-kesehatan" not in kode


def test_every_column_says_how_it_is_read_and_key_columns_are_needed() -> None:
    for spec in imports():
        nama = [k.nama for k in spec.kolom]
        assert len(nama) == len(set(nama))
        for kunci in spec.kunci:
            kolom = spec.column(kunci)
            assert kolom is not None and kolom.wajib


def test_a_sheet_adds_changes_and_refuses_rows(isi: Ambil) -> None:
    judul = ["NIP", "Tingkat", "Jurusan/program studi", "Sekolah/perguruan tinggi", "Tahun lulus"]
    satu = [NIP, "S-1/Sarjana", "Akuntansi", "Universitas Uji", "1999"]
    isi("berkas-pendidikan", [judul, satu])
    impor = isi("berkas-pendidikan", [judul, [*satu[:2], "Manajemen", *satu[3:]]])
    assert impor.jumlah["berubah"] == 1
    baris = RiwayatPendidikan.objects.get()
    assert (baris.tingkat, baris.jurusan, baris.tahun_lulus) == ("40", "Manajemen", 1999)


def test_merged_cells_and_hidden_columns_are_said_before_anything_is_taken(
    isi: Ambil, periksa: Ambil
) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as buku:
        lembar = buku.add_worksheet("Data")
        lembar.write_row(0, 0, ["NIP", "Tingkat", "Sekolah/perguruan tinggi", "Tahun lulus"])
        lembar.merge_range(1, 0, 2, 0, NIP)
        lembar.write_row(1, 1, ["S-1/Sarjana", "Universitas Uji", "1999"])
        lembar.write_row(2, 1, ["S-2", "Universitas Uji", "2004"])
        lembar.set_column(3, 3, None, None, {"hidden": True})
    impor = periksa("berkas-pendidikan", [], isi=target.getvalue())
    catatan = " ".join(impor.catatan)
    assert "Ada 1 sel gabungan (A2:A3); isinya hanya terbaca di sel pertamanya." in catatan
    assert "Kolom tersembunyi ikut dibaca: D." in catatan
    assert (impor.jumlah["baru"], impor.jumlah["salah"]) == (1, 1)
    assert not RiwayatPendidikan.objects.exists()


def test_relatives_are_found_again_by_relation_and_name(isi: Ambil) -> None:
    judul = ["NIP", "Hubungan", "Nama", "Tanggal lahir", "Masuk tunjangan keluarga"]
    isi("berkas-keluarga", [judul, [NIP, "Anak", "Sari", "05-04-2010", "ya"]])
    impor = isi("berkas-keluarga", [judul, [NIP, "Anak", "Sari", "06-04-2010", "ya"],
                                    [NIP, "Anak", "Budi", "01-02-2013", "tidak"]])  # fmt: skip
    assert (impor.jumlah["berubah"], impor.jumlah["baru"]) == (1, 1)
    anak = AnggotaKeluarga.objects.order_by("tanggal_lahir")
    assert [(a.nama, a.ditanggung) for a in anak] == [("Sari", True), ("Budi", False)]


def test_a_history_of_ranks_comes_at_once_in_any_order(isi: Ambil) -> None:
    judul = ["NIP", "Golongan", "TMT golongan", "Jenis kenaikan pangkat", "Nomor SK"]
    isi("riwayat-golongan", [judul, [NIP, "III/c", "01-04-2012", "101", "823/3"],
                             [NIP, "III/a", "01-03-2001", "211", "823/1"],
                             [NIP, "III/b", "01-04-2007", "Reguler", "823/2"]])  # fmt: skip
    semua = RiwayatGolongan.objects.order_by("berlaku")
    assert [(r.golongan, r.berlaku.lower.year, r.berlaku.upper and r.berlaku.upper.year)
            for r in semua] == [("III/a", 2001, 2007), ("III/b", 2007, 2012),
                                ("III/c", 2012, None)]  # fmt: skip
    impor = isi("riwayat-golongan", [judul, [NIP, "III/c", "01-04-2012", "101", "823/3/2012"]])
    assert impor.jumlah["berubah"] == 1
    assert RiwayatGolongan.objects.count() == 3


def test_a_rank_before_birth_is_refused_at_its_cell(isi: Ambil, periksa: Ambil) -> None:
    Pegawai.objects.filter(nip=NIP).update(tanggal_lahir=date(1975, 1, 1))
    impor = periksa("riwayat-golongan", [["NIP", "Golongan", "TMT golongan"],
                                         [NIP, "III/a", "01-03-1971"]])  # fmt: skip
    assert impor.jumlah["salah"] == 1


LAIN = "198601012010011001"
GOLONGAN = ["NIP", "Golongan", "TMT golongan", "Nomor SK", "Tanggal SK"]


def test_a_letter_number_of_two_rows_is_refused_at_its_cell(isi: Ambil, periksa: Ambil) -> None:
    isi("pegawai", [["NIP", "Nama", "Status", "TMT status"],
                    [LAIN, "Staf", "PNS", "01-03-2011"]])  # fmt: skip
    isi("riwayat-golongan", [GOLONGAN, [NIP, "III/a", "01-03-2001", "823/1", "20-02-2001"]])
    impor = periksa("riwayat-golongan", [
        GOLONGAN,
        [NIP, "III/b", "01-04-2007", "823/1", "20-02-2001"],  # a stored row has it
        [LAIN, "III/a", "01-03-2011", "823/1", "21-02-2001"],  # on another date
        [LAIN, "III/b", "01-04-2015", "823/7", "20-03-2015"],  # twice in the sheet
        [LAIN, "III/c", "01-04-2019", "823/7", "20-03-2015"],
        [NIP, "III/c", "01-04-2011", "823/8", "20-03-2011"],  # one letter for two people
        [LAIN, "III/d", "01-04-2023", "823/8", "20-03-2011"],
        [NIP, "III/d", "01-04-2015", "-", ""], [NIP, "IV/a", "01-04-2019", "-", ""],
    ])  # fmt: skip
    dua = ["no_sk: Nomor SK ini sudah dipakai baris lain di berkas ini."]
    assert temuan(impor) == {
        2: dua,
        3: ["no_sk: Nomor SK ini tercatat bertanggal 20-02-2001 pada berkas lain; periksa nomor "
            "atau tanggalnya."],
        4: dua, 5: dua,
    }  # fmt: skip
    assert (impor.jumlah["salah"], impor.jumlah["baru"] + impor.jumlah["berubah"]) == (4, 4)


def test_a_sheet_that_mends_two_numbers_at_once_is_taken(isi: Ambil) -> None:
    isi("riwayat-golongan", [GOLONGAN, [NIP, "III/a", "01-03-2001", "823/1", ""],
                             [NIP, "III/b", "01-04-2007", "823/2", ""]])  # fmt: skip
    impor = isi("riwayat-golongan", [GOLONGAN, [NIP, "III/a", "01-03-2001", "823/2", ""],
                                     [NIP, "III/b", "01-04-2007", "823/1", ""]])  # fmt: skip
    assert impor.jumlah["berubah"] == 2
    nomor = RiwayatGolongan.objects.order_by("berlaku").values_list("no_sk", flat=True)
    assert list(nomor) == ["823/2", "823/1"]


def test_letters_of_increments_are_looked_at_in_the_sheet_too(isi: Ambil, periksa: Ambil) -> None:
    judul = ["NIP", "TMT", "Golongan", "Masa kerja golongan (tahun)",
             "Masa kerja golongan (bulan)", "Gaji pokok baru", "Nomor SK"]  # fmt: skip
    satu = [NIP, "01-03-2024", "III/c", "22", "12", "4100000", "1"]
    impor = periksa("berkas-kgb", [judul, [NIP, "01-03-2022", *satu[2:4], "0", *satu[5:]], satu])
    dua = "no_sk: Nomor SK ini sudah dipakai baris lain di berkas ini."
    bulan = "masa_kerja_bulan: Bulan 0 sampai 11; selebihnya dihitung sebagai tahun."
    assert temuan(impor) == {2: [dua], 3: [dua, bulan]}


def test_what_is_once_in_a_life_is_refused_before_the_database_does(
    isi: Ambil, periksa: Ambil
) -> None:
    judul = ["NIP", "Jenis", "TMT", "Golongan"]
    isi("berkas-pengangkatan", [judul, [NIP, "CPNS", "01-03-2000", "III/a"]])
    impor = periksa("berkas-pengangkatan", [judul, [NIP, "CPNS", "01-04-2000", "III/a"],
                                            [NIP, "PNS", "01-03-2001", "III/a"],
                                            [NIP, "PNS", "01-04-2001", "III/a"]])  # fmt: skip
    sudah = ["jenis: Pengangkatan ini sudah tercatat; ubah baris yang ada."]
    assert temuan(impor) == {2: sudah, 4: sudah}
    ijazah = ["NIP", "Tingkat", "Sekolah/perguruan tinggi", "Tahun lulus",
              "Pendidikan saat diangkat"]  # fmt: skip
    impor = periksa("berkas-pendidikan", [ijazah, [NIP, "SMA", "SMAN 1", "1993", "ya"],
                                          [NIP, "S1", "Unlam", "1998", "ya"]])  # fmt: skip
    assert temuan(impor) == {
        3: ["pertama: Pendidikan saat diangkat sudah ditandai pada ijazah lain."]
    }


@pytest.mark.parametrize(
    ("jenis", "rows", "kata"),
    [
        ("berkas-pelatihan", [["NIP", "Jenis", "Nama", "Mulai", "Selesai"],
                              [NIP, "Kursus", "Arsip", "05-05-2020", "01-05-2020"]],
         "selesai: Selesai mendahului mulai."),
        ("berkas-keluarga", [["NIP", "Hubungan", "Nama", "Tanggal nikah", "Tanggal cerai"],
                             [NIP, "Suami/istri", "Sari", "05-05-2020", "01-05-2019"]],
         "tanggal_cerai: Tanggal cerai mendahului tanggal nikah."),
        ("berkas-keluarga", [["NIP", "Hubungan", "Nama", "Tanggal lahir"],
                             [NIP, "Anak", "Sari", "05-05-1974"]],
         "tanggal_lahir: Anak ini lebih tua daripada pegawai; periksa tanggal lahirnya."),
        ("berkas-lhkpn", [["NIP", "Jenis", "Tahun pelaporan", "Tanggal lapor"],
                          [NIP, "LHKPN", "1970", "05-05-1970"]],
         "tanggal_lapor: Tanggal ini mendahului tanggal lahir pegawai."),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_or_the_birth_date_is_named(
    isi: Ambil, periksa: Ambil, jenis: str, rows: list[list[str]], kata: str
) -> None:
    assert temuan(periksa(jenis, rows)) == {2: [kata]}


def test_a_status_that_ended_comes_with_the_one_after_it(isi: Ambil) -> None:
    judul = ["NIP", "Status pegawai", "TMT status", "Status sampai"]
    isi("riwayat-status", [judul, [NIP, "CPNS", "01-03-2000", "28-02-2001"]])
    assert list(RiwayatStatus.objects.order_by("berlaku").values_list("status", flat=True)) == [
        "CPNS", "PNS",
    ]  # fmt: skip


def test_workload_and_granted_posts_come_from_a_sheet(isi: Ambil) -> None:
    isi("unit", [["Kode", "Nama", "Jenis"], ["1", "Dinas", "SKPD"]])
    isi("jabatan", [["Kode unit", "Kode jabatan", "Nama jabatan", "Jenis jabatan", "Kebutuhan"],
                    ["1", "J1", "Penelaah", "pelaksana", "1"]])  # fmt: skip
    judul = ["Kode unit", "Kode jabatan", "Tahun", "Uraian tugas", "Volume setahun",
             "Menit per hasil", "Formasi ditetapkan"]  # fmt: skip
    isi("abk", [judul, ["1", "J1", "2026", "Menyusun naskah", "1200", "30", ""],
                ["1", "J1", "2026", "Memeriksa berkas", "600", "45", ""],
                ["1", "J1", "2026", "Melayani data", "2400", "20", ""]])  # fmt: skip
    butuh = KebutuhanJabatan.objects.get()
    assert (butuh.abk, butuh.formasi) == (1, None)
    impor = isi("abk", [judul, ["1", "J1", "2026", "Memeriksa berkas", "1000", "45", "2"]])
    assert impor.jumlah["berubah"] == 1
    butuh.refresh_from_db()
    assert (butuh.abk, butuh.formasi) == (2, 2)
    assert BebanKerja.objects.count() == 3


def test_the_year_of_many_posts_is_written_in_as_many_statements_as_that_of_one(
    isi: Ambil, sistem: Actor, django_assert_max_num_queries: Any
) -> None:
    isi("unit", [["Kode", "Nama", "Jenis"], ["1", "Dinas", "SKPD"]])
    judul = ["Kode unit", "Kode jabatan", "Nama jabatan", "Jenis jabatan", "Kebutuhan"]
    isi("jabatan", [judul, *(["1", f"J{n}", f"Penelaah {n}", "pelaksana", "1"] for n in range(40))])
    jabatan = Jabatan.objects.select_related("unit").all()
    aturan = law_of(jabatan[0].unit.instansi_id, SEJAK)
    baris = [{"uraian": "Menyusun naskah", "hasil": "naskah", "volume": 2400, "menit": 30}]
    for _ in range(2):  # written, then written again over it
        with django_assert_max_num_queries(10):
            save_workloads(actor=sistem, aturan=aturan,
                           beban=[Beban(j, 2026, baris, formasi=2) for j in jabatan])  # fmt: skip
    assert set(KebutuhanJabatan.objects.values_list("abk", "formasi")) == {(1, 2)}
    assert BebanKerja.objects.count() == KebutuhanJabatan.objects.count() == 40
    assert Jejak.objects.filter(jenis="simpeg.kebutuhanjabatan").count() == 40


def test_a_line_of_workload_needs_volume_and_minutes(isi: Ambil, periksa: Ambil) -> None:
    isi("unit", [["Kode", "Nama", "Jenis"], ["1", "Dinas", "SKPD"]])
    isi("jabatan", [["Kode unit", "Kode jabatan", "Nama jabatan", "Jenis jabatan"],
                    ["1", "J1", "Penelaah", "pelaksana"]])  # fmt: skip
    impor = periksa("abk", [["Kode unit", "Kode jabatan", "Tahun", "Uraian tugas"],
                            ["1", "J1", "2026", "Menyusun naskah"],
                            ["1", "J1", "2026", ""]])  # fmt: skip
    assert impor.jumlah["salah"] == 2
