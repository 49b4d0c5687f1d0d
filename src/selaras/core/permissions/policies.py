"""Where grants stand: in the government or unit they were given for."""

from datetime import date

from django.db.models import Q

from selaras.core.permissions.actor import Reach
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import (
    ModelScope,
    q_any,
    register_model,
    units,
)


def _rows(reach: Reach, at: date) -> Q | None:
    del at
    inside = [u.id for u in units().choices(Reach(paths=reach.paths))] if reach.paths else []
    parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
    return q_any([*parts, Q(unit_id__in=inside)] if inside else parts)


register_model(PenugasanPeran, ModelScope(rows=_rows))
