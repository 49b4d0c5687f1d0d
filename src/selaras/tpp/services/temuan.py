"""Writes what a verifier found out about a finding."""

from datetime import datetime

from django.db import transaction

from selaras.core.audit.services import record_change, state_of
from selaras.core.permissions import Actor, check
from selaras.tpp.models import TemuanVerifikasi


@transaction.atomic
def handle_finding(
    *, temuan: TemuanVerifikasi, catatan: str, actor: Actor, at: datetime
) -> TemuanVerifikasi:
    """Mark it as looked at, with the remark; a later remark replaces it and stays in the trail."""
    check(actor, "tpp.handle_finding", temuan)
    satu = TemuanVerifikasi.objects.select_for_update(of=("self",)).get(pk=temuan.pk)
    sebelum = state_of(satu)
    satu.ditangani_pada, satu.ditangani_oleh_id, satu.catatan = at, actor.user_id, catatan.strip()
    satu.save(update_fields=["ditangani_pada", "ditangani_oleh", "catatan"])
    record_change(
        actor=actor, aksi="tpp.handle_finding", objek=satu, sebelum=sebelum,
        person_id=satu.pegawai_id,
    )  # fmt: skip
    return satu
