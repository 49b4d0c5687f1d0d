"""Decisions of a region taken in the application, laid over the files as if they were files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selaras.hukum.errors import UnknownKey
from selaras.hukum.model import Dasar, Parameter, Segmen, Temuan
from selaras.hukum.nodes import from_plain
from selaras.hukum.tree import Tree
from selaras.hukum.values import ValueReader

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NilaiDaerah:
    """One local decision: from `mulai` (to `sampai`), this key has this value in this region."""

    kunci: str
    daerah: str
    mulai: date
    nilai: object
    peraturan: str
    sampai: date | None = None
    bagian: str = ""
    url: str = ""
    keyakinan: str = "tinggi"


def overlaid(tree: Tree, rows: Iterable[NilaiDaerah]) -> Tree:
    """A new tree in which each row wins over the files for its span; bad rows become findings."""
    result = Tree(dict(tree.nasional), dict(tree.daerah), dict(tree.overlay), list(tree.temuan))
    grouped: dict[tuple[str, str], list[NilaiDaerah]] = defaultdict(list)
    for row in rows:
        if row.kunci not in result.nasional:
            raise UnknownKey(row.kunci)
        grouped[(row.daerah, row.kunci)].append(row)
    for (daerah, key), decisions in grouped.items():
        base = result.overlay.get((daerah, key))
        national = result.nasional[key]
        leaf = base or replace(national, daerah=daerah, segmen=(), berkas="keputusan daerah")
        for row in sorted(decisions, key=lambda r: r.mulai):
            segment = _segment(row, national, result)
            if segment is not None:
                leaf = replace(leaf, segmen=_insert(leaf, segment))
        result.overlay[(daerah, key)] = leaf
    return result


def _segment(row: NilaiDaerah, national: Parameter, tree: Tree) -> Segmen | None:
    place = f"keputusan daerah {row.daerah}/{row.kunci}"

    def complain(line: int, reason: str) -> None:
        tree.temuan.append(Temuan(place, line, reason))

    reader = ValueReader(jenis=national.jenis, satuan=national.satuan, nama=national.nama,
                         rentang=national.rentang, jumlah=national.jumlah,
                         complain=complain)  # fmt: skip
    isi = reader.read(from_plain(row.nilai))
    if isi is None:
        return None
    region = tree.daerah.get(row.daerah)
    dasar = Dasar(peraturan=row.peraturan, bagian=row.bagian, url=row.url, berkas=place,
                  keyakinan=row.keyakinan, sejak=row.mulai, sampai=row.sampai,
                  daerah=row.daerah, contoh=bool(region and region.contoh))  # fmt: skip
    return Segmen(row.mulai, row.sampai, isi, dasar)


def _insert(leaf: Parameter, new: Segmen) -> tuple[Segmen, ...]:
    """The chain with `new` in it: what it covers gives way; after its end all is as it was."""
    result: list[Segmen] = []
    for old in leaf.segmen:
        if old.mulai < new.mulai:
            result.append(replace(old, sampai=min(old.sampai or date.max, new.mulai - DAY)))
        if new.sampai is not None and (old.sampai is None or old.sampai > new.sampai):
            result.append(replace(old, mulai=max(old.mulai, new.sampai + DAY)))
    if new.sampai is not None and leaf.at(new.sampai + DAY) is None:
        result.append(_silence(leaf, new.sampai + DAY, new))
    return tuple(sorted([*result, new], key=lambda s: s.mulai))


def _silence(leaf: Parameter, start: date, new: Segmen) -> Segmen:
    """What the chain said from `start` on without an entry: the nation's value, or nothing."""
    following = [s.mulai for s in leaf.segmen if s.mulai > start]
    sampai = min(following) - DAY if following else None
    national = leaf.starts_after(start) and not leaf.tanpa_nasional
    return Segmen(start, sampai, None, new.dasar, kembali_nasional=national)
