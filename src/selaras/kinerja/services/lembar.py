"""Writes the rows of a sheet: what came in changes rows by their key, what did not stays.

The document must be locked by the caller, so that two pages never write at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from selaras.core.workflow.engine import touch

TERBUKA = ("draf", "dikembalikan")


@dataclass(frozen=True, slots=True)
class Terkirim:
    """A row as it came in: only the fields that were sent."""

    kunci: UUID
    urutan: int
    nilai: Mapping[str, Any]
    induk: UUID | None = None


@dataclass(frozen=True, slots=True)
class Galat:
    """What could not be taken, with the field's address on the page."""

    tempat: str
    kolom: str
    pesan: str


@dataclass(slots=True)
class Kiriman:
    """A whole sheet as it came in: rows by kind, rows to drop, fields of the head.

    versi  the version of the document that the page began from; layar = which page it is
    timpa  the person has seen that another page wrote meanwhile and keeps this one's words
    """

    baris: dict[str, list[Terkirim]] = field(default_factory=dict)
    hapus: frozenset[UUID] = frozenset()
    kepala: dict[str, Any] = field(default_factory=dict)
    galat: list[Galat] = field(default_factory=list)
    versi: int | None = None
    layar: UUID | None = None
    timpa: bool = False


class LembarTertutup(Exception):
    """The document is not open for its writer any more; the message says where it is."""


class LembarBerubah(Exception):
    """Another page wrote meanwhile; `diubah_pada` says when."""

    def __init__(self, diubah_pada: datetime | None) -> None:
        self.diubah_pada = diubah_pada
        super().__init__("Rencana ini sudah diubah dari layar lain.")


def check_open(dokumen: Any, kiriman: Kiriman) -> None:
    """Refuse what may not be written: a closed document, or one that another page changed."""
    if dokumen.status not in TERBUKA:
        raise LembarTertutup(
            "Rencana ini sedang tidak dapat diubah. Yang Anda ketik masih ada di layar: tarik "
            "kembali pengajuannya, atau buat adendum bila sudah disetujui."
        )
    lain = kiriman.versi is not None and kiriman.versi != dokumen.versi_alur
    if lain and not kiriman.timpa and (kiriman.layar is None or dokumen.layar != kiriman.layar):
        raise LembarBerubah(dokumen.diubah_pada)


def mark_written(dokumen: Any, kiriman: Kiriman, at: datetime) -> None:
    """The content changed: other pages and the inbox learn of it."""
    dokumen.layar = kiriman.layar
    dokumen.diubah_pada = at
    dokumen.save(update_fields=["layar", "diubah_pada"])
    touch(dokumen, at=at)


def save_rows(
    model: type[Model],
    pemilik: Mapping[str, Any],
    rows: Sequence[Terkirim],
    hapus: frozenset[UUID],
    *,
    tetap: Mapping[UUID, Mapping[str, Any]] | None = None,
) -> bool:
    """Create, change and drop rows of one owner by their keys; whether anything changed.

    `tetap` = what a row gets besides what was sent. A new row without a word is not made yet.
    """
    kunci = {r.kunci for r in rows} | hapus
    ada: dict[UUID, Any] = {
        o.kunci: o  # type: ignore[attr-defined]
        for o in model._default_manager.filter(**pemilik, kunci__in=kunci)
    }
    baru, ubah, kolom = [], [], set[str]()
    for row in rows:
        nilai = {**row.nilai, **(tetap or {}).get(row.kunci, {}), "urutan": row.urutan}
        if not hasattr(model, "urutan"):
            del nilai["urutan"]
        objek = ada.get(row.kunci)
        if objek is None:
            if any(v not in (None, "") for k, v in row.nilai.items() if k not in PILIHAN):
                baru.append(model(**pemilik, kunci=row.kunci, **nilai))
            continue
        beda = {k: v for k, v in nilai.items() if getattr(objek, k) != v}
        for k, v in beda.items():
            setattr(objek, k, v)
        if beda:
            ubah.append(objek)
            kolom |= beda.keys()
    model._default_manager.bulk_create(baru)
    if ubah:
        model._default_manager.bulk_update(ubah, sorted(kolom))
    buang = [ada[k].pk for k in hapus if k in ada]
    if buang:
        model._default_manager.filter(pk__in=buang).delete()
    return bool(baru or ubah or buang)


# Fields that a row has from the start: alone they are nothing that somebody typed.
PILIHAN = frozenset({"jenis", "aspek", "tingkat", "perspektif"})
