"""The little world with ranks, appointments and an increment."""

from datetime import date
from typing import Any

import pytest
from tests.izin.dunia import Dunia, build
from tests.simpeg.periksa.periksa_uji import HARI

from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import Pegawai, RiwayatGolongan
from selaras.simpeg.models import KenaikanGajiBerkala, Pengangkatan, Penghargaan


@pytest.fixture
def dunia(db: None, settings: Any) -> Dunia:
    """Staf is III/c since April 2022 with an increment in March 2024; kepala III/d."""
    settings.DEMO, settings.HARI_INI_CONTOH = True, HARI
    dunia = build()
    for nama, golongan, sejak in (("staf", "III/c", date(2022, 4, 1)),
                                  ("kepala", "III/d", date(2023, 4, 1)),
                                  ("tetangga", "III/c", date(2021, 4, 1))):  # fmt: skip
        p = dunia.pegawai[nama]
        Pegawai.objects.filter(pk=p.pk).update(
            tanggal_lahir=date(1985, 1, 1), jenis_kelamin="L", nik=""
        )
        RiwayatGolongan.objects.create(
            pegawai=p, golongan=golongan, berlaku=berlaku_sejak(sejak), masa_kerja_tahun=12,
            masa_kerja_bulan=0,
        )  # fmt: skip
        Pengangkatan.objects.create(pegawai=p, jenis="CPNS", tmt=date(2006, 3, 1), golongan="III/a")
        Pengangkatan.objects.create(pegawai=p, jenis="PNS", tmt=date(2007, 3, 1), golongan="III/a")
    KenaikanGajiBerkala.objects.create(
        pegawai=dunia.pegawai["staf"], tmt=date(2024, 3, 1), golongan="III/c",
        masa_kerja_tahun=14, gaji_baru=3_000_000,
    )  # fmt: skip
    Penghargaan.objects.create(
        pegawai=dunia.pegawai["staf"], nama="Satyalancana Karya Satya X Tahun", tahun=2017
    )
    return dunia
