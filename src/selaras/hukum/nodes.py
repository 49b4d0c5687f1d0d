"""YAML (or plain Python) into small nodes that remember their line. Knows nothing of law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {"tag:yaml.org,2002:int": "int", "tag:yaml.org,2002:float": "float",
         "tag:yaml.org,2002:bool": "bool", "tag:yaml.org,2002:null": "null"}  # fmt: skip
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]*)")  # no octal, no 7:30 that YAML reads as 450
_DEEPEST = 8


class BadYaml(Exception):
    """The text is no YAML that we take; carries the line and an Indonesian reason."""

    def __init__(self, baris: int, alasan: str) -> None:
        self.baris, self.alasan = baris, alasan
        super().__init__(f"{baris}: {alasan}")


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (`text`, `tag`), a mapping (`items`) or a sequence (`parts`), with its line."""

    baris: int
    text: str | None = None
    tag: str = "str"
    items: Mapping[str, Node] | None = None
    parts: tuple[Node, ...] | None = None
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_map(self) -> bool:
        """Whether it is a mapping."""
        return self.items is not None

    def get(self, name: str) -> Node | None:
        """A child of a mapping, or None."""
        return self.items.get(name) if self.items is not None else None

    def line_of(self, name: str) -> int:
        """Line where that key stands."""
        return self.key_lines.get(name, self.baris)

    def pairs(self) -> Iterator[tuple[str, int, Node]]:
        """Key, line of the key, child."""
        for name, child in (self.items or {}).items():
            yield name, self.line_of(name), child

    def as_int(self) -> int | None:
        """The whole number written there, or None."""
        if self.tag != "int" or not _WHOLE.fullmatch(self.text or ""):
            return None
        return int((self.text or "").replace("_", ""))

    def as_date(self) -> date | None:
        """The ISO date written there, or None."""
        return parse_date(self.text)


def parse_date(text: str | None) -> date | None:
    """An ISO date (YYYY-MM-DD) or None."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def read_yaml(text: str) -> Node:
    """The one document in the text; no tabs, references, duplicate keys or endless nesting."""
    if "\t" in text:
        raise BadYaml(text[: text.index("\t")].count("\n") + 1, "ada karakter tab; pakai spasi")
    try:
        _refuse_references(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(mark.line + 1 if mark else 1, f"YAML rusak: {error.problem}") from error
    except yaml.YAMLError as error:
        raise BadYaml(1, f"YAML rusak: {error}") from error
    if root is None:
        raise BadYaml(1, "berkas kosong")
    return _from_yaml(root)


def _refuse_references(text: str) -> None:
    """A law is read where it stands; and a few lines of references grow to millions of values."""
    if "&" not in text and "*" not in text:
        return
    for event in yaml.parse(text, Loader=_Loader):
        if (anchor := getattr(event, "anchor", None)) and event.start_mark:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise BadYaml(
                event.start_mark.line + 1,
                f"rujukan '{sign}{anchor}' tidak diterima; tulis isinya di tempatnya",
            )


def _from_yaml(node: yaml.Node, depth: int = 0) -> Node:
    line = node.start_mark.line + 1
    if depth > _DEEPEST:
        raise BadYaml(line, "isinya bersarang terlalu dalam")
    if isinstance(node, yaml.ScalarNode):
        return Node(line, text=str(node.value), tag=_TAGS.get(node.tag, "str"))
    if isinstance(node, yaml.SequenceNode):
        return Node(line, parts=tuple(_from_yaml(child, depth + 1) for child in node.value))
    items: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        key_line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadYaml(key_line, "kunci harus satu kata")
        name = str(key.value)
        if name in items:
            raise BadYaml(key_line, f"kunci '{name}' ganda (sudah ada di baris {lines[name]})")
        items[name], lines[name] = _from_yaml(value, depth + 1), key_line
    return Node(line, items=items, key_lines=lines)


def from_plain(value: object) -> Node:
    """The same nodes from Python values: for tests and for values decided in the application."""
    if isinstance(value, Mapping):
        return Node(0, items={str(k): from_plain(v) for k, v in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        if hasattr(value, "_asdict"):
            return from_plain(value._asdict())
        return Node(0, parts=tuple(from_plain(part) for part in value))
    if isinstance(value, bool):
        return Node(0, text=str(value).lower(), tag="bool")
    if value is None:
        return Node(0, text="", tag="null")
    tag = "int" if isinstance(value, int) else "float" if isinstance(value, float) else "str"
    return Node(0, text=str(value), tag=tag)
