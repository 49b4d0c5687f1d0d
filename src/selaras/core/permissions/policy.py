"""One answer to "may she?" and "which rows?": every page, service and job asks here.

A room with a rule of its own subclasses Policy in its policies.py and registers it.
"""

from datetime import date
from typing import Any, Self, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import action as declared
from selaras.core.permissions.registry import persons, q_any, scope_of

M = TypeVar("M", bound=Model)


class Policy:
    """The rule that holds unless a room registers another: rows within the action's reach."""

    def rows(
        self, actor: Actor, action: str, qs: QuerySet[M], *, at: date | None = None
    ) -> QuerySet[M]:
        """The rows of `qs` that the actor may reach by the action; `at` = where people stood."""
        reach = actor.reach(action)
        if reach.everywhere:
            return qs
        condition = self.condition(actor, action, qs.model, at or timezone.localdate(actor.at))
        return qs.none() if condition is None else qs.filter(condition)

    def condition(self, actor: Actor, action: str, model: type[Model], at: date) -> Q | None:
        """The reach as a condition on the model; None = no row at all."""
        scope, reach, parts = scope_of(model), actor.reach(action), []
        if (reach.instansi or reach.paths) and (inside := scope.rows(reach, at)) is not None:
            parts.append(inside)
        if scope.person and reach.own:
            parts.append(Q((scope.person, actor.person_id)))
        if scope.person and reach.subordinates and actor.person_id is not None:
            ids = persons().subordinate_ids(actor.person_id, at)
            parts.append(Q((f"{scope.person}__in", ids)))
        return q_any(parts)

    def can(self, actor: Actor, action: str, obj: Model, *, at: date | None = None) -> bool:
        """Whether the actor may do the action to this row: the same rule as `rows`."""
        qs: QuerySet[Model] = type(obj)._default_manager.filter(pk=obj.pk)
        return self.rows(actor, action, qs, at=at).exists()


_policies: dict[type[Model], Policy] = {}
_DEFAULT = Policy()


def register_policy(model: type[Model], policy: Policy) -> None:
    _policies[model] = policy


def policy_for(model: type[Model]) -> Policy:
    return _policies.get(model, _DEFAULT)


def can(actor: Actor, action: str, obj: Model | None = None, *, at: date | None = None) -> bool:
    """May she? Without `obj`: whether the action is allowed anywhere at all."""
    if obj is None:
        return bool(actor.reach(action))
    declared(action)
    return policy_for(type(obj)).can(actor, action, obj, at=at)


def check(actor: Actor, action: str, obj: Model | None = None, *, at: date | None = None) -> None:
    """Refuse in a service: PermissionDenied unless `can`."""
    if not can(actor, action, obj, at=at):
        judul = declared(action).judul
        raise PermissionDenied(f"Anda belum berwenang: {judul.lower()}.")


def rows(actor: Actor, action: str, qs: QuerySet[M], *, at: date | None = None) -> QuerySet[M]:
    """Which rows? The part of `qs` within the actor's reach."""
    return policy_for(qs.model).rows(actor, action, qs, at=at)


def access(
    model: type[M] | QuerySet[M], pk: Any, actor: Actor, action: str, *, at: date | None = None
) -> M:
    """The row with this key within reach; outside it the row does not exist (404)."""
    qs = model if isinstance(model, QuerySet) else model._default_manager.all()
    found = rows(actor, action, qs, at=at).filter(pk=pk).first()
    if found is None:
        raise Http404(f"{qs.model._meta.verbose_name} tidak ditemukan")
    return found


class PolicyQuerySet(QuerySet[M]):
    """Adds `.visible_to(actor, action)` to a model's query set."""

    def visible_to(self, actor: Actor, action: str, *, at: date | None = None) -> Self:
        return rows(actor, action, self, at=at)  # type: ignore[return-value]


PolicyManager = Manager.from_queryset(PolicyQuerySet)
