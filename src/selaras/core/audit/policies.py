"""Where entries of the trail stand: in their government, and with the person they are about."""

from datetime import date

from django.db.models import Q

from selaras.core.audit.models import Jejak
from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import (
    ModelScope,
    by_person,
    q_any,
    register_model,
)


def _rows(reach: Reach, at: date) -> Q | None:
    parts = [Q(instansi_id__in=reach.instansi)] if reach.instansi else []
    about = by_person("person_id").rows(reach, at)
    return q_any(parts if about is None else [*parts, about])


register_model(Jejak, ModelScope(rows=_rows, person="person_id"))
