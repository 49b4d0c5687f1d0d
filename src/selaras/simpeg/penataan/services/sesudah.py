"""What happened to the rows of a decided structure since: taking it back must not lose any of it.

Ends of assignments that were set meanwhile go over to the old rows; everything else is named, and
whoever takes the structure back mends it first.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from selaras.core.audit.services import state_of
from selaras.core.masa import berlaku_sejak
from selaras.organisasi.models import BesaranTPP, Jabatan, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.simpeg.models import PenataanOrganisasi

BANYAK = 5  # how many are named
Tulisan = Mapping[str, Any]


def written_rows(tulisan: Tulisan) -> dict[str, list[int]]:
    """Ids of what was made, by model."""
    hasil = {
        UnitKerja._meta.label: list(tulisan.get("unit", [])),
        Jabatan._meta.label: list(tulisan.get("jabatan", [])),
        RiwayatJabatan._meta.label: list(tulisan.get("riwayat", [])),
        BesaranTPP._meta.label: list(tulisan.get("besaran", [])),
    }
    for label, ids in tulisan.get("pengikut", {}).items():
        hasil.setdefault(label, []).extend(ids)
    return hasil


def marks_of(tulisan: Tulisan) -> dict[str, dict[str, str]]:
    """A mark of each made row's content, as it was written."""
    return {
        label: {str(row.pk): _mark(row) for row in _rows(label, ids)}
        for label, ids in written_rows(tulisan).items()
        if ids
    }


def later_changes(p: PenataanOrganisasi) -> list[str]:
    """Made rows that were changed or deleted since, and others that rest on them by now."""
    hasil: list[str] = []
    for label, marks in p.tulisan.get("sidik", {}).items():
        kini = {str(row.pk): row for row in _rows(label, [int(pk) for pk in marks])}
        judul = str(apps.get_model(label)._meta.verbose_name)
        for pk, mark in marks.items():
            if pk not in kini:
                hasil.append(f"{judul} nomor {pk} sudah dihapus")
            elif _mark(kini[pk]) != mark:
                hasil.append(f"{judul} {kini[pk]} sudah diubah")
    return [*hasil, *_resting(p.tulisan)]


def in_words(perubahan: Sequence[str]) -> str:
    """The first few and how many more."""
    sisa = len(perubahan) - BANYAK
    return "; ".join(perubahan[:BANYAK]) + (f"; dan {sisa} lainnya" if sisa > 0 else "")


def keep_ends(p: PenataanOrganisasi) -> dict[int, Any]:
    """Old assignment -> the end that its continuation got meanwhile, where it got another."""
    potong = p.tulisan.get("potong", {}).get("riwayat", {})
    lanjutan = RiwayatJabatan.objects.filter(pk__in=p.tulisan.get("riwayat", []))
    akhir = {(r.pegawai_id, r.penugasan): r.berlaku.upper for r in lanjutan}
    hasil = {}
    for lama in RiwayatJabatan.objects.filter(pk__in=[int(pk) for pk in potong]):
        kunci = (lama.pegawai_id, lama.penugasan)
        semula = potong[str(lama.pk)]
        if kunci in akhir and (akhir[kunci].isoformat() if akhir[kunci] else None) != semula:
            hasil[lama.pk] = berlaku_sejak(lama.berlaku.lower, akhir[kunci])
    return hasil


def _rows(label: str, ids: Iterable[int]) -> Iterable[Any]:
    model: Any = apps.get_model(label)
    rows: Iterable[Any] = model._default_manager.filter(pk__in=list(ids)).order_by("pk")
    return rows


def _mark(row: models.Model) -> str:
    """Of an assignment without its end, which keep_ends carries over."""
    isi = dict(state_of(row))
    if isinstance(row, RiwayatJabatan):
        isi["berlaku"] = row.berlaku.lower
    teks = json.dumps(isi, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(teks.encode()).hexdigest()[:12]


def _resting(tulisan: Tulisan) -> list[str]:
    """Rows of others that point to the new units and posts."""
    dibuat = {label: set(ids) for label, ids in written_rows(tulisan).items()}
    diganti = {int(pk) for pk in tulisan.get("riwayat_ganti", {})}
    dibuat.setdefault(RiwayatJabatan._meta.label, set()).update(diganti)
    hasil = []
    for model, ids in ((UnitKerja, tulisan.get("unit", [])), (Jabatan, tulisan.get("jabatan", []))):
        for rel in model._meta.related_objects:
            lain: Any = rel.related_model
            if not ids or not isinstance(rel.field, models.ForeignKey) or lain in {
                UnitKerja, Jabatan
            }:  # fmt: skip
                continue
            rows = lain._default_manager.filter(**{f"{rel.field.name}__in": ids})
            baru = rows.exclude(pk__in=dibuat.get(lain._meta.label, ()))[: BANYAK + 1]
            hasil += [f"{lain._meta.verbose_name} {row}" for row in baru]
    return hasil
