"""Where boxes and cases stand. Discipline cases ask for a permission of their own.

Whoever a case is given to may see and keep it, wherever she works: an assignment, not supervision.
"""

from datetime import date

from django.db.models import Model, Q

from selaras.core.permissions import (
    Actor,
    ModelScope,
    Policy,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
    register_policy,
)
from selaras.core.permissions.registry import q_any
from selaras.kotak.models import JumlahKotak, KasusPembinaan, KotakPegawai, PertemuanKasus

DISIPLIN = {"kasus.view": "kasus.view_disiplin", "kasus.record": "kasus.record_disiplin"}


class CasePolicy(Policy):
    """Ordinary cases by the action, discipline cases by its twin, and those given to one."""

    def condition(self, actor: Actor, action: str, model: type[Model], at: date) -> Q | None:
        biasa = super().condition(actor, action, model, at)
        twin = DISIPLIN.get(action)
        if twin is None:
            return biasa
        disiplin = super().condition(actor, twin, model, at)
        parts = [q & ~Q(jenis="disiplin") for q in [biasa] if q is not None]
        parts += [q & Q(jenis="disiplin") for q in [disiplin] if q is not None]
        if actor.person_id is not None and actor.reach(action):
            parts.append(Q(pemilik_id=actor.person_id))
        return q_any(parts)


register_model(JumlahKotak, by_unit("unit__path", "skpd__instansi_id"))
register_model(KotakPegawai, by_person_in_unit("pegawai_id", "unit__path", "skpd__instansi_id"))
register_model(KasusPembinaan, by_person("pegawai_id"))
register_model(PertemuanKasus, ModelScope(rows=lambda reach, at: None))
register_policy(KasusPembinaan, CasePolicy())
