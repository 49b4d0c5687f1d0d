"""The month's run as a job: its page leads to the result, a refusal tells what is missing."""

import pytest
from tests.tpp import bulan_kecil as kecil

from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform, start
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import HariLibur
from selaras.tpp.models import HitunganBulan
from selaras.tpp.tasks import HITUNG_BULAN, job_key

pytestmark = pytest.mark.django_db(transaction=True)


def _run(instansi: Instansi) -> Pekerjaan:
    pekerjaan = start(
        HITUNG_BULAN, judul="Menghitung TPP", actor=kecil.ACTOR,
        masukan={"instansi_id": instansi.pk, "periode": kecil.PERIODE},
        kunci=job_key(instansi.pk, kecil.PERIODE),
    )  # fmt: skip
    perform(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    return pekerjaan


def test_a_finished_run_leads_to_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    instansi = kecil.build()
    law = kecil.law()
    monkeypatch.setattr(Law, "load", classmethod(lambda cls, **_: law))
    pekerjaan = _run(instansi)
    hitungan = HitunganBulan.objects.get()
    assert pekerjaan.status == Pekerjaan.Status.SELESAI
    assert pekerjaan.hasil_url == f"/tpp/hitungan/{hitungan.pk}/"
    assert (pekerjaan.selesai, pekerjaan.total) == (6, 6)


def test_a_run_without_a_calendar_says_which_year_is_empty() -> None:
    instansi = kecil.build()
    HariLibur.objects.all().delete()
    pekerjaan = _run(instansi)
    assert pekerjaan.status == Pekerjaan.Status.GAGAL
    assert "tahun 2025 masih kosong" in pekerjaan.pesan
