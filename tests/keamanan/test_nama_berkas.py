"""File names that try to reach out of their place: imports and evidence."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.core.files.conftest import pdf
from tests.core.impor.berkas_uji import csv_text
from tests.izin.dunia import Dunia

from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.services import simpan_berkas
from selaras.core.impor.models import Impor
from selaras.core.impor.services import upload
from selaras.core.permissions.selectors import load_actor

NAMA = [
    "../../../../tmp/luar.{}", "..\\..\\luar.{}", "/etc/cron.d/luar.{}", "C:\\Windows\\luar.{}",
    "....//....//luar.{}", "luar\x00.{}", "%2e%2e%2fluar.{}", "a" * 400 + ".{}", "..{}",
    'luar"; filename="lain.{}', "luar\r\nX-Jahat: 1.{}",
]  # fmt: skip
CSV = csv_text([["NIP", "Nama", "Status"], ["198609262015051001", "Siti", "PNS"]])


def outside(akar: Path, dalam: Path) -> list[Path]:
    return [p for p in akar.rglob("*") if p.is_file() and dalam not in p.parents]


@pytest.mark.parametrize("pola", NAMA)
def test_an_imports_file_stays_in_its_place(
    dunia: Dunia, client: Client, tmp_path: Path, settings: Any, pola: str
) -> None:
    actor = load_actor(dunia.user["admin_bkpsdm"], at=timezone.now())
    impor = upload(
        actor=actor, jenis="pegawai", isi=CSV, nama=pola.format("csv"), sejak=date(2025, 1, 1)
    )
    assert not outside(tmp_path, Path(settings.MEDIA_ROOT))
    assert ".." not in impor.jalur
    assert not set("/\\\x00\r\n") & set(impor.nama_berkas)
    client.force_login(dunia.user["admin_bkpsdm"])
    assert client.get(reverse("impor:rinci", args=[impor.pk])).status_code == 200


def test_the_upload_page_takes_the_last_part_of_a_name(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    kiriman = SimpleUploadedFile("x.csv", CSV)
    kiriman.__dict__["_name"] = "../../luar.csv"  # past what the browser's side would clean
    client.post(
        reverse("impor:mulai"), {"jenis": "pegawai", "berkas": kiriman, "sejak": "2025-01-01"}
    )
    assert not Impor.objects.filter(nama_berkas__contains="/").exists()


@pytest.mark.parametrize("pola", NAMA)
def test_evidence_is_kept_under_its_own_number(
    dunia: Dunia, client: Client, tmp_path: Path, settings: Any, pola: str
) -> None:
    actor = load_actor(dunia.user["staf"], at=timezone.now())
    kiriman = SimpleUploadedFile("x.pdf", pdf())
    kiriman.__dict__["_name"] = pola.format("pdf")
    berkas = simpan_berkas(actor, kiriman, keperluan="kinerja.eviden")
    assert not outside(tmp_path, Path(settings.MEDIA_ROOT))
    assert berkas.jalur.endswith(f"/{berkas.pk.hex}")
    assert not set('/\\\x00\r\n"') & set(berkas.nama)
    client.force_login(dunia.user["staf"])
    jawab = client.get(reverse("berkas:buka", args=[berkas.pk]), {"unduh": "1"})
    assert jawab.status_code == 200
    assert "X-Jahat" not in jawab.headers
    assert jawab["Content-Disposition"] == f'attachment; filename="{berkas.nama}"'
    jawab.close()


@pytest.mark.parametrize("pola", NAMA)
def test_a_resumable_upload_keeps_no_path(dunia: Dunia, client: Client, pola: str) -> None:
    client.force_login(dunia.user["staf"])
    isi = {"keperluan": "kinerja.eviden", "nama": pola.format("pdf"), "ukuran": 10}
    jawab = client.post(reverse("berkas:unggah"), json.dumps(isi), content_type="application/json")
    assert jawab.status_code == 201
    assert not set("/\\\x00") & set(Unggahan.objects.get().nama)
    assert not Berkas.objects.exists()
