"""Finds rings in "stands under" relations: units under units, posts under posts. Pure."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def find_rings(induk: Mapping[K, K | None]) -> dict[K, tuple[K, ...]]:
    """Every member of a ring with the ring it stands in, in order, starting with itself."""
    selesai: set[K] = set()
    lingkar: dict[K, tuple[K, ...]] = {}
    for awal in induk:
        jalan: dict[K, int] = {}
        simpul: K | None = awal
        while simpul is not None and simpul not in selesai and simpul not in jalan:
            jalan[simpul] = len(jalan)
            simpul = induk.get(simpul)
        if simpul is not None and simpul in jalan:
            urut = list(jalan)[jalan[simpul] :]
            lingkar |= {k: (*urut[i:], *urut[:i]) for i, k in enumerate(urut)}
        selesai |= jalan.keys()
    return lingkar
