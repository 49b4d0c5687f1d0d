"""The declared kinds of notices and the channels there are; read once from jenis.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class Saluran(StrEnum):
    """Ways out of the application; the bell itself is always there."""

    SUREL = "surel"
    PUSH = "push"
    WHATSAPP = "whatsapp"


JUDUL_SALURAN = {
    Saluran.SUREL: "Surel",
    Saluran.PUSH: "Peramban",
    Saluran.WHATSAPP: "WhatsApp",
}


class UnknownKind(LookupError):
    """A kind that jenis.yaml does not declare: a typing mistake."""


@dataclass(frozen=True, slots=True)
class Jenis:
    """A kind of notice and the channels that carry it before anybody chose.

    `aksi` = an action without which nobody ever gets it; "" = everybody may.
    """

    name: str
    judul: str
    penjelasan: str
    saluran: frozenset[Saluran]
    ikon: str
    aksi: str = ""


@cache
def kinds() -> Mapping[str, Jenis]:
    """All declared kinds by name, in the file's order."""
    rows = yaml.safe_load((Path(__file__).parent / "jenis.yaml").read_text(encoding="utf-8"))
    return {
        name: Jenis(
            name,
            row["judul"],
            row["penjelasan"],
            frozenset(Saluran(s) for s in row["saluran"]),
            row["ikon"],
            row.get("aksi", ""),
        )
        for name, row in rows.items()
    }


def kind(name: str) -> Jenis:
    try:
        return kinds()[name]
    except KeyError:
        raise UnknownKind(f"jenis pemberitahuan '{name}' tidak ada di jenis.yaml") from None
