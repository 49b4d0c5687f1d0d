"""What the trail tells of a unit's month: its steps."""

from selaras.core.audit.isi import register_open
from selaras.periode.models import PeriodeUnit

register_open(PeriodeUnit)
