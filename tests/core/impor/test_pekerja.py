"""A long import as a background job: same result, and a stopped job leaves the way open."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from tests.core.impor.berkas_uji import xlsx
from tests.core.impor.test_alur import NIP, PEGAWAI
from tests.core.impor.test_halaman import unggah
from tests.izin.dunia import build

from selaras.core.impor.models import Impor
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.services import perform
from selaras.pegawai.models import Pegawai


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_checked_and_taken_by_a_worker(client: Client, monkeypatch) -> None:
    monkeypatch.setattr("selaras.core.impor.views.LANGSUNG_BITA", 10)
    client.force_login(build().user["admin_bkpsdm"])
    unggah(client, xlsx(PEGAWAI))
    impor = Impor.objects.latest("id")
    data = {f"k{p['indeks']}": p["kolom"] for p in impor.padanan}
    client.post(reverse("impor:kolom", args=[impor.pk]), data)
    client.post(reverse("impor:kolom", args=[impor.pk]), data)  # a second press shares the job
    impor.refresh_from_db()
    assert impor.status == Impor.Status.MEMERIKSA
    halaman = client.get(reverse("impor:rinci", args=[impor.pk])).content.decode()
    assert "Sedang diperiksa" in halaman
    perform(Pekerjaan.objects.latest("id").pk)
    impor.refresh_from_db()
    assert impor.status == Impor.Status.DIPERIKSA
    assert impor.jumlah["baru"] == 2
    client.post(reverse("impor:ambil", args=[impor.pk]))
    kerja = Pekerjaan.objects.latest("id")
    perform(kerja.pk)
    kerja.refresh_from_db()
    assert (kerja.status, kerja.hasil["baru"]) == (Pekerjaan.Status.SELESAI, 2)
    assert Pegawai.objects.filter(nip__in=NIP).count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_refused_tells_why_on_the_import(client: Client, monkeypatch) -> None:
    monkeypatch.setattr("selaras.core.impor.views.LANGSUNG_BITA", 10)
    client.force_login(build().user["admin_bkpsdm"])
    unggah(client, xlsx(PEGAWAI))
    impor = Impor.objects.latest("id")
    data = {f"k{p['indeks']}": p["kolom"] for p in impor.padanan}
    client.post(reverse("impor:kolom", args=[impor.pk]), data)
    default_storage.delete(impor.jalur)
    kerja = Pekerjaan.objects.latest("id")
    perform(kerja.pk)
    impor.refresh_from_db()
    kerja.refresh_from_db()
    assert impor.status == Impor.Status.DIUNGGAH
    assert "tidak ada di penyimpanan" in impor.pesan
    assert (kerja.status, kerja.pesan) == (Pekerjaan.Status.GAGAL, impor.pesan)
