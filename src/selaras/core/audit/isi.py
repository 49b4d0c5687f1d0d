"""The register of what entries of the trail tell: each room says by which right its values open.

A room fills it in its jejak.py. What nobody has declared stays closed: a new model cannot leak.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest

from selaras.core.audit.models import Jejak
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import action, actions

# Any of these actions suffices; none at all = nobody may.
Hak = tuple[str, ...]
NobodyMay: Hak = ()


@dataclass(frozen=True, slots=True)
class IsiJejak:
    """What the entries about one model hold.

    lihat    actions of which any shows the values, or a function of the entry that names them;
             None = open to whoever may open the entry
    isian    fields that ask for other actions than `lihat`
    catatan  the actions that show the note, where they are not those of `lihat`
    nama     whether lists may show the object's name; None = unless `lihat` shows sensitive data
    sendiri  whether the person may read what is about herself, as far as she may elsewhere
    anonim   who did it is kept from the person that it is about
    alamat   fields with addresses, which are shown without what follows the question mark
    """

    lihat: Hak | Callable[[Jejak], Hak] | None
    isian: Mapping[str, Hak] = field(default_factory=dict)
    catatan: Hak | None = None
    nama: bool | None = None
    sendiri: bool = True
    anonim: bool = False
    alamat: tuple[str, ...] = ()

    @property
    def nama_terbuka(self) -> bool:
        """Whether lists may name the object."""
        terbuka = _plain(self.lihat) if self.nama is None else self.nama
        return terbuka and self.sendiri and not self.anonim

    @property
    def catatan_terbuka(self) -> bool:
        """Whether lists may show the note."""
        lihat = self.lihat if self.catatan is None else self.catatan
        return self.sendiri and not self.anonim and _plain(lihat)


def _plain(lihat: Hak | Callable[[Jejak], Hak] | None) -> bool:
    """Whether a right is known and shows nothing sensitive."""
    if lihat is None:
        return True
    return not callable(lihat) and bool(lihat) and not any(action(a).data for a in lihat)


class Keperluan(Protocol):
    """The question of purpose before another's specific data: a room above asks it."""

    def asks(self, actor: Actor, person_id: int, aksi: str) -> bool:
        """Whether the purpose must be said before this is shown."""

    def is_open(self, request: HttpRequest, actor: Actor, person_id: int, aksi: str) -> bool:
        """Whether it was said a moment ago."""

    def open_for(
        self, request: HttpRequest, actor: Actor, person_id: int, aksi: str, *,
        judul: str, alasan: str,
    ) -> None:  # fmt: skip
        """Note it in the trail and let pages show the data for a while."""


_isi: dict[str, IsiJejak] = {}
_perbuatan: dict[str, Hak | None] = {}
_keperluan: list[Keperluan] = []


def register_trail(
    *models: type[Model],
    lihat: str | Hak | Callable[[Jejak], Hak] | None,
    isian: Mapping[str, str] | None = None,
    catatan: str = "",
    nama: bool | None = None,
    sendiri: bool = True,
    anonim: bool = False,
    alamat: tuple[str, ...] = (),
) -> None:
    """Say by which right the values of these models open; the actions must be declared."""
    hak = (lihat,) if isinstance(lihat, str) else lihat
    for nama_aksi in [*(hak if isinstance(hak, tuple) else ()), *(isian or {}).values()]:
        action(nama_aksi)
    for model in models:
        _isi[model._meta.label_lower] = IsiJejak(
            hak, {k: (v,) for k, v in (isian or {}).items()}, (action(catatan).name,) if catatan
            else None, nama, sendiri, anonim, alamat,
        )  # fmt: skip


def register_open(*models: type[Model]) -> None:
    """Say that entries about these models tell nothing about anybody's person."""
    register_trail(*models, lihat=None)


def register_deed(aksi: str, lihat: str | None) -> None:
    """The same for entries of an action that are about no row; None = open."""
    _perbuatan[action(aksi).name] = None if lihat is None else (action(lihat).name,)


def register_purpose(keperluan: Keperluan) -> None:
    _keperluan[:] = [keperluan]


def purpose() -> Keperluan | None:
    return _keperluan[0] if _keperluan else None


def declared(label: str) -> IsiJejak | None:
    """What is said of a model, by its label; None = nothing, so it stays closed."""
    return _isi.get(label)


def declared_models() -> frozenset[type[Model]]:
    return frozenset(apps.get_model(label) for label in _isi)


def deed(aksi: str) -> Hak | None:
    """The right of an entry about no row."""
    return _perbuatan.get(aksi, NobodyMay)


def sensitive_deeds() -> list[str]:
    """Actions whose entries tell something sensitive whatever row they name."""
    return [a.name for a in actions().values() if a.data]


def named_in_lists() -> list[str]:
    """Labels of the models whose rows lists may name."""
    return [label for label, isi in _isi.items() if isi.nama_terbuka]


def noted_in_lists() -> list[str]:
    """Labels of the models whose notes lists may show."""
    return [label for label, isi in _isi.items() if isi.catatan_terbuka]


def anonymous() -> list[str]:
    """Labels of the models whose authors are kept from whom they write about."""
    return [label for label, isi in _isi.items() if isi.anonim]
