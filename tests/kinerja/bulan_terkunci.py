"""A unit's month that is locked, however it stood before."""

from django.utils import timezone

from selaras.organisasi.models import UnitKerja
from selaras.periode.models import PeriodeUnit, StatusPeriode


def lock_month(skpd: UnitKerja, periode: int) -> None:
    """Lock it as the chain would have."""
    PeriodeUnit.objects.update_or_create(
        skpd=skpd,
        periode=periode,
        defaults={"status": StatusPeriode.TERKUNCI, "dikunci_pada": timezone.now()},
    )
