"""The law in memory: looks up a key on a date for a region. The only source the rules know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from selaras.hukum.bound import Aturan
from selaras.hukum.errors import LawBroken, NotInForce, UnknownDaerah, UnknownKey
from selaras.hukum.fingerprint import fingerprint, plain
from selaras.hukum.local import NilaiDaerah, overlaid
from selaras.hukum.model import Daerah, Edisi, Parameter, Segmen
from selaras.hukum.plain_source import tree_from_plain
from selaras.hukum.tree import ROOT, Tree, read_tree


class Law:
    """All declared keys, all regions, all dated values. Immutable; shared between threads."""

    def __init__(self, tree: Tree) -> None:
        if tree.galat:
            raise LawBroken(tree.galat)
        self._tree = tree

    @classmethod
    def load(cls, *, extra_dirs: Iterable[Path] = ()) -> Law:
        """The shipped files (read once), with further parameter folders on top, or with the
        decisions that regions took in the application where it runs (`use_local`)."""
        dirs = tuple(Path(d) for d in extra_dirs)
        return _load(dirs) if dirs or not _local else _local[0](_load(dirs))

    @classmethod
    def from_dict(cls, source: Mapping[str, object]) -> Law:
        """A law from plain values, for tests: {"tpp.plt_tambahan": 2000, …}; see plain_source.

        The shipped keys are declared as well, without any value.
        """
        return cls(tree_from_plain(source, declared=cls.load()._tree.nasional))

    def with_nilai_daerah(self, rows: Iterable[NilaiDaerah]) -> Law:
        """This law with decisions taken in the application laid over the files."""
        return Law(overlaid(self._tree, rows))

    # -- reading ----------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """Every declared key, sorted."""
        return tuple(sorted(self._tree.nasional))

    @property
    def daerah(self) -> Mapping[str, Daerah]:
        """The regions by code."""
        return self._tree.daerah

    def parameter(self, key: str, daerah: str | None = None) -> Parameter | None:
        """A national declaration, or a region's overlay of it (None when it has none)."""
        if key not in self._tree.nasional:
            raise UnknownKey(key, self._tree.nasional)
        return self._tree.overlay.get((daerah, key)) if daerah else self._tree.nasional[key]

    def region(self, daerah: str) -> Daerah:
        """The region, or UnknownDaerah."""
        if daerah not in self._tree.daerah:
            raise UnknownDaerah(daerah, list(self._tree.daerah))
        return self._tree.daerah[daerah]

    def pada(self, pada: date, daerah: str | None = None) -> Aturan:
        """The law of one region (None: the national frame alone) on one day."""
        if daerah is not None:
            self.region(daerah)
        return Aturan(self, pada, daerah)

    def segment(self, key: str, pada: date, daerah: str | None = None) -> Segmen:
        """The entry in force; NotInForce or UnknownKey otherwise."""
        national = self.parameter(key)
        own = self.parameter(key, daerah) if daerah else None
        found = national
        if own is not None and not (own.starts_after(pada) and not own.tanpa_nasional):
            segment = own.at(pada)
            if segment is None or not segment.kembali_nasional:
                found = own
        segment = found.at(pada) if found else None
        if segment is None or segment.isi is None:
            raise NotInForce(key, pada, daerah, reason=_reason(found, pada))
        return segment

    # -- editions ---------------------------------------------------------------------------

    def edisi(self, daerah: str, nama: str) -> Edisi:
        """A named edition with the fingerprint of everything it says."""
        region = self.region(daerah)
        for edisi in region.edisi:
            if nama in (edisi.nama, *edisi.alias):
                return replace(edisi, sidik=self._edition_fingerprint(edisi))
        raise UnknownDaerah(f"{daerah}/{nama}", [f"{daerah}/{e.nama}" for e in region.edisi])

    def edisi_pada(self, pada: date, daerah: str) -> Edisi | None:
        """The edition that holds on that day, if one is declared."""
        for edisi in self.region(daerah).edisi:
            if edisi.covers(pada):
                return self.edisi(daerah, edisi.nama)
        return None

    def _edition_fingerprint(self, edisi: Edisi) -> str:
        rows: list[tuple[str, object]] = []
        for key in self.keys:
            known = False
            for start in self._change_days(key, edisi):
                isi = self._value_or_none(key, start, edisi.daerah)
                known = known or isi is not None
                if known:  # a key without any value may come and go without a trace
                    rows.append((key, [start.isoformat(), isi]))
        return fingerprint(rows)

    def _value_or_none(self, key: str, pada: date, daerah: str) -> object:
        try:
            return plain(self.segment(key, pada, daerah).nilai)
        except NotInForce:
            return None

    def _change_days(self, key: str, edisi: Edisi) -> list[date]:
        days = {edisi.mulai}
        for parameter in (self.parameter(key), self.parameter(key, edisi.daerah)):
            days |= {s.mulai for s in parameter.segmen} if parameter else set()
        return sorted(d for d in days if edisi.covers(d))


def _reason(parameter: Parameter | None, pada: date) -> str:
    """Why nothing is in force, for the message; names the file."""
    if parameter is None or not parameter.segmen:
        place = parameter.berkas if parameter else "-"
        return f"Belum ada nilainya: daerah harus memilih ({place})."
    if parameter.starts_after(pada):
        first = parameter.segmen[0].mulai.isoformat()
        return f"Baru berlaku sejak {first} ({parameter.berkas})."
    return f"Sudah berakhir atau dicabut ({parameter.berkas})."


_local: list[Callable[[Law], Law]] = []


def use_local(overlay: Callable[[Law], Law]) -> None:
    """Told once by the application: what lays its stored decisions over the shipped files."""
    _local[:] = [overlay]


@lru_cache(maxsize=8)
def _load(extra_dirs: tuple[Path, ...]) -> Law:
    return Law(read_tree((ROOT, *extra_dirs)))
