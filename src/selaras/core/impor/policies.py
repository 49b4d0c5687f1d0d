"""Who sees which import: whoever may see what it holds; an SKPD's officer only her own."""

from datetime import date
from typing import Any

from django.db.models import Model, Q

from selaras.core.impor.models import Impor
from selaras.core.impor.spec import Spec, all_specs
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import Policy, register_policy
from selaras.core.permissions.registry import ModelScope, register_model


def kinds_for(actor: Actor) -> list[Spec]:
    """The kinds of import that the actor may run somewhere."""
    if not actor.reach("impor.run"):
        return []
    return [spec for spec in all_specs() if actor.reach(spec.aksi)]


class ImporPolicy(Policy):
    """Pay, discipline and absences stay closed to those who may not see them elsewhere."""

    def condition(self, actor: Actor, action: str, model: type[Model], at: date) -> Q | None:
        del model, at
        reach = actor.reach(action)
        if not reach:
            return None
        kinds = [s.kode for s in all_specs() if actor.reach(s.aksi) or actor.reach(s.aksi_lihat)]
        mine = Q(dibuat_oleh_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return Q(jenis__in=kinds) & (mine | Q(instansi_id__in=reach.instansi))


def _rows(reach: Any, at: date) -> Q | None:
    del at
    return Q(instansi_id__in=reach.instansi) if reach.instansi else None


register_model(Impor, ModelScope(rows=_rows))
register_policy(Impor, ImporPolicy())
