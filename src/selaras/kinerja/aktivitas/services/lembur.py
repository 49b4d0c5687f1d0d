"""Records orders to work outside one's hours, and takes them back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor, access
from selaras.kinerja.models import PerintahLembur
from selaras.pegawai.models import Pegawai


@transaction.atomic
def record_order(
    *,
    actor: Actor,
    pegawai_id: int,
    tanggal: date,
    mulai: int,
    selesai: int,
    no_surat: str,
    tanggal_surat: date,
    keterangan: str = "",
    at: datetime,
) -> PerintahLembur:
    """An order with its letter; an end at or before the start lies on the next day."""
    pegawai = access(Pegawai, pegawai_id, actor, "aktivitas.record")
    perintah, baru = PerintahLembur.objects.get_or_create(
        pegawai=pegawai,
        tanggal=tanggal,
        mulai=mulai,
        selesai=selesai if selesai > mulai else selesai + 1440,
        no_surat=no_surat,
        dicabut_pada=None,
        defaults={
            "tanggal_surat": tanggal_surat, "keterangan": keterangan, "dicatat_pada": at
        },
    )  # fmt: skip
    if baru:
        record(
            actor=actor, aksi="aktivitas.record", objek=perintah, person_id=pegawai.pk,
            keterangan=f"Perintah lembur {no_surat}",
        )  # fmt: skip
    return perintah


@transaction.atomic
def record_orders(*, actor: Actor, pegawai_ids: Sequence[int], **isi: Any) -> int:
    """One letter for several people: all of them or none; the same again changes nothing."""
    for pegawai_id in pegawai_ids:
        record_order(actor=actor, pegawai_id=pegawai_id, **isi)
    return len(pegawai_ids)


@transaction.atomic
def revoke_order(*, actor: Actor, pk: int, at: datetime) -> PerintahLembur:
    """Take an order back; what was entered under it stays and shows."""
    perintah = access(PerintahLembur, pk, actor, "aktivitas.record")
    if perintah.dicabut_pada is None:
        perintah.dicabut_pada = at
        perintah.save(update_fields=["dicabut_pada"])
        record(
            actor=actor, aksi="aktivitas.record", objek=perintah, person_id=perintah.pegawai_id,
            keterangan="Perintah lembur dicabut",
        )  # fmt: skip
    return perintah
