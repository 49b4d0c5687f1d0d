"""Walks the folders of parameter files and reads them all. Findings are collected, not raised."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from selaras.hukum.model import Daerah, Parameter, Temuan
from selaras.hukum.nodes import BadYaml, Node, read_yaml
from selaras.hukum.parse import LeafParser
from selaras.hukum.regions import RegionParser

ROOT = Path(__file__).parent / "parameter"


@dataclass(slots=True)
class Tree:
    """Everything read: declarations, regions, overlays, and what is wrong with them."""

    nasional: dict[str, Parameter] = field(default_factory=dict)
    daerah: dict[str, Daerah] = field(default_factory=dict)
    overlay: dict[tuple[str, str], Parameter] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)

    @property
    def galat(self) -> list[Temuan]:
        """The findings that stop the law."""
        return [t for t in self.temuan if t.galat]


def read_tree(dirs: Iterable[Path] = (ROOT,)) -> Tree:
    """All files under the given parameter folders, national ones first; later folders may add."""
    tree, roots = Tree(), [Path(d) for d in dirs]
    for root in roots:
        for path in _yaml_files(root / "nasional"):
            _read_leaf(tree, root, path, daerah=None)
    for root in roots:
        for path in _yaml_files(root / "daerah", name="daerah.yaml"):
            _read_region(tree, root, path)
    for root in roots:
        for path in _yaml_files(root / "daerah"):
            relative = path.relative_to(root / "daerah")
            if path.name != "daerah.yaml":
                _read_leaf(tree, root, path, daerah=relative.parts[0])
    tree.temuan.sort(key=lambda t: (not t.galat, t.berkas, t.baris))
    return tree


def _yaml_files(folder: Path, *, name: str = "") -> list[Path]:
    found = [
        Path(base, file)
        for base, _, files in os.walk(folder)
        for file in files
        if (file == name if name else file.endswith((".yaml", ".yml")))
    ]
    return sorted(found)


def _place(root: Path, path: Path) -> str:
    """The file as a person names it: from the parameter folder on."""
    return path.relative_to(root.parent if root.name == "parameter" else root).as_posix()


def _nodes(tree: Tree, root: Path, path: Path) -> Node | None:
    try:
        return read_yaml(path.read_text(encoding="utf-8"))
    except BadYaml as error:
        tree.temuan.append(Temuan(_place(root, path), error.baris, error.alasan))
    except (OSError, UnicodeDecodeError) as error:
        tree.temuan.append(Temuan(_place(root, path), 1, f"tidak terbaca: {error}"))
    return None


def _read_region(tree: Tree, root: Path, path: Path) -> None:
    node = _nodes(tree, root, path)
    if node is None:
        return
    parser = RegionParser(path.parent.name, _place(root, path))
    tree.daerah[path.parent.name] = parser.parse(node)
    tree.temuan += parser.temuan


def _read_leaf(tree: Tree, root: Path, path: Path, *, daerah: str | None) -> None:
    head = root / "nasional" if daerah is None else root / "daerah" / daerah
    key = ".".join(path.relative_to(head).with_suffix("").parts)
    place = _place(root, path)
    node = _nodes(tree, root, path)
    if node is None:
        return
    induk = tree.nasional.get(key) if daerah else None
    if daerah and daerah not in tree.daerah:
        tree.temuan.append(Temuan(place, 1, f"daerah '{daerah}' tidak punya daerah.yaml"))
        return
    if daerah and induk is None:
        reason = f"kunci '{key}' tidak dikenal: tidak ada nasional/{key.replace('.', '/')}.yaml"
        tree.temuan.append(Temuan(place, 1, reason))
        return
    contoh = bool(daerah) and tree.daerah[daerah or ""].contoh
    parser = LeafParser(key, place, daerah=daerah, contoh=contoh, induk=induk)
    parameter = parser.parse(node)
    tree.temuan += parser.temuan
    if parameter is None:
        return
    if daerah is None:
        tree.nasional[key] = parameter
    else:
        tree.overlay[(daerah, key)] = parameter
