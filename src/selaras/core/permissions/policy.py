"""One answer to "may she?" and "which rows?": every page, service and job asks here.

A room with a rule of its own subclasses Policy in its policies.py and registers it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Self, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Model, Q, QuerySet
from django.http import Http404

from selaras.core.permissions.actor import Actor, Reach
from selaras.core.permissions.catalog import action as declared
from selaras.core.permissions.registry import of_people, persons, q_any, scope_of

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
        condition = self.condition(actor, action, qs.model, at or actor.day())
        return qs.none() if condition is None else qs.filter(condition)

    def condition(self, actor: Actor, action: str, model: type[Model], at: date) -> Q | None:
        """The reach as a condition on the model; None = no row at all."""
        scope, reach = scope_of(model), actor.reach(action)
        if scope.with_person and reach.instansi:
            # All of it as a condition on people: beside an OR, EXISTS is no join and is asked
            # of every row of a long list.
            people = [persons().ids_in(reach, at), *self._hers(actor, reach, "pk", at)]
            which = q_any([p for p in people if p is not None])
            return None if which is None else of_people(scope.person, which)
        parts = [scope.rows(reach, at)] if reach.instansi or reach.paths else []
        parts += self._hers(actor, reach, scope.person, at) if scope.person else []
        return q_any([p for p in parts if p is not None])

    def _hers(self, actor: Actor, reach: Reach, person: str, at: date) -> list[Q]:
        """Her own rows and those of whom she leads, as far as the action reaches them."""
        parts = [Q((person, actor.person_id))] if reach.own else []
        if reach.subordinates and actor.person_id is not None:
            ids = persons().subordinate_ids(actor.person_id, at)
            parts.append(Q((f"{person}__in", ids)))
        return parts

    def can(self, actor: Actor, action: str, obj: Model, *, at: date | None = None) -> bool:
        """Whether the actor may do the action to this row: the same rule as `rows`."""
        if self._plainly(actor, action, obj):
            return True
        if self._only_own(actor, action, obj):
            return False
        qs: QuerySet[Model] = type(obj)._default_manager.filter(pk=obj.pk)
        return self.rows(actor, action, qs, at=at).exists()

    def _plainly(self, actor: Actor, action: str, obj: Model) -> bool:
        """Whether the row itself shows it: hers, and the action reaches herself.

        Only by the rule as it stands here; a room's own rule is always asked in full.
        """
        mine = (type(self).rows, type(self).condition) == (Policy.rows, Policy.condition)
        reach = actor.reach(action)
        if not mine or not reach.own or obj._state.adding:
            return False
        person = scope_of(type(obj)).person
        return (
            person.isidentifier()
            and "__" not in person
            and (getattr(obj, person) == actor.person_id)
        )

    def _only_own(self, actor: Actor, action: str, obj: Model) -> bool:
        """Whether the action reaches herself and nobody else, by the common rule."""
        mine = (type(self).rows, type(self).condition) == (Policy.rows, Policy.condition)
        reach = actor.reach(action)
        wider = reach.everywhere or reach.instansi or reach.paths or reach.subordinates
        person = scope_of(type(obj)).person
        plain = person.isidentifier() and "__" not in person and not obj._state.adding
        return bool(mine and reach.own and not wider and plain)


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


def asked_once(actor: Actor, obj: Model, *, at: date | None = None) -> Callable[[str], bool]:
    """`can` for a page that asks about one row many times: actions of equal reach are one question.

    For rows under the common rule; where a room's own rule looks at the action, each is asked.
    """
    known: dict[object, bool] = {}
    common = type(policy_for(type(obj))) is Policy

    def may(action: str) -> bool:
        key = actor.reach(action) if common else action
        if key not in known:
            known[key] = can(actor, action, obj, at=at)
        return known[key]

    return may


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
    # By its key there is one at most: an order would be worked out for every column read.
    found = next(iter(rows(actor, action, qs, at=at).filter(pk=pk).order_by()[:1]), None)
    if found is None:
        raise Http404(f"{qs.model._meta.verbose_name} tidak ditemukan")
    return found


class PolicyQuerySet(QuerySet[M]):
    """Adds `.visible_to(actor, action)` to a model's query set."""

    def visible_to(self, actor: Actor, action: str, *, at: date | None = None) -> Self:
        return rows(actor, action, self, at=at)  # type: ignore[return-value]


PolicyManager = Manager.from_queryset(PolicyQuerySet)
