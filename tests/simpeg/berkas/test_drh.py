"""The printed career."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests.izin.dunia import Dunia, build

from selaras.core.masa import berlaku_sejak
from selaras.core.waktu import now
from selaras.simpeg.drh.susun import document
from selaras.simpeg.models import AnggotaKeluarga


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


def test_a_drh_hides_identity_from_who_may_not_open_it(dunia: Dunia, client: Client) -> None:
    def text(siapa: str) -> str:
        client.force_login(dunia.user[siapa])
        jawab = client.get(reverse("simpeg:drh", args=[dunia.pegawai["staf"].pk]))
        assert jawab.status_code == 200
        return "".join(h.extract_text() for h in PdfReader(BytesIO(jawab.content)).pages)

    milik, atasan = text("staf"), text("kepala")
    assert "Jabatan staf" in milik
    assert "Keluarga" in milik
    assert "tidak dibuka" in atasan
    assert "Keluarga" not in atasan
    assert "Keluarga" not in text("admin_bkpsdm")  # first: what for?
    keluarga = reverse("simpeg:baris", args=[dunia.pegawai["staf"].pk, "keluarga"])
    client.post(keluarga, {"alasan": "Mengurus tunjangan keluarga"})
    jawab = client.get(reverse("simpeg:drh", args=[dunia.pegawai["staf"].pk]))
    assert "Keluarga" in "".join(h.extract_text() for h in PdfReader(BytesIO(jawab.content)).pages)


def test_a_post_ends_the_day_before_the_next_and_children_come_by_age(dunia: Dunia) -> None:
    staf = dunia.pegawai["staf"]
    staf.riwayat_jabatan.all().delete()
    for nama, mulai, akhir, tugas in (
        ("staf", date(2020, 1, 1), date(2022, 1, 3), "D"),
        ("kepala", date(2021, 5, 1), date(2021, 6, 1), "PLT"),
    ):
        staf.riwayat_jabatan.create(
            jabatan=dunia.jabatan[nama], penugasan=tugas, berlaku=berlaku_sejak(mulai, akhir)
        )
    for hubungan, nama, tahun in (("anak", "Adik", 2015), ("anak", "Kakak", 2010),
                                  ("pasangan", "Suami", 1980)):  # fmt: skip
        AnggotaKeluarga.objects.create(
            pegawai=staf, hubungan=hubungan, nama=nama, tanggal_lahir=date(tahun, 1, 1)
        )
    isi = {b["judul"]: b["isi"] for b in document(
        staf, at=now(), oleh="Uji", identitas=True, keluarga=True
    )["bagian"]}  # fmt: skip
    jabatan = next(b for judul, b in isi.items() if "jabatan" in judul.lower())
    assert [b[3] for b in jabatan] == ["2 Jan 2022", "31 Mei 2021"]
    assert jabatan[1][0].startswith("Plt. ")
    keluarga = next(b for judul, b in isi.items() if "Keluarga" in judul)
    assert [b[1] for b in keluarga] == ["Suami", "Kakak", "Adik"]
