"""The state of a row as the trail keeps it, and what differs between two states."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.db.models.fields.json import JSONField

# Never written to the trail, whatever the model: what opens a door, and its fingerprint.
SECRET = frozenset(
    {"password", "rahasia", "rahasia_sandi", "hash", "kode_hash", "kunci_hash", "endpoint", "auth"}
)


def state_of(objek: Model, *, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """Column values by field name, fit for JSON; `fields` narrows them."""
    state = {}
    for field in objek._meta.concrete_fields:
        if field.name in SECRET or (fields and field.name not in fields):
            continue
        value = getattr(objek, field.attname)
        plain = value is None or isinstance(value, bool | int | str) or isinstance(field, JSONField)
        state[field.name] = value if plain else field.value_to_string(objek)
    return state


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parts of both states that differ."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return (
        {key: before[key] for key in keys if key in before},
        {key: after[key] for key in keys if key in after},
    )


def public_address(url: str) -> str:
    """An address without its password and what follows the question mark: keys travel there."""
    try:
        bagian = urlsplit(url)
        tempat = bagian.hostname or ""
        if bagian.port:
            tempat = f"{tempat}:{bagian.port}"
    except ValueError:
        return ""
    if not tempat:
        return url.partition("?")[0]
    return f"{bagian.scheme}://{tempat}{bagian.path}" + ("?…" if bagian.query else "")
