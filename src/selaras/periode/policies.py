"""Where a unit's month stands: in its SKPD."""

from selaras.core.permissions import by_unit, register_model
from selaras.periode.models import PeriodeUnit

register_model(PeriodeUnit, by_unit("skpd__path", "skpd__instansi_id"))
