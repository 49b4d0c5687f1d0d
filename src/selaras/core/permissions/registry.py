"""What the rooms above tell core: where rows stand and who a user is, without core knowing them.

`organisasi` registers units, `pegawai` registers persons, each room registers its models.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from selaras.core.permissions.actor import Reach


@dataclass(frozen=True, slots=True)
class Person:
    """The person behind a user: ids and the unit path of today's post."""

    id: int
    nama: str
    instansi_id: int
    unit_path: str
    has_subordinates: bool
    zona: str = ""
    holds_mandate: bool = False
    zona_instansi: str = ""


@dataclass(frozen=True, slots=True)
class PersonLabel:
    """A person as a list names her on a day: name, post, unit, and whose account is hers."""

    id: int
    nama: str
    nip: str
    jabatan: str
    unit: str
    unit_path: str
    instansi_id: int
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person can be reached outside the application; "" where unknown."""

    nama: str
    surel: str
    telepon: str


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit as a form offers it; depth 0 = the top of the tree."""

    id: int
    instansi_id: int
    nama: str
    depth: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person in service who has no account yet."""

    id: int
    nip: str
    nama: str
    unit: str


class Units(Protocol):
    """What organisasi answers about units."""

    def path_expression(self, unit_id: str) -> Combinable:
        """An SQL expression: the path of the unit whose id stands in the given column."""

    def zone_expression(self, instansi_id: str, unit_id: str) -> Combinable:
        """An SQL expression: the time zone of a unit, else of a government; null for neither."""

    def label(self, instansi_id: int | None, unit_id: int | None) -> str:
        """The scope in words, as officers read it."""

    def path_of(self, unit_id: int) -> str:
        """The unit's path, or "" when it does not exist."""

    def instansi_of(self, unit_id: int) -> int | None:
        """The unit's government."""

    def instansi_by_kode(self, kode: str) -> int | None:
        """The government with this code."""

    def regions(self, instansi_ids: Collection[int]) -> Mapping[int, str]:
        """Government -> the region whose law it follows."""

    def choices(self, reach: Reach) -> Sequence[UnitChoice]:
        """The units within a reach in the order of the tree, for forms."""

    def governments(self, reach: Reach) -> Sequence[tuple[int, str]]:
        """(id, name) of the governments wholly within a reach, for forms."""


class Persons(Protocol):
    """What pegawai answers about people."""

    def of_user(self, user_id: int, at: date) -> Person | None:
        """The person linked to a user."""

    def ids_in(self, reach: Reach, at: date) -> Q | None:
        """Q on a person's own row for instansi and paths of the reach on a day; None = nobody."""

    def queryset(self) -> QuerySet[Any]:
        """All persons, unscoped."""

    def name_expression(self, person_id: str) -> Combinable:
        """An SQL expression: the name of the person whose id stands in the given column."""

    def subordinate_ids(self, person_id: int, at: date) -> QuerySet[Any]:
        """Ids of direct subordinates on a day."""

    def id_of_user(self, user_id: int) -> int | None:
        """The id of the person linked to a user."""

    def superior_ids(self, person_ids: Collection[int], at: date) -> Mapping[int, int]:
        """Person -> her superior on a day, by post, Plt/Plh or a dated override; one query."""

    def labels(self, person_ids: Collection[int], at: date) -> Mapping[int, PersonLabel]:
        """People as lists name them on a day; one query."""

    def by_nip(self, nip: str, at: date) -> PersonLabel | None:
        """The person with this number."""

    def colleagues(self, person_id: int, at: date, *, limit: int) -> Sequence[PersonLabel]:
        """People of the same agency (SKPD) on a day, by name, for a form's suggestions."""

    def contacts(self, person_ids: Collection[int]) -> Mapping[int, Contact]:
        """Mail and telephone of people; one query."""

    def without_account(
        self,
        reach: Reach,
        at: date,
        *,
        limit: int,
        skip: int = 0,
        unit_path: str = "",
        ids: Collection[int] | None = None,
        tepat: bool = True,
    ) -> tuple[int, list[Candidate]]:
        """People in service within reach who have no account: how many, and `limit` of them.

        `unit_path` and `ids` narrow further. Unless `tepat` their number may be a moment old.
        """

    def link(self, links: Mapping[int, int]) -> None:
        """Tie persons to users: person id -> user id."""


RowsQ = Callable[[Reach, date], Q | None]


@dataclass(frozen=True, slots=True)
class ModelScope:
    """How rows of a model are found in a reach.

    `person`: lookup of the person's id, or "". `rows`: Q for instansi and paths of a reach.
    `with_person`: rows stand nowhere but with the person.
    """

    rows: RowsQ
    person: str = ""
    with_person: bool = False


class NotRegistered(LookupError):
    """A model without a scope, or a room that has not told core what it knows."""


_scopes: dict[type[Model], ModelScope] = {}
_rooms: dict[str, Any] = {}


def register_units(units: Units) -> None:
    _rooms["units"] = units


def register_persons(persons: Persons) -> None:
    _rooms["persons"] = persons


def units() -> Units:
    found: Units = _room("units")
    return found


def persons() -> Persons:
    found: Persons = _room("persons")
    return found


def _room(name: str) -> Any:
    try:
        return _rooms[name]
    except KeyError:
        raise NotRegistered(f"belum ada ruang yang mendaftarkan '{name}'") from None


def register_model(model: type[Model], scope: ModelScope) -> None:
    _scopes[model] = scope


def registered_models() -> frozenset[type[Model]]:
    return frozenset(_scopes)


def scope_of(model: type[Model]) -> ModelScope:
    try:
        return _scopes[model]
    except KeyError:
        raise NotRegistered(f"{model.__name__} belum terdaftar di policies.py ruangnya") from None


def by_unit(path: str, instansi: str) -> ModelScope:
    """Rows that stand in a unit: lookups of its path and of its government."""

    def rows(reach: Reach, at: date) -> Q | None:
        del at
        return q_any(
            [Q((f"{path}__startswith", prefix)) for prefix in sorted(reach.paths)]
            + ([Q((f"{instansi}__in", reach.instansi))] if reach.instansi else [])
        )

    return ModelScope(rows=rows)


def by_person(person: str) -> ModelScope:
    """Rows of a person: they stand where the person works on the day asked for.

    EXISTS, so that a page's 25 rows look up 25 people and only long lists hash everyone.
    """

    def rows(reach: Reach, at: date) -> Q | None:
        inside = persons().ids_in(reach, at)
        return None if inside is None else of_people(person, inside)

    return ModelScope(rows=rows, person=person, with_person=True)


def of_people(person: str, which: Q) -> Q:
    """Rows whose person (a lookup of her id) meets a condition on people."""
    return Q(Exists(persons().queryset().filter(which, pk=OuterRef(person))))


def by_person_in_unit(person: str, path: str, instansi: str) -> ModelScope:
    """Rows of a person that keep the unit they were made in: a month's sheet, an instrument."""
    return ModelScope(rows=by_unit(path, instansi).rows, person=person)


def q_any(parts: Sequence[Q]) -> Q | None:
    """The union of conditions; None when there is none (an empty Q would match everything)."""
    combined: Q | None = None
    for part in parts:
        combined = part if combined is None else combined | part
    return combined
