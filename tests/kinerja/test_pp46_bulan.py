"""January 2020 as seed 002 lived it: approved work of a month becomes the value that TPP reads."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.kinerja.aktivitas.services.partisi import ensure_partitions
from selaras.kinerja.models import SKP, AktivitasHarian, KegiatanTugas, PenilaianBulanan
from selaras.kinerja.selectors.pp46_bulan import month_value
from selaras.kinerja.services.penilaian import PenilaianDitolak
from selaras.kinerja.services.pp46_bulan import IsiBulan, finish_month, save_month
from selaras.pegawai.models import RiwayatJabatan

P = 202001
Aktor = Callable[[str], Actor]


@pytest.fixture
def skp(dunia: Dunia) -> SKP:
    """Staf's plan of 2020: 48 letters in twelve months, 2 reports in two."""
    jabatan = dunia.jabatan["staf"]
    skp = SKP.objects.create(
        pegawai=dunia.pegawai["staf"], tahun=2020, generasi="pp46", jabatan=jabatan,
        unit=jabatan.unit, status="disetujui", masa=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )  # fmt: skip
    for n, (kata, banyak, bulan) in enumerate((("Surat", 48, 12), ("Laporan", 2, 2)), 1):
        KegiatanTugas.objects.create(
            skp=skp, urutan=n, uraian=kata, satuan="dokumen", target_kuantitas=banyak,
            target_kualitas=100, target_waktu=bulan,
        )  # fmt: skip
    return skp


def work(skp: SKP, kegiatan: KegiatanTugas, hari: int, volume: int, status: int) -> None:
    """An activity of that day of January linked to the plan's row."""
    AktivitasHarian.objects.create(
        tanggal=date(2020, 1, hari), pegawai=skp.pegawai, mulai=480, selesai=540, volume=volume,
        status=status, uraian="kerja", kegiatan_tugas=kegiatan,
        dibuat_pada=datetime(2020, 1, hari, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture
def kerja(skp: SKP) -> list[KegiatanTugas]:
    """Three letters approved, one more still waiting, no report."""
    ensure_partitions([date(2020, 1, 1)])
    surat, laporan = skp.kegiatan_tugas.order_by("urutan")
    work(skp, surat, 6, 2, AktivitasHarian.Status.DISETUJUI)
    work(skp, surat, 7, 1, AktivitasHarian.Status.DISETUJUI)
    work(skp, surat, 8, 1, AktivitasHarian.Status.USUL)
    return [surat, laporan]


def test_approved_work_of_the_month_is_proposed_against_the_share_of_the_year(
    skp: SKP, kerja: list[KegiatanTugas]
) -> None:
    bulan = month_value(skp, P)
    assert [(b.target, b.realisasi, b.asal_realisasi) for b in bulan.baris] == [
        (Decimal("4"), Decimal(3), "2 aktivitas disetujui"),
        (Decimal("1"), Decimal(0), "belum ada aktivitas disetujui"),
    ]
    assert bulan.sebab == "1 kegiatan belum dinilai mutunya."
    assert kerja


def test_the_finished_month_is_what_the_computation_reads(
    skp: SKP, kerja: list[KegiatanTugas], actor: Aktor
) -> None:
    surat, laporan = kerja
    kepala = actor("kepala")
    # no report was due in January: it does not count
    isi = {
        surat.pk: IsiBulan(Decimal(4), Decimal(3), Decimal(85)),
        laporan.pk: IsiBulan(None, None, None),
    }
    save_month(actor=kepala, skp=skp, periode=P, isi=isi)
    assert not PenilaianBulanan.objects.exists()
    hasil = finish_month(actor=kepala, skp=skp, periode=P)
    assert (hasil.nilai_skp_bp, hasil.sumber) == (8000, "lokal")
    with pytest.raises(PenilaianDitolak, match="sudah dinilai"):
        save_month(actor=kepala, skp=skp, periode=P, isi=isi)


def test_nobody_values_her_own_month_and_no_month_outside_the_plan(skp: SKP, actor: Aktor) -> None:
    with pytest.raises(PermissionDenied):
        save_month(actor=actor("staf"), skp=skp, periode=P, isi={})
    with pytest.raises(PenilaianDitolak, match="di luar masa"):
        save_month(actor=actor("kepala"), skp=skp, periode=202101, isi={})
    with pytest.raises(PenilaianDitolak, match="bertarget"):
        skp.kegiatan_tugas.update(target_kuantitas=None)
        finish_month(actor=actor("kepala"), skp=skp, periode=P)


def test_the_page_values_for_the_superior_and_explains_to_the_person(
    skp: SKP, kerja: list[KegiatanTugas], sebagai: Callable[[str], Client]
) -> None:
    surat, laporan = kerja
    alamat = f"/kinerja/penilaian/pp46/{skp.pk}/bulan/{P}/"
    kepala = sebagai("kepala")
    halaman = kepala.get(alamat).content.decode()
    assert "2 aktivitas disetujui" in halaman
    # the regulation stops at the year: the page says that this formula is nobody's law
    assert "tidak ada dalam peraturan" in halaman and "Belum pasti" in halaman
    assert "PP 46 Tahun 2011 hanya memberi nilai setahun" in halaman
    kirim = {
        f"target-{surat.pk}": "4", f"realisasi-{surat.pk}": "3", f"kualitas-{surat.pk}": "120",
        f"target-{laporan.pk}": "", "tindakan": "selesai",
    }  # fmt: skip
    assert kepala.post(alamat, kirim).status_code == 422
    kirim[f"kualitas-{surat.pk}"] = "85"
    assert kepala.post(alamat, kirim).status_code == 302
    kisah = kepala.get(f"/kinerja/penilaian/pp46/{skp.pk}/").content.decode()
    assert "80%" in kisah
    staf = sebagai("staf")
    isi = staf.get(alamat).content.decode()
    assert "Selesai dinilai: <b>80%</b>" in isi
    assert "tidak ada bulan ini" in isi
    assert staf.post(alamat, kirim).status_code == 404
    assert (
        f"/kinerja/penilaian/pp46/{skp.pk}/bulan/{P}/"
        in staf.get("/kinerja/saya/?tahun=2020").content.decode()
    )
    assert sebagai("tetangga").get(alamat).status_code in {403, 404}


def test_before_posts_are_on_record_the_plan_names_who_values_it(
    dunia: Dunia, skp: SKP, sebagai: Callable[[str], Client]
) -> None:
    RiwayatJabatan.objects.update(berlaku=DateRange(date(2022, 1, 1), None))
    client = sebagai("kepala")
    alamat = f"/kinerja/penilaian/pp46/{skp.pk}/"
    assert client.get(alamat).status_code == 404
    skp.penilai = dunia.pegawai["kepala"]
    skp.save(update_fields=["penilai"])
    assert client.get(alamat).status_code == 200
    assert alamat in client.get("/kinerja/penilaian/tahunan/?tahun=2020").content.decode()
