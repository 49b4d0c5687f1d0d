"""The year's budget from a file: taken once, corrected later, refused for a unit below an SKPD."""

from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan

from selaras.tpp.models import AnggaranTPP

UNIT = [
    ["Kode unit", "Nama unit", "Jenis", "Kode induk"],
    ["1", "Dinas Satu", "skpd", ""],
    ["1.1", "Bidang Satu", "bidang", "1"],
]
JUDUL = ["Kode SKPD", "Tahun anggaran", "Pagu setahun", "Dasar"]


def test_a_budget_is_taken_once_and_corrected_later(ambil: Ambil) -> None:
    ambil("unit", UNIT)
    impor = ambil("anggaran-tpp", [JUDUL, ["1", 2025, "4.500.000.000", "DPA 2025"]])
    assert not temuan(impor)
    ambil("anggaran-tpp", [JUDUL, ["1", 2025, "4.700.000.000", "DPPA 2025"]])
    anggaran = AnggaranTPP.objects.get()
    assert (anggaran.pagu, anggaran.dasar) == (4_700_000_000, "DPPA 2025")


def test_a_unit_below_an_skpd_and_an_unknown_code_have_no_budget(ambil: Ambil) -> None:
    ambil("unit", UNIT)
    ambil("anggaran-tpp", [JUDUL, ["1.1", 2025, "1", ""], ["9", 2025, "1", ""]])
    assert not AnggaranTPP.objects.exists()
