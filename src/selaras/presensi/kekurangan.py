"""Adds to the list of missing data: people whom no timetable reaches."""

from datetime import date

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from selaras.organisasi.models import UnitKerja
from selaras.pegawai.kekurangan import Kekurangan, register
from selaras.presensi.models import PenugasanJadwal


def _no_timetable(hari: date) -> Q:
    """Neither her own, nor her unit's or one above, nor the government's default.

    Apart from each other: each is then an anti-join, not a question person by person.
    """
    penugasan = PenugasanJadwal.objects.pada(hari)
    jalur = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    di_atas = (
        penugasan.filter(instansi_id=OuterRef("instansi_id"), pegawai__isnull=True)
        .annotate(jalur=jalur)
        .filter(jalur__startswith=F("unit__path"))
    )
    unit = UnitKerja.objects.filter(Exists(di_atas), pk=OuterRef("post__jabatan__unit_id"))
    bawaan = penugasan.filter(
        pegawai__isnull=True, unit__isnull=True, instansi_id=OuterRef("instansi_id")
    )
    sendiri = penugasan.filter(pegawai_id=OuterRef("pk"), instansi_id=OuterRef("instansi_id"))
    return ~Q(Exists(sendiri)) & ~Q(Exists(bawaan)) & ~Q(Exists(unit))


register(
    Kekurangan(
        "tanpa-jadwal",
        "Tanpa jadwal kerja",
        "Jam masuk dan pulangnya tidak diketahui, presensinya tidak dapat dinilai.",
        _no_timetable,
    )
)
