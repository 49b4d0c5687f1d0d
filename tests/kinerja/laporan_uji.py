"""A report of staf's and a plan of his under PP 46, for the tests of who may open what."""

from datetime import date

from psycopg.types.range import DateRange
from tests.izin.dunia import Dunia

from selaras.kinerja.models import SKP, Realisasi, RencanaBaris, RencanaBulan


def add_reports(dunia: Dunia) -> None:
    """An approved plan of March 2020 with its draft report; an old year's plan."""
    staf, unit = dunia.pegawai["staf"], dunia.jabatan["staf"].unit
    rencana = RencanaBulan.objects.create(
        pegawai=staf, periode=202003, unit=unit, status="disetujui"
    )
    RencanaBaris.objects.create(rencana=rencana, uraian="Menyusun laporan")
    dunia.objek["rencana lapor"] = rencana
    dunia.objek["realisasi staf"] = Realisasi.objects.create(
        rencana=rencana, pegawai=staf, periode=202003, unit=unit
    )
    dunia.objek["skp46 staf"] = SKP.objects.create(
        pegawai=staf, tahun=2017, masa=DateRange(date(2017, 1, 1), date(2018, 1, 1)),
        generasi="pp46", jabatan=dunia.jabatan["staf"], unit=unit, status="disetujui",
    )  # fmt: skip
