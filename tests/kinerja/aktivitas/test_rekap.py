"""Complaint 9: the day of every unit, not only the month's, on a page and as a sheet."""

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.kinerja.aktivitas.kantor import HARI, RABU, aktor, catat, hari, isi

from selaras.core.workflow.engine import apply
from selaras.kinerja.aktivitas.selectors.tim import unit_recap
from selaras.organisasi.models import UnitKerja

pytestmark = pytest.mark.usefixtures("kantor")


def test_the_day_of_a_unit_is_known_the_same_day(kantor):
    catat(kantor, isi("08:00", 60))
    catat(kantor, isi("08:00", 90), tanggal=RABU)
    apply(hari(kantor, tanggal=RABU), "approve", actor=aktor(kantor, "kepala"))
    for tanggal, hasil in ((HARI, (1, 0, 60)), (RABU, (1, 90, 0))):
        alam = unit_recap(aktor(kantor, "admin_bkpsdm"), tanggal, tepat=True).get(nama="Dinas Alam")
        assert (alam.mengisi, alam.disetujui, alam.menunggu) == hasil
        assert alam.wajib == 6
    milik = unit_recap(aktor(kantor, "pengelola_kepegawaian"), HARI, tepat=True)
    assert [u.nama for u in milik] == ["Dinas Alam"]


def test_an_office_of_another_kind_that_is_its_own_skpd_is_not_left_out(kantor):
    UnitKerja.objects.filter(nama="Dinas Alam").update(jenis=UnitKerja.Jenis.RS)
    assert (
        unit_recap(aktor(kantor, "admin_bkpsdm"), HARI, tepat=True).get(nama="Dinas Alam").wajib
        == 6
    )


def test_it_comes_as_a_sheet(kantor, client: Client):
    catat(kantor, isi("08:00", 60))
    client.force_login(kantor.user["admin_bkpsdm"])
    jawab = client.get(f"/aktivitas/rekap/?tanggal={HARI}&unduh=xlsx")
    isi_berkas = BytesIO(b"".join(jawab.streaming_content))
    jawab.close()
    baris = CalamineWorkbook.from_filelike(isi_berkas).get_sheet_by_index(0).to_python()
    assert ["Dinas Alam", 6, 1] in [b[:3] for b in baris]
