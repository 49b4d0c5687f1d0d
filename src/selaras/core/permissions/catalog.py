"""The declared actions and roles, read once from aksi.yaml and peran.yaml.

Says which names exist and which role gives which action how far; knows nobody's grants.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


class UnknownAction(LookupError):
    """An action that aksi.yaml does not declare: a typing mistake, never a refusal."""


class UnknownRole(LookupError):
    """A role that peran.yaml does not declare."""


class Jangkauan(StrEnum):
    """How far a role's action reaches; the words are those of peran.yaml."""

    UMUM = "umum"
    DIRI = "diri"
    BAWAHAN = "bawahan"
    INSTANSI = "instansi"
    WILAYAH = "wilayah"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be allowed; `data` names the sensitive kind it shows, or is empty.

    `lihat` = the action that shows what this one writes, where that is sensitive.
    """

    name: str
    judul: str
    kelompok: str
    data: str = ""
    lihat: str = ""

    @property
    def reads(self) -> bool:
        verb = self.name.rpartition(".")[2]
        return verb == "own" or verb.startswith(("view", "export"))


@dataclass(frozen=True, slots=True)
class Role:
    """A named bundle of actions; automatic roles follow from what a person is."""

    name: str
    judul: str
    otomatis: bool
    segera: bool
    reaches: Mapping[str, frozenset[Jangkauan]]

    def reach(self, action: str) -> frozenset[Jangkauan]:
        return self.reaches.get(action, frozenset())


def _read(name: str) -> dict[str, Any]:
    content = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(content, dict)  # noqa: S101 (our own file)
    return content


@cache
def actions() -> Mapping[str, Action]:
    """All declared actions by name, in the file's order."""
    return {name: Action(name, **row) for name, row in _read("aksi.yaml").items()}


@cache
def roles() -> Mapping[str, Role]:
    """All declared roles by name, in the file's order."""
    return {name: _role(name, row) for name, row in _read("peran.yaml").items()}


def _role(name: str, row: Mapping[str, Any]) -> Role:
    reaches: dict[str, set[Jangkauan]] = {}
    for jangkauan in Jangkauan:
        for action_name in row.get(jangkauan.value, ()):
            reaches.setdefault(action(action_name).name, set()).add(jangkauan)
    return Role(
        name=name,
        judul=row["judul"],
        otomatis=row.get("otomatis", False),
        segera=row.get("segera", False),
        reaches={key: frozenset(value) for key, value in reaches.items()},
    )


def action(name: str) -> Action:
    """The declared action; an undeclared name raises."""
    try:
        return actions()[name]
    except KeyError:
        raise UnknownAction(f"aksi '{name}' tidak ada di aksi.yaml") from None


def role(name: str) -> Role:
    """The declared role; an undeclared name raises."""
    try:
        return roles()[name]
    except KeyError:
        raise UnknownRole(f"peran '{name}' tidak ada di peran.yaml") from None


def grantable_roles() -> list[Role]:
    """Roles that a person can be given, in the file's order."""
    return [row for row in roles().values() if not row.otomatis]
