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
                leaf = replace(leaf, segmen=_insert(leaf.segmen, segment))
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


def _insert(segments: tuple[Segmen, ...], new: Segmen) -> tuple[Segmen, ...]:
    """The chain with `new` in it: what it covers gives way, what follows it stays."""
    day = timedelta(days=1)
    result: list[Segmen] = []
    for old in segments:
        if old.mulai < new.mulai:
            end = min(old.sampai or date.max, new.mulai - day)
            result.append(replace(old, sampai=end))
        if new.sampai is not None and (old.sampai is None or old.sampai > new.sampai):
            result.append(replace(old, mulai=max(old.mulai, new.sampai + day)))
    if new.sampai is not None and not any(s.mulai == new.sampai + day for s in result):
        back = Segmen(new.sampai + day, None, None, new.dasar, kembali_nasional=True)
        following = [s.mulai for s in result if s.mulai > new.sampai]
        if following:
            back = replace(back, sampai=min(following) - day)
        result.append(back)
    return tuple(sorted([*result, new], key=lambda s: s.mulai))
