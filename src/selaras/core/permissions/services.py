"""Gives and takes roles. Who may: a holder of peran.grant whose own reach covers the place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.actor import Actor, local_date
from selaras.core.permissions.catalog import role
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.registry import persons, units

FAR_ENOUGH = "Peran hanya dapat diberikan di wilayah Anda sendiri."


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where a role holds: everywhere, in one government, or in one unit's subtree."""

    instansi_id: int | None = None
    unit_id: int | None = None


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    user: AbstractBaseUser,
    peran: str,
    tempat: Tempat,
    mulai: date,
    sampai: date | None = None,
    alasan: str = "",
    atas_nama_id: int | None = None,
) -> PenugasanPeran:
    """Give a role from `mulai`; `sampai` is its last day."""
    chosen = role(peran)
    if chosen.otomatis:
        raise ValidationError(f"Peran {chosen.judul} mengikuti data pegawai, tidak diberikan.")
    if user.pk == actor.user_id:
        raise PermissionDenied("Peran untuk diri sendiri harus diberikan orang lain.")
    require_covers(actor, tempat)
    try:
        with transaction.atomic():
            grant = PenugasanPeran.objects.create(
                user_id=user.pk,
                peran=peran,
                instansi_id=tempat.instansi_id,
                unit_id=tempat.unit_id,
                berlaku=_until(mulai, sampai),
                alasan=alasan,
                atas_nama_id=atas_nama_id,
                diberikan_oleh_id=actor.user_id,
            )
    except IntegrityError:
        raise ValidationError(
            f"{chosen.judul} di tempat itu sudah dipegang pada sebagian masa tersebut."
        ) from None
    _trail(actor, grant, aksi="peran.grant", sesudah=state_of(grant))
    return grant


@transaction.atomic
def revoke_role(
    *, actor: Actor, grant: PenugasanPeran, at: datetime, alasan: str = ""
) -> PenugasanPeran:
    """End a grant today; one that has not begun never begins. The row stays as history."""
    grant = PenugasanPeran.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    zona = units().zone_expression("instansi_id", "unit_id")
    di = PenugasanPeran.objects.annotate(zona=zona).values_list("zona", flat=True).get(pk=grant.pk)
    require_covers(actor, Tempat(grant.instansi_id, grant.unit_id))
    today = local_date(at, di or actor.zona)
    if grant.berlaku.upper is not None and grant.berlaku.upper <= today:
        return grant
    before = state_of(grant)
    grant.berlaku = berlaku_sejak(min(grant.berlaku.lower, today), today)
    grant.save(update_fields=["berlaku"])
    record_change(
        actor=actor,
        aksi="peran.revoke",
        objek=grant,
        sebelum=before,
        keterangan=alasan,
        person_id=persons().id_of_user(grant.user_id),
        instansi_id=grant.instansi_id,
    )
    return grant


def require_covers(actor: Actor, tempat: Tempat) -> None:
    """PermissionDenied unless the actor may grant roles in the whole of that place."""
    if not covers(actor, tempat):
        raise PermissionDenied(FAR_ENOUGH)


def covers(actor: Actor, tempat: Tempat) -> bool:
    """Whether the actor may grant roles in the whole of that place."""
    reach = actor.reach("peran.grant")
    if reach.everywhere:
        return True
    if tempat.instansi_id is None:
        return False
    if tempat.instansi_id in reach.instansi:
        return tempat.unit_id is None or units().instansi_of(tempat.unit_id) == tempat.instansi_id
    path = units().path_of(tempat.unit_id) if tempat.unit_id is not None else ""
    return bool(path) and any(path.startswith(prefix) for prefix in reach.paths)


def _until(mulai: date, sampai: date | None) -> Any:
    if sampai is not None and sampai < mulai:
        raise ValidationError("Tanggal akhir mendahului tanggal mulai.")
    return berlaku_sejak(
        mulai, None if sampai is None else date.fromordinal(sampai.toordinal() + 1)
    )


def _trail(actor: Actor, grant: PenugasanPeran, *, aksi: str, sesudah: dict[str, Any]) -> None:
    record(
        actor=actor,
        aksi=aksi,
        objek=grant,
        sesudah=sesudah,
        person_id=persons().id_of_user(grant.user_id),
        instansi_id=grant.instansi_id,
        keterangan=units().label(grant.instansi_id, grant.unit_id),
    )
