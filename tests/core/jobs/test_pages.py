"""Pages of the jobs: live while it runs, quiet afterwards, open to those concerned."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone
from tests.izin.dunia import Dunia, build

from selaras.core.jobs.models import Pekerjaan

pytestmark = pytest.mark.django_db
Status = Pekerjaan.Status


@pytest.fixture
def dunia() -> Dunia:
    return build()


@pytest.fixture
def sebagai(dunia: Dunia, client: Client) -> Callable[[str], Client]:
    """The browser of somebody of that name."""

    def sign_in(nama: str) -> Client:
        client.force_login(dunia.user[nama])
        return client

    return sign_in


def _running(dunia: Dunia, **fields: Any) -> Pekerjaan:
    values = {
        "jenis": "uji",
        "judul": "Menghitung November 2025",
        "status": Status.BERJALAN,
        "oleh": dunia.user["pengelola_kepegawaian"],
        "mulai_pada": timezone.now() - timezone.timedelta(seconds=60),
        "total": 1285,
        "selesai": 257,
    }
    return Pekerjaan.objects.create(**(values | fields))


def test_a_running_job_shows_its_pace_and_asks_for_itself_again(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    job = _running(dunia, pesan="Dinas Alam")
    page = sebagai("pengelola_kepegawaian").get(job.get_absolute_url()).content.decode()
    assert f'hx-get="/pekerjaan/{job.pk}/kemajuan/"' in page
    assert "257 dari 1.285" in page and "sisa kira-kira 4 menit" in page
    assert "257 per menit" in page and "Dinas Alam" in page
    assert "Batalkan" in page and "Lanjutkan" not in page


def test_an_ended_job_is_quiet_and_lists_what_went_wrong(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    job = _running(
        dunia,
        status=Status.GAGAL,
        pesan="Berkas rusak.",
        nomor_rujukan="AB12CD34",
        galat=[{"butir": "baris 7", "pesan": "NIP 17 angka"}],
        jumlah_galat=1200,
    )
    url = f"/pekerjaan/{job.pk}/kemajuan/"
    part = sebagai("pengelola_kepegawaian").get(url).content.decode()
    assert "hx-get" not in part and "<html" not in part
    assert "1.200 butir bermasalah" in part and "NIP 17 angka" in part and "AB12CD34" in part
    assert "Lanjutkan" in part and "Batalkan" not in part


def test_cancelling_marks_the_running_job(dunia: Dunia, sebagai: Callable[[str], Client]) -> None:
    job = _running(dunia)
    answer = sebagai("pengelola_kepegawaian").post(f"/pekerjaan/{job.pk}/batal/")
    job.refresh_from_db()
    assert (answer.status_code, job.minta_batal) == (302, True)
    assert (
        "Pembatalan diminta"
        in sebagai("pengelola_kepegawaian").get(answer["Location"]).content.decode()
    )


def test_somebody_else_can_neither_see_nor_cancel_it(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    job = _running(dunia)
    other = sebagai("bendahara")
    assert other.get(job.get_absolute_url()).status_code == 404
    assert other.post(f"/pekerjaan/{job.pk}/batal/").status_code == 404
    job.refresh_from_db()
    assert job.minta_batal is False


def test_only_the_person_who_asked_gets_the_file(
    dunia: Dunia, sebagai: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = _running(dunia, status=Status.SELESAI)
    job.hasil_berkas.save("rekap.csv", ContentFile(b"nip,tpp\n"))
    url = f"/pekerjaan/{job.pk}/hasil/"
    answer = sebagai("pengelola_kepegawaian").get(url)
    assert b"".join(answer.streaming_content) == b"nip,tpp\n"
    assert "attachment" in answer["Content-Disposition"]
    assert sebagai("admin_bkpsdm").get(url).status_code == 404


def test_the_list_costs_the_same_whatever_its_length(
    dunia: Dunia, sebagai: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        _running(dunia, judul=f"Pekerjaan {n:02}", status=Status.SELESAI)
    reader = sebagai("admin_bkpsdm")
    with django_assert_max_num_queries(10):
        page = reader.get("/pekerjaan/").content.decode()
    assert page.count("/pekerjaan/") > 25
    with django_assert_max_num_queries(10):
        found = reader.get("/pekerjaan/?q=Pekerjaan+07").content.decode()
    assert "Pekerjaan 07" in found and "Pekerjaan 08" not in found


@override_settings(DEMO=True, HARI_INI_CONTOH=date(2025, 12, 18))
def test_in_the_demo_a_job_ran_on_the_samples_day(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    job = _running(dunia, status=Status.SELESAI, selesai_pada=timezone.now())
    klien = sebagai("pengelola_kepegawaian")
    for alamat in (job.get_absolute_url(), reverse("pekerjaan:daftar")):
        isi = klien.get(alamat).text
        assert "18 Des 2025" in isi or "18 Desember 2025" in isi, alamat
        assert f"{timezone.now().year}" not in isi.partition("<main")[2], alamat
