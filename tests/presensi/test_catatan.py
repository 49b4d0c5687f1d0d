"""Lists of what was recorded beside the taps, within reach only and without what was withdrawn."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.izin.conftest import dunia
from tests.izin.dunia import Dunia

from selaras.presensi.models import KoreksiPresensi, TidakApel

__all__ = ["dunia"]
SENIN = date(2025, 10, 6)


@pytest.fixture
def catatan(dunia: Dunia) -> Dunia:
    kini = timezone.now()
    for nama in ("staf", "tetangga"):
        TidakApel.objects.create(
            pegawai=dunia.pegawai[nama], tanggal=SENIN, keterangan=f"Apel {nama}", dicatat_pada=kini
        )
        KoreksiPresensi.objects.create(
            pegawai=dunia.pegawai[nama], tanggal=SENIN, masuk=455, alasan=f"Mesin {nama}",
            disetujui_pada=kini,
        )  # fmt: skip
    TidakApel.objects.create(
        pegawai=dunia.pegawai["staf"], tanggal=date(2025, 10, 13), keterangan="Apel salah",
        dicatat_pada=kini, dibatalkan_pada=kini,
    )  # fmt: skip
    return dunia


@pytest.mark.parametrize(("halaman", "isi"), [("tidak_apel", "Apel {}"), ("koreksi", "Mesin {}")])
def test_only_rows_within_reach_are_listed(
    catatan: Dunia, client: Client, halaman: str, isi: str
) -> None:
    client.force_login(catatan.user["pengelola_kepegawaian"])
    teks = client.get(reverse(f"presensi:{halaman}")).content.decode()
    assert isi.format("staf") in teks
    assert isi.format("tetangga") not in teks
    assert "Apel salah" not in teks
    saring = client.get(reverse(f"presensi:{halaman}"), {"dari": "2025-10-07"}).content.decode()
    assert isi.format("staf") not in saring
    aneh = client.get(reverse(f"presensi:{halaman}"), {"dari": "2025-99-99"})
    assert aneh.status_code == 200


def test_the_correction_shows_its_time(catatan: Dunia, client: Client) -> None:
    client.force_login(catatan.user["staf"])
    teks = client.get(reverse("presensi:koreksi")).content.decode()
    assert "07.35" in teks
