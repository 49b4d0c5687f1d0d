"""Every route of the site: its name, its gate, an address to try."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from selaras.core.permissions.decorators import gate_of


@dataclass(frozen=True, slots=True)
class Rute:
    """One route by its name, with what its view says of itself."""

    nama: str
    pola: str
    argumen: tuple[str, ...]
    gerbang: tuple[str, str] | None


def all_routes() -> list[Rute]:
    """Everything that the root URLconf answers to."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Rute]:
    for entry in resolver.url_patterns:
        pola = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, pola, inner)
        else:
            yield Rute(_name(entry, spaces), pola, _arguments(entry, pola), gate_of(entry.callback))


def _name(entry: URLPattern, spaces: tuple[str, ...]) -> str:
    return ":".join((*spaces, entry.name or f"tanpa nama {entry.pattern}"))


def _arguments(entry: URLPattern, pola: str) -> tuple[str, ...]:
    converters: dict[str, Any] = entry.pattern.converters
    return tuple(converters)
