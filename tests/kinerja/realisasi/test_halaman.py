"""The report's page: files, links, gaps beside their rows, a second press, an older screen."""

import re
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.core.files.conftest import gambar, pdf
from tests.izin.dunia import Dunia
from tests.kinerja.realisasi.laporan import (
    OKTOBER,
    SEPTEMBER,
    TAUTAN,
    client_of,
    filled,
    handed_in,
    keys,
    sent,
)

from selaras.core.drafts.models import Draf
from selaras.core.files.models import Berkas
from selaras.core.files.services import is_attached
from selaras.kinerja.models import (
    Eviden,
    Realisasi,
    RealisasiBaris,
)


def test_without_script_the_form_brings_its_files_itself(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "simpan")
    isi[f"berkas{satu}"] = [
        SimpleUploadedFile("a.pdf", pdf()),
        SimpleUploadedFile("b.jpg", gambar()),
    ]
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 302
    assert sorted(Berkas.objects.values_list("nama", flat=True)) == ["a.pdf", "b.jpg"]
    assert RealisasiBaris.objects.get(rencana_baris=satu).kuantitas == Decimal("1.5")
    assert all(is_attached(b) for b in Berkas.objects.all())


def test_a_refused_file_is_said_beside_its_row_and_the_rest_is_stored(
    dunia: Dunia, plan: Any
) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan")
    isi[f"berkas{satu}"] = SimpleUploadedFile("SK.pdf", gambar())
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "Berkas &#x27;SK.pdf&#x27; ternyata gambar. Unggah PDF-nya" in jawab.content.decode()
    assert RealisasiBaris.objects.filter(uraian="Selesai").count() == 2
    assert Realisasi.objects.get().status == "draf"


def test_a_malformed_link_is_refused_and_the_rest_is_stored(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan", **{f"b{satu}-tautan": f"{TAUTAN}\njavascript:alert(1)"})
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 422
    assert "tidak diawali https://" in jawab.content.decode()
    assert (Eviden.objects.count(), Realisasi.objects.get().status) == (1, "draf")


def test_a_second_press_of_submit_hands_in_once(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    klien = client_of(dunia, "staf")
    for _ in range(2):
        jawab = klien.post(f"/kinerja/realisasi/{OKTOBER}/", sent(rencana, "ajukan"))
        realisasi = Realisasi.objects.get()
        assert jawab.status_code == 302
        assert jawab["Location"] == f"/kinerja/realisasi/lihat/{realisasi.pk}/"
    assert (realisasi.status, Eviden.objects.count()) == ("diajukan", 2)
    assert Draf.objects.get().isi is None


def test_gaps_are_named_beside_their_rows(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    satu, _ = keys(rencana)
    isi = sent(rencana, "ajukan", **{f"b{satu}-kuantitas": "", f"b{satu}-tautan": ""})
    halaman = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi).content.decode()
    bagian = halaman.split(f'id="baris-{satu}"')[1].split("</section>")[0]
    assert "Isi capaiannya" in bagian
    assert "Lampirkan sedikitnya satu" in bagian
    assert "1 baris belum lengkap" in halaman


def test_a_page_open_since_before_is_told_and_keeps_its_words(dunia: Dunia, plan: Any) -> None:
    rencana = plan()
    filled(dunia, rencana)
    satu, _ = keys(rencana)
    isi = sent(rencana, "simpan", **{f"b{satu}-uraian": "Tulisan dari layar lama"})
    jawab = client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi)
    assert jawab.status_code == 409
    halaman = jawab.content.decode()
    assert "dari layar lain" in halaman
    assert "Tulisan dari layar lama" in halaman
    assert RealisasiBaris.objects.get(rencana_baris=satu).uraian == "Selesai"
    versi = re.search(r'name="versi" value="(\d+)"', halaman)
    assert versi is not None
    isi["versi"] = versi[1]
    assert client_of(dunia, "staf").post(f"/kinerja/realisasi/{OKTOBER}/", isi).status_code == 302


def test_the_pages_take_few_queries(
    dunia: Dunia, plan: Any, django_assert_max_num_queries: Any
) -> None:
    for periode in (202507, 202508, SEPTEMBER):
        filled(dunia, plan(periode=periode))
    realisasi = handed_in(dunia, plan(baris=tuple(f"Kerja {n}" for n in range(12))))
    klien, atasan = client_of(dunia, "staf"), client_of(dunia, "kepala")
    for siapa, path, banyak in (
        (klien, "/kinerja/realisasi/", 16),
        (klien, f"/kinerja/realisasi/{SEPTEMBER}/", 18),
        (atasan, f"/kinerja/realisasi/lihat/{realisasi.pk}/", 24),
        (atasan, f"/kinerja/realisasi/unit/?periode={OKTOBER}", 18),
    ):
        siapa.get(path)
        with django_assert_max_num_queries(banyak):
            assert siapa.get(path).status_code == 200
