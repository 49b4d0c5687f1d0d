"""What the trail tells of roles: whoever may open the entry reads who holds what where."""

from selaras.core.audit.isi import register_open
from selaras.core.permissions.models import PenugasanPeran

register_open(PenugasanPeran)
