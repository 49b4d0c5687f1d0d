"""A unit's month that is locked, however it stood before."""

from django.utils import timezone

from selaras.organisasi.models import UnitKerja
from selaras.periode.models import PeriodeUnit, StatusPeriode


def lock_month(skpd: UnitKerja, periode: int) -> None:
    """Lock it as the chain would have."""
    bulan, _ = PeriodeUnit.objects.get_or_create(skpd=skpd, periode=periode)
    PeriodeUnit.objects.filter(pk=bulan.pk).update(
        status=StatusPeriode.TERKUNCI, dikunci_pada=timezone.now()
    )
