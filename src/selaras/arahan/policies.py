"""A question stands in its SKPD, a brief in its government."""

from datetime import date

from django.db.models import Q

from selaras.arahan.models import PermintaanPenjelasan, RingkasPekan
from selaras.core.permissions import ModelScope, by_unit, register_model
from selaras.core.permissions.actor import Reach


def _briefs(reach: Reach, at: date) -> Q | None:
    """The whole government's brief, for who reaches all of it."""
    del at
    return Q(instansi_id__in=reach.instansi) if reach.instansi else None


register_model(PermintaanPenjelasan, by_unit("skpd__path", "skpd__instansi_id"))
register_model(RingkasPekan, ModelScope(rows=_briefs))
