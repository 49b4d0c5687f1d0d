"""Keys by which other applications come in: made, shown once, revoked, recognised."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import Instansi
from selaras.presensi.models import KunciAplikasi, Situs

AKSI = "aplikasi.manage"
AWAL = "slr_"
SELA_CATAT = timedelta(minutes=1)  # the last use is noted no oftener


def site_for(*, instansi: Instansi, nama: str, situs: Situs | None) -> Situs:
    """The application's own site: a known one, so that nothing counts twice, else a new one."""
    if situs is not None:
        if situs.jenis != Situs.Jenis.API or situs.instansi_id != instansi.pk:
            raise ValidationError("Pilih situs aplikasi lain di instansi ini.")
        return situs
    try:
        with transaction.atomic():
            return Situs.objects.create(instansi=instansi, nama=nama, jenis=Situs.Jenis.API)
    except IntegrityError:
        raise ValidationError(
            f"Nama '{nama}' sudah dipakai. Bila itu aplikasi yang sama, pilih namanya di "
            "'Aplikasi yang sudah ada'."
        ) from None


@transaction.atomic
def make_key(
    *,
    instansi: Instansi,
    nama: str,
    situs: Situs | None,
    lingkup: Sequence[str],
    actor: Actor,
    at: datetime,
) -> tuple[KunciAplikasi, str]:
    """A key and its secret, which is nowhere to be read again."""
    _may(actor, instansi)
    rahasia = AWAL + secrets.token_urlsafe(32)
    kunci = KunciAplikasi.objects.create(
        instansi=instansi,
        situs=site_for(instansi=instansi, nama=nama, situs=situs),
        nama=nama,
        awalan=rahasia[: len(AWAL) + 6],
        hash=_hash(rahasia),
        lingkup=sorted(set(lingkup)),
        dibuat_oleh_id=actor.user_id,
        dibuat_pada=at,
    )
    record(actor=actor, aksi=AKSI, objek=kunci, instansi_id=instansi.pk,
           sesudah={"nama": nama, "lingkup": kunci.lingkup})  # fmt: skip
    return kunci, rahasia


@transaction.atomic
def revoke_key(*, kunci: KunciAplikasi, actor: Actor, at: datetime) -> None:
    """The key opens nothing from now on; what came by it stays."""
    check(actor, AKSI, kunci)
    if kunci.dicabut_pada is None:
        kunci.dicabut_pada = at
        kunci.save(update_fields=["dicabut_pada"])
        record(actor=actor, aksi=AKSI, objek=kunci, instansi_id=kunci.instansi_id,
               keterangan="kunci dicabut")  # fmt: skip


def recognise(rahasia: str, *, at: datetime) -> KunciAplikasi | None:
    """The key of a secret, unless it is revoked; its use is noted."""
    if not rahasia.startswith(AWAL) or len(rahasia) > 100:
        return None
    kunci = (
        KunciAplikasi.objects.select_related("situs__instansi")
        .filter(hash=_hash(rahasia), dicabut_pada=None)
        .first()
    )
    if kunci is not None:
        lama = Q(dipakai_pada=None) | Q(dipakai_pada__lt=at - SELA_CATAT)
        KunciAplikasi.objects.filter(lama, pk=kunci.pk).update(dipakai_pada=at)
    return kunci


def _may(actor: Actor, instansi: Instansi) -> None:
    """A key opens the whole government, so only who keeps all of it may make one."""
    reach = actor.reach(AKSI)
    if not (reach.everywhere or instansi.pk in reach.instansi):
        raise PermissionDenied("Kunci aplikasi dibuat oleh admin instansi.")


def _hash(rahasia: str) -> str:
    """Secrets are long and random: a plain hash hides them."""
    return hashlib.sha256(rahasia.encode()).hexdigest()
