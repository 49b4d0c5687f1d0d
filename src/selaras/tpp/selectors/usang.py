"""Which stored instruments no month counts any more. Deletes nothing."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import HitunganBulan, HitunganUnit, InstrumenPenilaian


def superseded_units(batas: datetime) -> QuerySet[HitunganUnit]:
    """Units' parts of runs before `batas` that their months do not point to.

    A part whose place was taken after `batas` is not among them: for a while one can look back.
    """
    sesudah = HitunganBulan.objects.filter(mulai_pada__gte=batas)
    dipakai = PeriodeUnit.objects.filter(
        Q(hitungan_id=OuterRef("hitungan_id")) | Q(hitungan_id__in=sesudah.values("pk")),
        skpd_id=OuterRef("skpd_id"),
        periode=OuterRef("hitungan__periode"),
    )
    return HitunganUnit.objects.filter(~Exists(dipakai), hitungan__mulai_pada__lt=batas).exclude(
        hitungan__status=HitunganBulan.Status.BERJALAN
    )


def superseded_runs(batas: datetime) -> list[int]:
    """Ids of the runs that still hold instruments of such parts."""
    ada = InstrumenPenilaian.objects.filter(
        hitungan_id=OuterRef("hitungan_id"), skpd_id=OuterRef("skpd_id")
    )
    runs = superseded_units(batas).filter(Exists(ada)).order_by("hitungan_id")
    return list(runs.values_list("hitungan_id", flat=True).distinct())
