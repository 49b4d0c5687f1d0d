"""Realisation of a plan under PP 46/2011."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from psycopg.types.range import DateRange
from tests.core.files.conftest import get, pdf
from tests.izin.dunia import Dunia
from tests.kinerja.realisasi.laporan import TAUTAN, client_of

from selaras.core.files.models import Berkas
from selaras.kinerja.models import (
    SKP,
    KegiatanTugas,
)


@pytest.fixture
def pp46(dunia: Dunia) -> SKP:
    skp = SKP.objects.create(
        pegawai=dunia.pegawai["staf"], tahun=2020,
        masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)), generasi="pp46",
        jabatan=dunia.jabatan["staf"], unit=dunia.jabatan["staf"].unit, status="disetujui",
    )  # fmt: skip
    KegiatanTugas.objects.create(
        skp=skp, uraian="Melayani surat", target_kuantitas=12, satuan="bulan", target_kualitas=100,
        target_waktu=12, target_biaya=1_000_000,
    )  # fmt: skip
    return skp


def test_realisation_of_an_old_plan_is_kept_with_its_evidence(dunia: Dunia, pp46: SKP) -> None:
    k = pp46.kegiatan_tugas.get()
    isi = {f"k{k.pk}-kuantitas": "11", f"k{k.pk}-kualitas": "88,5", f"k{k.pk}-waktu": "12",
           f"k{k.pk}-biaya": "950000", f"k{k.pk}-tautan": TAUTAN,
           f"berkas{k.pk}": SimpleUploadedFile("bukti.pdf", pdf())}  # fmt: skip
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/skp/{pp46.pk}/", isi)
    assert jawab.status_code == 302
    k.refresh_from_db()
    assert (k.realisasi_kuantitas, k.realisasi_kualitas, k.realisasi_biaya) == (
        11,
        Decimal("88.5"),
        950000,
    )
    assert k.eviden.count() == 2
    berkas = Berkas.objects.get()
    for nama, kode in (("kepala", 200), ("auditor", 200), ("tetangga", 404)):
        assert get(client_of(dunia, nama), berkas.get_absolute_url()).status_code == kode


def test_rupiah_are_read_as_the_page_writes_them(dunia: Dunia, pp46: SKP) -> None:
    """The target stands there as Rp1.000.000, so people type 950.000."""
    k = pp46.kegiatan_tugas.get()
    isi = {f"k{k.pk}-kuantitas": "1.250,5", f"k{k.pk}-biaya": "950.000"}
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/skp/{pp46.pk}/", isi)
    assert jawab.status_code == 302
    k.refresh_from_db()
    assert (k.realisasi_kuantitas, k.realisasi_biaya) == (Decimal("1250.5"), 950_000)


def test_quality_is_at_most_a_hundred(dunia: Dunia, pp46: SKP) -> None:
    k = pp46.kegiatan_tugas.get()
    jawab = client_of(dunia, "staf").post(
        f"/kinerja/realisasi/skp/{pp46.pk}/", {f"k{k.pk}-kualitas": "101"}
    )
    assert jawab.status_code == 422
    assert "paling tinggi 100" in jawab.content.decode()


def test_the_superior_reads_an_old_plans_realisation_and_changes_nothing(
    dunia: Dunia, pp46: SKP
) -> None:
    k = pp46.kegiatan_tugas.get()
    klien = client_of(dunia, "kepala")
    jawab = klien.post(f"/kinerja/realisasi/skp/{pp46.pk}/", {f"k{k.pk}-kuantitas": "1"})
    assert jawab.status_code == 200
    k.refresh_from_db()
    assert k.realisasi_kuantitas is None
    assert client_of(dunia, "tetangga").get(f"/kinerja/realisasi/skp/{pp46.pk}/").status_code == 404
