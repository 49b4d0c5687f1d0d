"""Writes places of tapping: their fence, their days and the units they serve."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from selaras.aturan.lokasi import Pagar, Titik
from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.models import TempatPresensi, TempatUnit
from selaras.presensi.selectors.ponsel import forget_places

RADIUS_MAKS_M = 20_000
SUDUT_MAKS = 200
SUDUT_MIN = 3


@dataclass(frozen=True, slots=True)
class IsiTempat:
    """What a form says of a place. `sampai`: its last day, None = until further notice."""

    nama: str
    bentuk: TempatPresensi.Bentuk
    pusat: Titik
    radius_m: int | None
    poligon: tuple[Titik, ...]
    mulai: date
    sampai: date | None = None


@transaction.atomic
def save_tempat(
    *,
    actor: Actor,
    instansi: Instansi,
    isi: IsiTempat,
    unit_ids: Collection[int],
    tempat: TempatPresensi | None = None,
) -> TempatPresensi:
    """Make a place or change it. Raises ValidationError, and PermissionDenied for units outside
    the actor's own reach: those it serves now and those it served before."""
    _check(isi)
    if tempat is not None:
        tempat = TempatPresensi.objects.select_for_update(of=("self",)).get(pk=tempat.pk)
    lama = set(tempat.unit.values_list("unit_id", flat=True)) if tempat else set()
    unit = _units(actor, instansi, lama | set(unit_ids))
    if not set(unit_ids):
        raise ValidationError("Pilih paling sedikit satu unit yang memakai tempat ini.")
    sebelum = _state(tempat) if tempat else None
    baris = tempat or TempatPresensi(instansi=instansi)
    bulat = isi.bentuk == TempatPresensi.Bentuk.LINGKARAN
    baris.nama, baris.bentuk = isi.nama.strip(), isi.bentuk
    baris.pusat_lintang_e6, baris.pusat_bujur_e6 = isi.pusat.lintang_e6, isi.pusat.bujur_e6
    baris.radius_m = isi.radius_m if bulat else None
    baris.poligon = [] if bulat else [[t.lintang_e6, t.bujur_e6] for t in isi.poligon]
    baris.berlaku = berlaku_sejak(isi.mulai, _after(isi.sampai))
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError:
        raise ValidationError(f"Tempat bernama {baris.nama} sudah ada pada masa itu.") from None
    TempatUnit.objects.filter(tempat=baris).exclude(unit_id__in=list(unit_ids)).delete()
    TempatUnit.objects.bulk_create(
        [TempatUnit(tempat=baris, unit=u) for u in unit if u.pk in set(unit_ids) - lama]
    )
    record(
        actor=actor,
        aksi="tempat.manage",
        objek=baris,
        instansi_id=instansi.pk,
        sebelum=sebelum,
        sesudah=_state(baris),
    )
    transaction.on_commit(forget_places)
    return baris


@transaction.atomic
def end_tempat(*, actor: Actor, tempat: TempatPresensi, sampai: date) -> TempatPresensi:
    """The place serves until `sampai`, its last day; it stays as history."""
    tempat = TempatPresensi.objects.select_for_update(of=("self",)).get(pk=tempat.pk)
    _units(actor, tempat.instansi, set(tempat.unit.values_list("unit_id", flat=True)))
    sebelum = _state(tempat)
    mulai = tempat.berlaku.lower
    if sampai < mulai:
        raise ValidationError("Hari terakhir lebih awal daripada hari pertama.")
    tempat.berlaku = berlaku_sejak(mulai, _after(sampai))
    tempat.save(update_fields=["berlaku"])
    record(
        actor=actor,
        aksi="tempat.manage",
        objek=tempat,
        instansi_id=tempat.instansi_id,
        sebelum=sebelum,
        sesudah=_state(tempat),
    )
    transaction.on_commit(forget_places)
    return tempat


def may_change(actor: Actor, tempat: TempatPresensi) -> bool:
    """Whether all units that a place serves lie within reach: a fence is not moved for others."""
    try:
        _units(actor, tempat.instansi, set(tempat.unit.values_list("unit_id", flat=True)))
    except PermissionDenied:
        return False
    return True


def _check(isi: IsiTempat) -> None:
    if not isi.nama.strip():
        raise ValidationError("Nama tempat harus diisi.")
    if not all(t.sah for t in (isi.pusat, *isi.poligon)):
        raise ValidationError("Koordinat tidak ada di bumi: periksa lintang dan bujurnya.")
    if isi.sampai is not None and isi.sampai < isi.mulai:
        raise ValidationError("Hari terakhir lebih awal daripada hari pertama.")
    if isi.bentuk == TempatPresensi.Bentuk.LINGKARAN:
        if not isi.radius_m or not 1 <= isi.radius_m <= RADIUS_MAKS_M:
            raise ValidationError(f"Radius harus 1 sampai {RADIUS_MAKS_M} meter.")
    elif not SUDUT_MIN <= len(set(isi.poligon)) <= SUDUT_MAKS:
        raise ValidationError(f"Poligon perlu {SUDUT_MIN} sampai {SUDUT_MAKS} titik berbeda.")
    elif Pagar(isi.pusat, 0, isi.poligon).jarak_m(isi.pusat) > RADIUS_MAKS_M:
        raise ValidationError("Titik pusat terlalu jauh dari poligonnya.")


def _units(actor: Actor, instansi: Instansi, ids: Collection[int]) -> list[UnitKerja]:
    """These units, all of them within the actor's reach; an instansi's own without units, too."""
    unit = list(UnitKerja.objects.filter(pk__in=list(ids), instansi=instansi))
    if len(unit) != len(set(ids)):
        raise ValidationError("Ada unit yang tidak dikenal.")
    reach = actor.reach("tempat.manage")
    if not reach:
        raise PermissionDenied("Tempat presensi diatur oleh yang berwenang.")
    seluruh = reach.everywhere or instansi.pk in reach.instansi
    if not seluruh and not all(any(u.path.startswith(p) for p in reach.paths) for u in unit):
        raise PermissionDenied("Tempat presensi hanya dapat diatur untuk unit di wilayah Anda.")
    return unit


def _after(sampai: date | None) -> date | None:
    return None if sampai is None else date.fromordinal(sampai.toordinal() + 1)


def _state(tempat: TempatPresensi) -> dict[str, Any]:
    return {
        "nama": tempat.nama,
        "bentuk": tempat.bentuk,
        "pusat": [tempat.pusat_lintang_e6, tempat.pusat_bujur_e6],
        "radius_m": tempat.radius_m,
        "poligon": tempat.poligon,
        "mulai": str(tempat.berlaku.lower),
        "sampai": str(tempat.berlaku.upper or ""),
        "unit": sorted(tempat.unit.values_list("unit_id", flat=True)),
    }
