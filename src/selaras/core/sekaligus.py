"""Several small reads in one statement: one round trip, one instant of the database.

For pages that gather many facts of one person or one year. Whose rows they are is decided before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, DateField, DateTimeField, Field, QuerySet

K = TypeVar("K")
Set = QuerySet[Any, Any]


def count_each(sets: Mapping[K, Set]) -> dict[K, int]:
    """How many rows each set has, by its name."""
    asked = {name: qs.order_by().values("pk") for name, qs in sets.items()}
    found = _in_one("select count(*) from ({}) s", asked)
    return {name: found.get(name) or 0 for name in sets}


def rows_each(sets: Mapping[K, Set]) -> dict[K, list[tuple[Any, ...]]]:
    """The rows of each set of values_list, in its order.

    Columns hold numbers, words, booleans, dates, instants or bytes.
    """
    readers = {name: [_reader(field) for field in _columns(qs)] for name, qs in sets.items()}
    found = {}
    for name, columns in readers.items():
        letters = ", ".join(f"c{n}" for n in range(len(columns)))
        words = "select json_agg(json_build_array({0})) from ({{}}) s({0})"
        found[name] = words.format(letters)
    rows = _in_one(found, sets)
    return {name: _read(rows.get(name) or (), columns) for name, columns in readers.items()}


def _read(
    rows: Iterable[Sequence[Any]], columns: Sequence[Callable[[Any], Any] | None]
) -> list[tuple[Any, ...]]:
    if not any(columns):  # thousands of numbers need no look at each
        return [tuple(row) for row in rows]
    return [
        tuple(v if v is None or r is None else r(v) for v, r in zip(row, columns, strict=True))
        for row in rows
    ]


def _in_one(words: str | Mapping[K, str], sets: Mapping[K, Set]) -> dict[K, Any]:
    """What `words` around each set's own statement comes to; sets seen to be empty are left out."""
    parts: list[str] = []
    values: list[Any] = []
    names: list[K] = []
    for name, qs in sets.items():
        try:
            text, params = qs.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"({(words if isinstance(words, str) else words[name]).format(text)})")
        values += params
        names.append(name)
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        return dict(zip(names, cursor.fetchone(), strict=True))


def _columns(qs: Set) -> list["Field[Any, Any]"]:
    """What the set selects, in the order of its statement."""
    try:
        select, *_ = qs.query.get_compiler(connection=connection).get_select()
    except EmptyResultSet:
        return []
    return [expression.output_field for expression, *_ in select]


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Back from how JSON writes it; None = as it is."""
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat
    if isinstance(field, DateField):
        return date.fromisoformat
    if isinstance(field, BinaryField):
        return _bytes
    return None


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value.removeprefix("\\x"))
