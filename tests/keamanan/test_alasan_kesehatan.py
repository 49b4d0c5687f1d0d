"""What a sick note says is for the person and her officer; a superior sees that it is leave."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran

SAKIT = "Demam berdarah dengue, rawat inap"
BOLEH = {"staf": True, "kepala": False, "pengelola_kepegawaian": True}


@pytest.fixture
def sakit(dunia: Dunia, settings: Any) -> Ketidakhadiran:
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    return Ketidakhadiran.objects.create(
        pegawai=dunia.pegawai["staf"], jenis=JenisKetidakhadiran.objects.get(kode="CS"),
        no_surat="S-1", tanggal_surat=date(2025, 12, 15), keterangan=SAKIT,
        berlaku=berlaku_sejak(date(2025, 12, 15), date(2025, 12, 18)),
    )  # fmt: skip


def addresses(sakit: Ketidakhadiran) -> list[str]:
    orang = sakit.pegawai_id
    return [
        reverse("tpp:hari", args=[202512, orang, 16]),
        reverse("cuti:rinci", args=[sakit.pk]),
    ]


@pytest.mark.parametrize("nama", BOLEH)
def test_the_reason_is_shown_only_to_whom_it_is_for(
    dunia: Dunia, client: Client, sakit: Ketidakhadiran, nama: str
) -> None:
    client.force_login(dunia.user[nama])
    for alamat in addresses(sakit):
        jawab = client.get(alamat)
        assert jawab.status_code == 200, alamat
        assert "Cuti sakit" in jawab.content.decode(), alamat
        assert (SAKIT in jawab.content.decode()) is BOLEH[nama], alamat
    terbaca = Jejak.objects.filter(aksi="cuti.view_alasan", person_id=sakit.pegawai_id).count()
    assert terbaca == (2 if nama == "pengelola_kepegawaian" else 0)


def test_no_list_of_the_superiors_carries_the_reason(
    dunia: Dunia, client: Client, sakit: Ketidakhadiran
) -> None:
    client.force_login(dunia.user["kepala"])
    for alamat in (
        reverse("cuti:daftar"),
        reverse("presensi:unit"),
        reverse("tpp:bulan", args=[202512, sakit.pegawai_id]),
        reverse("pegawai:satu", args=[sakit.pegawai_id]),
    ):
        jawab = client.get(alamat, follow=True)
        assert SAKIT not in jawab.content.decode(), alamat
