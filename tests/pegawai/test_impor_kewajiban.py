"""Obligations from a file: due, met, corrected, and what they do to the month's payment."""

from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan

from selaras.pegawai.models import KewajibanPegawai

NIP = "197501012000031002"
JUDUL = ["NIP", "Kewajiban", "Uraian", "Nomor surat", "Nilai", "Jatuh tempo", "Dipenuhi"]
LHKPN = [NIP, "LHKASN", "LHKPN tahun 2024", "700/12", None, "01-04-2025", None]


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    ambil(
        "pegawai",
        [["NIP", "Nama", "Status", "TMT status", "Golongan", "TMT golongan"],
         [NIP, "Kepala", "PNS", "01-03-2001", "IV/b", "01-04-2020"]],
    )  # fmt: skip
    return ambil


def test_a_due_obligation_is_taken_under_the_words_of_the_file(isi: Ambil) -> None:
    isi("kewajiban", [JUDUL, LHKPN])
    baris = KewajibanPegawai.objects.get()
    assert (baris.jenis, baris.uraian, baris.no_surat) == ("lhkpn", "LHKPN tahun 2024", "700/12")
    assert (baris.berlaku.lower, baris.berlaku.upper) == (date(2025, 4, 1), None)


def test_the_same_file_twice_changes_nothing(isi: Ambil) -> None:
    for _ in range(2):
        impor = isi("kewajiban", [JUDUL, LHKPN])
    assert impor.jumlah["sama"] == 1
    assert KewajibanPegawai.objects.count() == 1


def test_the_day_it_was_met_closes_it_and_holds_nothing_from_then_on(isi: Ambil) -> None:
    isi("kewajiban", [JUDUL, LHKPN])
    isi("kewajiban", [JUDUL, [*LHKPN[:-1], "15-06-2025"]])
    baris = KewajibanPegawai.objects.get()
    assert baris.berlaku.upper == date(2025, 6, 15)
    assert not KewajibanPegawai.objects.pada(date(2025, 6, 15)).exists()
    # a file without the column leaves what was met as it is
    isi("kewajiban", [JUDUL[:-1], LHKPN[:-1]])
    baris.refresh_from_db()
    assert baris.berlaku.upper == date(2025, 6, 15)


def test_the_sum_of_a_compensation_claim_is_kept_and_corrected(isi: Ambil) -> None:
    tgr = [NIP, "TGR", "Kerugian daerah", "1", "12.500.000", "01-04-2025", None]
    isi("kewajiban", [JUDUL, tgr])
    tgr[4] = "10.000.000"
    isi("kewajiban", [JUDUL, tgr])
    assert KewajibanPegawai.objects.get().nilai_rp == 10_000_000


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ([NIP, "LHKPN", "A", "", None, "01-04-2025", "01-03-2025"], "mendahului"),
        ([NIP, "pajak bumi", "A", "", None, "01-04-2025", None], ""),
        ([NIP, "LHKPN", "A", "", None, None, None], ""),
        (["198609262015051009", "LHKPN", "A", "", None, "01-04-2025", None], ""),
    ],
)
def test_what_cannot_stand_is_refused_with_its_place(
    isi: Ambil, periksa: Ambil, baris: list[object], kata: str
) -> None:
    impor = periksa("kewajiban", [JUDUL, baris])
    assert impor.jumlah["salah"] == 1
    assert kata in str(temuan(impor))
    assert not KewajibanPegawai.objects.exists()
