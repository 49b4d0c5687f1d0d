"""What hangs on a unit and goes along when a new one takes its place: stages, timetables, machines,
places, roles. Copies for the successor from the date on; the old rows stay for the past.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import PengaktifanUnit
from selaras.presensi.models import Kios, PenugasanJadwal, Situs, SitusUnit, TempatUnit
from selaras.simpeg.models import BebanKerja, KebutuhanJabatan

# Dated rows are copied from the date on; the others stand beside the old ones.
BERTANGGAL: tuple[tuple[type[models.Model], str], ...] = (
    (PengaktifanUnit, "unit_id"), (PenugasanJadwal, "unit_id"), (PenugasanPeran, "unit_id"),
)  # fmt: skip
TETAP: tuple[tuple[type[models.Model], str], ...] = (
    (SitusUnit, "unit_id"),
    (TempatUnit, "unit_id"),
)


def follow(pewaris: Sequence[tuple[int, int]], mulai: date) -> dict[str, list[int]]:
    """Copy for (old unit, new unit) pairs; ids of the copies by model."""
    hasil: dict[str, list[int]] = {}
    for model, kolom in BERTANGGAL:
        hasil[model._meta.label] = _copy(model, kolom, pewaris, mulai)
    for model, kolom in TETAP:
        hasil[model._meta.label] = _copy(model, kolom, pewaris, None)
    hasil[SitusUnit._meta.label] += _served(pewaris)
    return hasil


def _served(pewaris: Sequence[tuple[int, int]]) -> list[int]:
    """The new unit's people tap at the sites that the old unit keeps."""
    penerus: dict[int, list[int]] = {}
    for lama, baru in pewaris:
        penerus.setdefault(lama, []).append(baru)
    sudah = set(SitusUnit.objects.filter(unit_id__in=[b for _, b in pewaris]).values_list(
        "situs_id", "unit_id"))  # fmt: skip
    perlu = [
        (situs, unit)
        for situs, lama in Situs.objects.filter(unit_id__in=list(penerus)).values_list("pk", "unit")
        for unit in penerus[lama]
        if (situs, unit) not in sudah
    ]
    rows = SitusUnit.objects.bulk_create(SitusUnit(situs_id=s, unit_id=u) for s, u in perlu)
    return [row.pk for row in rows]


def keep_need(penerus: Mapping[int, int]) -> dict[str, list[int]]:
    """A post's workload and what was granted go along with it; ids of the copies by model."""
    hasil = {}
    for model in (KebutuhanJabatan, BebanKerja):
        kelas: Any = model
        rows = list(kelas.objects.filter(jabatan_id__in=list(penerus)))
        for row in rows:
            row.pk, row.jabatan_id = None, penerus[row.jabatan_id]
        hasil[kelas._meta.label] = [row.pk for row in kelas.objects.bulk_create(rows)]
    return hasil


def hand_over(penerus: Mapping[str, int]) -> None:
    """Sites and kiosks of units that ended go to their successors; once more changes nothing.

    The old unit stays among those served, so that its past days still name their machines.
    """
    for lama, baru in ((int(a), b) for a, b in penerus.items()):
        for situs in Situs.objects.filter(unit_id=lama).select_for_update():
            SitusUnit.objects.filter(situs=situs, unit_id=baru).delete()
            SitusUnit.objects.get_or_create(situs=situs, unit_id=lama)
            situs.unit_id = baru
            situs.save(update_fields=["unit"])
        Kios.objects.filter(unit_id=lama, dicabut_pada=None).update(unit_id=baru)


def _copy(
    model: type[models.Model], kolom: str, pewaris: Sequence[tuple[int, int]], mulai: date | None
) -> list[int]:
    """What the new unit has of its own stays; of several old units the first is followed."""
    lama: dict[int, list[Any]] = {}
    rows = model._default_manager.filter(**{f"{kolom}__in": [a for a, _ in pewaris]})
    if mulai is not None:
        rows = rows.filter(berlaku__overlap=berlaku_sejak(mulai))
    for row in rows:
        lama.setdefault(getattr(row, kolom), []).append(row)
    sudah = _keys(model, kolom, [b for _, b in pewaris])
    baru = []
    for dari, ke in pewaris:
        for row in lama.get(dari, ()):
            kunci = _key(model, kolom, row, ke)
            if kunci in sudah:
                continue
            sudah.add(kunci)
            isi = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
            isi.pop("id")
            isi[kolom] = ke
            if mulai is not None:
                isi["berlaku"] = berlaku_sejak(max(mulai, row.berlaku.lower), row.berlaku.upper)
            baru.append(model(**isi))
    return [row.pk for row in model._default_manager.bulk_create(baru)]


def _keys(model: type[models.Model], kolom: str, ids: Sequence[int]) -> set[tuple[Any, ...]]:
    rows = model._default_manager.filter(**{f"{kolom}__in": ids})
    return {_key(model, kolom, row, getattr(row, kolom)) for row in rows}


def _key(model: type[models.Model], kolom: str, row: Any, unit_id: int) -> tuple[Any, ...]:
    """What may stand once for a unit: a module's stage, a user's role, a site, a place."""
    lain = {"modul", "user_id", "peran", "situs_id", "tempat_id"}
    nama = [f.attname for f in model._meta.concrete_fields if f.attname in lain - {kolom}]
    awal = row.berlaku.lower if model is PenugasanJadwal else None
    return (unit_id, awal, *(getattr(row, n) for n in nama))
