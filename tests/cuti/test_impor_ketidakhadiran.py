"""Approved absences and monthly results from files."""

from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, perubahan, temuan

from selaras.cuti.models import Ketidakhadiran
from selaras.cuti.services import ensure_jenis
from selaras.kinerja.models import PenilaianBulanan

NIP = ["198609262015051001", "199009132025242014"]
JUDUL = ["NIP", "Jenis", "Mulai", "Sampai", "Nomor surat", "Tanggal surat"]


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    ensure_jenis()
    ambil("pegawai", [["NIP", "Nama", "Status"], [NIP[0], "Siti", "PNS"], [NIP[1], "Budi", "PPPK"]])
    return ambil


def test_an_absence_comes_in_with_its_letter_and_last_day_included(isi):
    row = [NIP[0], "Cuti tahunan", "06-10-2025", "10-10-2025", "S-1", "01-10-2025"]
    isi("ketidakhadiran", [JUDUL, row])
    k = Ketidakhadiran.objects.get()
    assert (k.jenis.kode, k.berlaku.lower, k.berlaku.upper) == (
        "CT", date(2025, 10, 6), date(2025, 10, 11)
    )  # fmt: skip
    assert isi("ketidakhadiran", [JUDUL, row]).jumlah["sama"] == 1


def test_a_longer_leave_by_a_new_letter_is_a_change(isi):
    isi("ketidakhadiran", [JUDUL, [NIP[0], "CS", "06-10-2025", None, "S-1", "06-10-2025"]])
    row = [NIP[0], "sakit", "06-10-2025", "08-10-2025", "S-1", "06-10-2025"]
    impor = isi("ketidakhadiran", [JUDUL, row])
    assert perubahan(impor) == {2: {"sampai": ["06-10-2025", "08-10-2025"]}}
    assert Ketidakhadiran.objects.get().berlaku.upper == date(2025, 10, 9)


def test_overlaps_are_refused_naming_the_other_letter_in_data_and_file(isi, periksa):
    isi("ketidakhadiran", [JUDUL, [NIP[0], "CT", "06-10-2025", "10-10-2025", "S-1", "01-10-2025"]])
    impor = periksa(
        "ketidakhadiran",
        [
            JUDUL,
            [NIP[0], "DL", "10-10-2025", "12-10-2025", "S-2", "01-10-2025"],
            [NIP[0], "DL", "13-10-2025", "15-10-2025", "S-3", "01-10-2025"],
            [NIP[0], "CS", "15-10-2025", None, "S-4", "15-10-2025"],
            [NIP[1], "DL", "10-10-2025", "12-10-2025", "S-2", "01-10-2025"],
        ],
    )
    pesan = temuan(impor)
    assert sorted(pesan) == [2, 4]
    assert "cuti tahunan 6-10-2025 s.d. 10-10-2025 (surat S-1)" in pesan[2][0]
    assert "surat S-3" in pesan[4][0]
    assert impor.jumlah["baru"] == 2


def test_two_permits_for_parts_of_one_day_stand_together(isi):
    rows = [[NIP[0], jenis, "06-10-2025", None, "S-1", "06-10-2025"] for jenis in ("IT", "IPC")]
    assert isi("ketidakhadiran", [JUDUL, *rows]).jumlah["baru"] == 2


@pytest.mark.parametrize(
    ("row", "kata"),
    [
        (["198601012015051001", "CT", "06-10-2025", None, "S", "01-10-2025"], "tidak ditemukan"),
        ([NIP[0], "Liburan", "06-10-2025", None, "S", "01-10-2025"], "Pilihan: CT"),
        ([NIP[0], "CT", "06-10-2025", "05-10-2025", "S", "01-10-2025"], "mendahului"),
        ([NIP[0], "CT", "06-10-2025", None, None, "01-10-2025"], "Nomor surat wajib"),
        ([NIP[0], "CT", "6 Okt 25", None, "S", "01-10-2025"], "bukan tanggal"),
    ],
)
def test_an_absence_that_can_not_stand_is_refused(isi, periksa, row, kata):
    assert any(kata in p for p in temuan(periksa("ketidakhadiran", [JUDUL, row]))[2])


def test_results_come_by_predikat_percent_minutes_or_score(isi):
    judul = ["NIP", "Bulan", "Predikat", "Capaian (%)", "Menit disetujui", "Nilai SKP"]
    isi("hasil-kerja", [judul, [NIP[0], "2025-10", "Sangat Baik", "97,5", 6750, "91,25"],
                        [NIP[1], "Oktober 2025", "BP", None, None, None]])  # fmt: skip
    satu, dua = PenilaianBulanan.objects.order_by("pegawai_id")
    assert (satu.predikat, satu.persen_bp, satu.menit, satu.nilai_skp_bp) == (
        "sangat_baik", 9750, 6750, 9125
    )  # fmt: skip
    assert (dua.predikat, dua.persen_bp) == ("butuh_perbaikan", None)
    impor = isi("hasil-kerja", [["NIP", "Bulan", "Predikat"], [NIP[0], "2025-10", "Baik"]])
    assert perubahan(impor) == {2: {"predikat": ["Sangat baik", "Baik"]}}
    satu.refresh_from_db()
    assert (satu.predikat, satu.menit) == ("baik", 6750)


def test_a_result_without_any_figure_is_refused(isi, periksa):
    impor = periksa("hasil-kerja", [["NIP", "Bulan", "Keterangan"], [NIP[0], "2025-10", "x"]])
    assert "Isi predikat" in temuan(impor)[2][0]
