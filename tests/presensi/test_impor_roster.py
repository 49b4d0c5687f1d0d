"""Import of a roster: good rows are painted, bad cells named by row and column, twice = once."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, temuan

from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, JadwalHari, RancanganRoster, Roster

from . import pemda_kecil as kecil

NIP = ["198609262015051001", "199009132025242014"]
JUDUL = ["NIP", "Bulan", *(str(n) for n in range(1, 32))]


@pytest.fixture
def instansi(db: None) -> Iterator[Instansi]:
    """Two people, a morning and a night shift."""
    pemda = kecil.bangun(2)
    for nip, pegawai in zip(NIP, pemda.pegawai, strict=True):
        Pegawai.objects.filter(pk=pegawai.pk).update(nip=nip)
    for kode, masuk, pulang in (("RS-PAGI", 480, 840), ("RS-MALAM", 1200, 480)):
        j = Jadwal.objects.create(instansi=pemda.instansi, kode=kode, nama=kode, ikut_libur=False)
        JadwalHari.objects.bulk_create(
            JadwalHari(jadwal=j, hari=h, masuk=masuk, pulang=pulang) for h in range(1, 8)
        )
    yield pemda.instansi


@pytest.fixture
def sistem() -> Actor:
    return kecil.ACTOR


def baris(nip: str, bulan: str, **hari: str) -> list[str | None]:
    """A row: t1="RS-PAGI" is the cell of the first."""
    return [nip, bulan, *(hari.get(f"t{n}") for n in range(1, 32))]


def lukisan() -> list[tuple[str, date, str]]:
    return [
        (r.pegawai.nip, r.tanggal, "L" if r.lepas else r.jadwal.kode)
        for r in RancanganRoster.objects.select_related("pegawai", "jadwal").order_by(
            "pegawai__nip", "tanggal"
        )
    ]


def test_a_month_is_painted_and_waits_for_publication(instansi, ambil: Ambil) -> None:
    impor = ambil("roster", [
        JUDUL,
        baris(NIP[0], "12-2025", t1="RS-PAGI", t2="rs-malam", t3="L", t31="lepas"),
        baris(NIP[1], "2025-12", t1="RS-MALAM"),
    ])  # fmt: skip
    assert impor.jumlah["baru"] == 2
    assert lukisan() == [
        (NIP[0], date(2025, 12, 1), "RS-PAGI"),
        (NIP[0], date(2025, 12, 2), "RS-MALAM"),
        (NIP[0], date(2025, 12, 3), "L"),
        (NIP[0], date(2025, 12, 31), "L"),
        (NIP[1], date(2025, 12, 1), "RS-MALAM"),
    ]
    assert not Roster.objects.exists()


def test_the_same_file_twice_changes_nothing(instansi, ambil: Ambil) -> None:
    isi = [JUDUL, baris(NIP[0], "12-2025", t1="RS-PAGI", t2="L")]
    ambil("roster", isi)
    sebelum = set(RancanganRoster.objects.values_list("pk", "diubah_pada"))
    assert ambil("roster", isi).jumlah["sama"] == 1
    assert set(RancanganRoster.objects.values_list("pk", "diubah_pada")) == sebelum


def test_empty_cells_leave_what_stands_and_changed_ones_are_shown(instansi, ambil: Ambil) -> None:
    ambil("roster", [JUDUL, baris(NIP[0], "12-2025", t1="RS-PAGI", t2="L")])
    impor = ambil("roster", [JUDUL, baris(NIP[0], "12-2025", t1="RS-MALAM")])
    assert impor.jumlah["berubah"] == 1
    assert lukisan() == [
        (NIP[0], date(2025, 12, 1), "RS-MALAM"), (NIP[0], date(2025, 12, 2), "L"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("satu", "kolom", "kata"),
    [
        (baris(NIP[0], "12-2025", t4="RS-SUBUH"), "t4", "Sif RS-SUBUH tidak dikenal"),
        (baris(NIP[0], "11-2025", t31="RS-PAGI"), "t31", "hanya 30 hari"),
        (baris(NIP[0], "13-2025", t1="RS-PAGI"), "bulan", "Tulis bulan seperti 12-2025"),
        (baris(NIP[0], "", t1="RS-PAGI"), "bulan", "wajib"),
        (baris("198601012015051001", "12-2025", t1="RS-PAGI"), "nip", "tidak ditemukan"),
    ],
)
def test_a_bad_row_is_named_by_row_and_column_and_harms_no_other(
    instansi, periksa: Ambil, satu, kolom, kata
) -> None:
    impor = periksa("roster", [JUDUL, baris(NIP[1], "12-2025", t1="RS-PAGI"), satu])
    hasil = temuan(impor)
    assert list(hasil) == [3]
    assert any(p.startswith(f"{kolom}: ") and kata in p for p in hasil[3]), hasil
    assert not RancanganRoster.objects.exists()
