"""A law from plain Python values, so that a test can state its rule in three lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from selaras.hukum.model import Daerah, Dasar, Isi, Jenjang, Parameter, Segmen
from selaras.hukum.tree import Tree

START = date(1900, 1, 1)


def tree_from_plain(
    source: Mapping[str, object], declared: Mapping[str, Parameter] = MappingProxyType({})
) -> Tree:
    """{"a.b": value} national; {"a.b": {date: value or None}} dated; {"daerah": {kode: {...}}}.

    An int is a nilai, a str a pilihan, a mapping of ints a tabel (of strings: teks), pairs a
    jenjang, words a daftar. `None` on a date repeals. Every key of a region is declared by it;
    the keys `declared` elsewhere are known too, without a value.
    """
    tree = Tree(nasional={key: replace(leaf, segmen=()) for key, leaf in declared.items()})
    regions = source.get("daerah", {})
    assert isinstance(regions, Mapping)  # noqa: S101 - a test's own mistake
    for key, value in source.items():
        if key != "daerah":
            tree.nasional[key] = _parameter(key, value, None)
    for kode, leaves in regions.items():
        tree.daerah[kode] = Daerah(kode, kode.title(), "Asia/Jakarta", "nyata", "", (), "uji")
        for key, value in leaves.items():
            leaf = _parameter(key, value, kode)
            tree.overlay[(kode, key)] = leaf
            if key not in tree.nasional:
                tree.nasional[key] = replace(leaf, segmen=(), daerah=None)
    return tree


def _parameter(key: str, value: object, daerah: str | None) -> Parameter:
    dated: dict[date, object] = {START: value}
    if isinstance(value, Mapping) and all(isinstance(k, date) for k in value):
        dated = dict(sorted(value.items()))
    segments = tuple(
        Segmen(start, None, None if isi is None else _isi(isi),
               Dasar("Peraturan uji", "", "", "tinggi", start, "uji", daerah=daerah))
        for start, isi in dated.items()
    )  # fmt: skip
    first = next((s.isi for s in segments if s.isi is not None), 0)
    return Parameter(key, key, _kind(first), "tanpa", "uji", segmen=segments,
                     daerah=daerah)  # fmt: skip


def _isi(value: object) -> Isi:
    if isinstance(value, Mapping):
        return MappingProxyType(dict(value))
    if isinstance(value, (list, tuple)):
        if value and not isinstance(value[0], str):
            return tuple(Jenjang(*step) for step in value)
        return tuple(value)
    if isinstance(value, (int, str)):
        return value
    raise TypeError(f"bukan isi hukum: {value!r}")


def _kind(isi: Isi) -> str:
    if isinstance(isi, int):
        return "nilai"
    if isinstance(isi, str):
        return "pilihan"
    if isinstance(isi, Mapping):
        return "teks" if any(isinstance(v, str) for v in isi.values()) else "tabel"
    return "jenjang" if isi and isinstance(isi[0], tuple) else "daftar"
