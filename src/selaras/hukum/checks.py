"""Checks that need more than one file: editions without gaps, choices made, readers known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from selaras.hukum.model import Daerah, Edisi, Parameter, Temuan
from selaras.hukum.readers import SOURCE, Readers, find_readers
from selaras.hukum.tree import ROOT, Tree, read_tree

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
LATER = "kelak"


def check_all(dirs: Iterable[Path] = (ROOT,), *, source: Path = SOURCE) -> list[Temuan]:
    """Every finding about the files, errors first."""
    roots = tuple(dirs)
    tree = read_tree(roots)
    found = list(tree.temuan)
    found += _names(tree)
    found += _strangers(roots)
    for region in tree.daerah.values():
        found += _region(tree, region)
    found += _reading(tree, find_readers(tree.nasional, source))
    return sorted(found, key=lambda t: (not t.galat, t.berkas, t.baris))


def _names(tree: Tree) -> Iterator[Temuan]:
    for key, leaf in tree.nasional.items():
        if not _NAME.fullmatch(key):
            yield Temuan(leaf.berkas, 1, f"kunci '{key}' harus huruf kecil: subjek/nama.yaml")


def _strangers(roots: Iterable[Path]) -> Iterator[Temuan]:
    """Files that nobody would read, because they aren't called .yaml."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix not in {".yaml", ".yml"}:
                place = path.relative_to(root.parent).as_posix()
                yield Temuan(place, 1, "bukan berkas .yaml: tidak akan dibaca")


# -- regions and editions -------------------------------------------------------------------


def _region(tree: Tree, region: Daerah) -> Iterator[Temuan]:
    if region.jenis in {"nyata", "contoh"} and not region.edisi:
        yield Temuan(region.berkas, 1, f"daerah {region.jenis} tanpa satu edisi pun")
    ordered = sorted(region.edisi, key=lambda e: e.mulai)
    for earlier, later in pairwise(ordered):
        if earlier.sampai and earlier.sampai + timedelta(days=1) < later.mulai:
            first, last = earlier.sampai + timedelta(days=1), later.mulai - timedelta(days=1)
            yield Temuan(region.berkas, 1, f"tidak ada edisi {first} s.d. {last}", galat=False)
    for edisi in region.edisi:
        for (daerah, key), leaf in tree.overlay.items():
            if daerah == region.kode:
                yield from _edition_gap(leaf, edisi)
            del key
        for key, leaf in tree.nasional.items():
            if leaf.wajib_daerah and region.jenis in {"nyata", "contoh"}:
                yield from _unchosen(tree, region, edisi, key)


def _edition_gap(leaf: Parameter, edisi: Edisi) -> Iterator[Temuan]:
    """A value that ends by `sampai` inside an edition; an intended end is written `dicabut`."""
    if not leaf.segmen:
        return
    last = leaf.segmen[-1]
    if last.sampai and last.isi is not None and edisi.covers(last.sampai):
        after = last.sampai + timedelta(days=1)
        if edisi.covers(after):
            yield Temuan(
                leaf.berkas, leaf.baris.get("sampai", last.dasar.baris),
                f"celah: berakhir {last.sampai} di tengah edisi {edisi.nama}; bila memang dicabut, "
                f"tulis entri {after} dengan 'dicabut: true'",
            )  # fmt: skip
    first = leaf.segmen[0]
    if leaf.tanpa_nasional and edisi.covers(first.mulai) and first.mulai > edisi.mulai:
        reason = f"celah: edisi {edisi.nama} mulai {edisi.mulai}, nilainya baru {first.mulai}"
        yield Temuan(leaf.berkas, first.dasar.baris, reason)


def _unchosen(tree: Tree, region: Daerah, edisi: Edisi, key: str) -> Iterator[Temuan]:
    leaf = tree.overlay.get((region.kode, key))
    days = [edisi.mulai] + ([edisi.sampai] if edisi.sampai else [])
    if all(_chosen(leaf, day) for day in days):
        return
    place, line = (leaf.berkas, leaf.baris.get("berlaku", 1)) if leaf else (region.berkas, 1)
    yield Temuan(place, line, f"edisi {edisi.nama} belum memilih '{key}': daerah wajib memilih")


def _chosen(leaf: Parameter | None, day: date) -> bool:
    segment = leaf.at(day) if leaf else None
    return segment is not None and segment.isi is not None


# -- readers --------------------------------------------------------------------------------


def _reading(tree: Tree, readers: Readers) -> Iterator[Temuan]:
    for place, line, key in readers.unknown:
        yield Temuan(place, line, f"membaca kunci '{key}' yang tidak ada di pohon nasional")
    for key, leaf in tree.nasional.items():
        read = bool(readers.places.get(key))
        later = leaf.pembaca.startswith(LATER)
        if leaf.pembaca and not later:
            reason = "'pembaca' berbentuk: kelak — alasan"
            yield Temuan(leaf.berkas, leaf.baris.get("pembaca", 1), reason)
        if not read and not leaf.pembaca:
            reason = f"kunci '{key}' tidak dibaca aturan mana pun (atau tulis 'pembaca: kelak — …')"
            yield Temuan(leaf.berkas, 1, reason)
        if read and later:
            reason = f"kunci '{key}' sudah dibaca {readers.places[key][0]}: hapus 'pembaca'"
            yield Temuan(leaf.berkas, leaf.baris.get("pembaca", 1), reason, galat=False)
