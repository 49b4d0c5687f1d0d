"""The instrument on paper says what the screen says."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.halaman.format import rupiah
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.core.permissions import system_actor
from selaras.organisasi.models import Instansi
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.services import compute_month

KINI = datetime(2025, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
PERIODE = 202510


@pytest.fixture
def hitungan(regensi_kecil: Dunia) -> HitunganBulan:
    """October of the small regency, computed."""
    PeriodeUnit.objects.all().delete()
    return compute_month(
        instansi=Instansi.objects.get(),
        periode=PERIODE,
        actor=system_actor("Uji", at=KINI),
        at=KINI,
    )


def _as(nama: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=nama))
    return client


def _text(isi: bytes) -> list[str]:
    return [halaman.extract_text() for halaman in PdfReader(BytesIO(isi)).pages]


@override_settings(DEMO=True)
def test_a_person_prints_the_own_instrument_and_nobody_elses(hitungan: HitunganBulan) -> None:
    user = User.objects.get(username="pegawai")
    satu = InstrumenPenilaian.objects.get(hitungan=hitungan, pegawai=user.pegawai)
    client = _as("pegawai")
    berkas = client.get(reverse("laporan:instrumen", args=[PERIODE, satu.pegawai_id]))
    assert berkas["Content-Type"] == "application/pdf"
    (halaman,) = _text(berkas.content)
    assert user.pegawai.nama_lengkap in halaman
    assert rupiah(satu.netto) in halaman
    assert "contoh, bukan hukum" in halaman

    lain = InstrumenPenilaian.objects.filter(hitungan=hitungan).exclude(pk=satu.pk)[0]
    assert (
        client.get(reverse("laporan:instrumen", args=[PERIODE, lain.pegawai_id])).status_code == 404
    )


@override_settings(DEMO=True)
def test_a_superior_may_not_print_a_subordinates_pay(hitungan: HitunganBulan) -> None:
    bawahan = User.objects.get(username="pegawai").pegawai
    url = reverse("laporan:instrumen", args=[PERIODE, bawahan.pk])
    assert _as("atasan").get(url).status_code == 404


@override_settings(DEMO=True)
def test_a_unit_is_printed_one_page_a_person_in_the_background(hitungan: HitunganBulan) -> None:
    skpd_id = hitungan.unit.all()[0].skpd_id
    client = _as("verifikator")
    client.post(reverse("laporan:instrumen_unit", args=[PERIODE, skpd_id]))
    pekerjaan = Pekerjaan.objects.get(jenis="laporan.cetak_unit")
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai", pekerjaan.pesan
    unduh = client.get(reverse("pekerjaan:hasil", args=[pekerjaan.pk]))
    halaman = _text(b"".join(unduh.streaming_content))  # type: ignore[attr-defined]
    rows = InstrumenPenilaian.objects.filter(hitungan=hitungan, skpd_id=skpd_id)
    assert len(halaman) == len(rows)
    semua = "\n".join(halaman)
    for satu in rows:
        assert rupiah(satu.netto) in semua
