"""Opening tax balances from a file: new, the same again, changed, and what can't be."""

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil

from selaras.tpp.models import SaldoPajak

NIP = "197501012000031002"
JUDUL = ["NIP", "Tahun pajak", "Sampai bulan", "Jumlah bulan bekerja", "Bruto gaji dan TPP",
         "Iuran pensiun", "PPh 21 dipotong"]  # fmt: skip


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    ambil(
        "pegawai",
        [["NIP", "Nama", "Status", "TMT status", "Golongan", "TMT golongan"],
         [NIP, "Kepala", "PNS", "01-03-2001", "IV/b", "01-04-2020"]],
    )  # fmt: skip
    return ambil


def test_a_balance_is_taken_once_and_corrected_later(isi: Ambil) -> None:
    baris = [NIP, 2025, 9, 9, "110.000.000", "1.900.000", "3.300.000"]
    isi("saldo-pajak", [JUDUL, baris])
    saldo = SaldoPajak.objects.get()
    assert (saldo.sampai_bulan, saldo.bruto, saldo.pph21) == (9, 110_000_000, 3_300_000)
    isi("saldo-pajak", [JUDUL, [*baris[:-1], "3.400.000"]])
    assert SaldoPajak.objects.get().pph21 == 3_400_000


def test_more_months_worked_than_have_passed_are_refused(isi: Ambil) -> None:
    isi("saldo-pajak", [JUDUL, [NIP, 2025, 3, 9, "1", "0", "0"]])
    assert not SaldoPajak.objects.exists()
