"""Paths and agencies of units, computed again from who stands below whom."""

from datetime import date

import pytest

from selaras.core.masa import berlaku_sejak
from selaras.organisasi.models import AGENCIES, Instansi, UnitKerja
from selaras.organisasi.services import refresh_paths

pytestmark = pytest.mark.django_db
J = UnitKerja.Jenis


def unit(instansi: Instansi, kode: str, jenis: str, induk: UnitKerja | None = None) -> UnitKerja:
    return UnitKerja.objects.create(
        instansi=instansi, kode=kode, nama=kode, jenis=jenis, induk=induk,
        berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip


def test_whoever_stands_at_the_top_is_an_agency_a_hospital_too() -> None:
    instansi = Instansi.objects.create(kode="uji", nama="Uji", daerah="contoh")
    rsud = unit(instansi, "RSUD", J.RS)
    poli = unit(instansi, "POLI", J.SEKSI, rsud)
    dinas = unit(instansi, "DINKES", J.SKPD)
    puskesmas = unit(instansi, "PKM", J.PUSKESMAS, dinas)
    refresh_paths(instansi.pk)
    assert set(UnitKerja.objects.filter(AGENCIES)) == {rsud, dinas}
    poli.refresh_from_db()
    puskesmas.refresh_from_db()
    assert (poli.skpd, puskesmas.skpd) == (rsud, dinas)
    assert poli.path == f"/{rsud.pk}/{poli.pk}/"
