"""Finds which code reads which key, by looking at the source. Runs nothing.

A key counts as read where it stands as a string in the code outside `hukum`; a family of keys
where an f-string begins with their common part, such as f"pajak.ter_{kategori}".
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
_SKIP = ("hukum", "contoh", "web/hukum")
_METHODS = frozenset(
    {"nilai", "tabel", "butir", "teks", "jenjang", "pilihan", "daftar", "ada", "dasar", "judul"}
)
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


@dataclass(slots=True)
class Readers:
    """Where each key is read, and calls that ask for keys nobody declared."""

    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unknown: list[tuple[str, int, str]] = field(default_factory=list)


def find_readers(keys: Iterable[str], source: Path = SOURCE) -> Readers:
    """Look through the source once."""
    known = set(keys)
    subjects = {key.split(".")[0] for key in known}
    hint = re.compile("[\"'](?:" + "|".join(sorted(subjects)) + r")\.")
    result = Readers()
    for path in _python_files(source):
        text = path.read_text(encoding="utf-8")
        if hint.search(text):
            place = path.relative_to(source.parent).as_posix()
            _scan(ast.parse(text), place, known, subjects, result)
    return result


def _python_files(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*.py")):
        relative = path.relative_to(source).as_posix()
        if not any(relative.startswith(skip + "/") for skip in _SKIP):
            yield path


def _scan(
    tree: ast.AST, place: str, known: set[str], subjects: set[str], result: Readers
) -> None:  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
            result.places[node.value].append(f"{place}:{node.lineno}")
        elif isinstance(node, ast.JoinedStr):
            for key in _family(node, known):
                result.places[key].append(f"{place}:{node.lineno}")
        elif isinstance(node, ast.Call):
            asked = _asked(node)
            if asked and asked not in known and asked.split(".")[0] in subjects:
                result.unknown.append((place, node.lineno, asked))


def _family(node: ast.JoinedStr, known: set[str]) -> list[str]:
    first = node.values[0] if node.values else None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return []
    prefix = first.value
    return [key for key in known if "." in prefix and key.startswith(prefix)]


def _asked(node: ast.Call) -> str | None:
    if not (isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS and node.args):
        return None
    first = node.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value if _KEY.fullmatch(first.value) else None
    return None
