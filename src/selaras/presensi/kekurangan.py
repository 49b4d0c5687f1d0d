"""Adds to the list of missing data: people whom no timetable reaches."""

from datetime import date

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from selaras.pegawai.kekurangan import Kekurangan, register
from selaras.presensi.models import PenugasanJadwal


def _no_timetable(hari: date) -> Q:
    """Neither her own, nor her unit's or one above, nor the government's default."""
    jalur = ExpressionWrapper(OuterRef("post__jabatan__unit__path"), output_field=CharField())
    ada = (
        PenugasanJadwal.objects.pada(hari)
        .filter(instansi_id=OuterRef("instansi_id"))
        .annotate(jalur=jalur)
        .filter(
            Q(pegawai_id=OuterRef("pk"))
            | Q(pegawai__isnull=True, unit__isnull=True)
            | Q(pegawai__isnull=True, jalur__startswith=F("unit__path"))
        )
    )
    return ~Q(Exists(ada))


register(
    Kekurangan(
        "tanpa-jadwal",
        "Tanpa jadwal kerja",
        "Jam masuk dan pulangnya tidak diketahui, presensinya tidak dapat dinilai.",
        _no_timetable,
    )
)
