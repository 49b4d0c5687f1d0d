"""Prepares a new structure and takes items; writing it is in terapkan.py."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import check
from selaras.core.workflow.engine import touch
from selaras.organisasi.models import Instansi
from selaras.simpeg.models import ButirPenataan, PenataanOrganisasi

SUSUN = "sotk.edit"
KOLOM = tuple(
    f.name for f in ButirPenataan._meta.concrete_fields if f.name not in {"id", "penataan", "nomor"}
)


class BukanDraf(ValueError):
    """The structure is not a draft any more."""


def create_draft(
    *, actor: Actor, instansi: Instansi, judul: str, dasar: str, mulai: date, catatan: str = ""
) -> PenataanOrganisasi:
    """A new draft without items."""
    check(actor, SUSUN, instansi)
    with transaction.atomic():
        satu = PenataanOrganisasi.objects.create(
            instansi=instansi, judul=judul, dasar=dasar, mulai=mulai, catatan=catatan,
            disusun_oleh_id=actor.user_id, disusun_pada=actor.at,
        )  # fmt: skip
        record(actor=actor, aksi=SUSUN, objek=satu, sesudah=state_of(satu),
               instansi_id=instansi.pk)  # fmt: skip
    return satu


def change_draft(
    *, actor: Actor, penataan: PenataanOrganisasi, isi: Mapping[str, Any]
) -> PenataanOrganisasi:
    """Its title, ground and date."""
    with transaction.atomic():
        penataan = _open(actor, penataan)
        sebelum = state_of(penataan)
        for nama, nilai in isi.items():
            setattr(penataan, nama, nilai)
        penataan.save(update_fields=list(isi))
        record_change(actor=actor, aksi=SUSUN, objek=penataan, sebelum=sebelum,
                      instansi_id=penataan.instansi_id)  # fmt: skip
    return penataan


def save_item(
    *, actor: Actor, penataan: PenataanOrganisasi, isi: Mapping[str, Any], butir_id: int | None
) -> ButirPenataan:
    """Add an item or change one."""
    with transaction.atomic():
        penataan = _open(actor, penataan)
        if butir_id is None:
            terakhir = penataan.butir.aggregate(n=Max("nomor"))["n"] or 0
            satu = ButirPenataan(penataan=penataan, nomor=terakhir + 1)
            sebelum: Mapping[str, Any] = {}
        else:
            satu = penataan.butir.get(pk=butir_id)
            sebelum = state_of(satu)
        for nama, nilai in isi.items():
            setattr(satu, nama, nilai)
        satu.save()
        record_change(actor=actor, aksi=SUSUN, objek=satu, sebelum=sebelum,
                      instansi_id=penataan.instansi_id)  # fmt: skip
        touch(penataan, at=actor.at)
    return satu


def delete_item(*, actor: Actor, penataan: PenataanOrganisasi, butir_id: int) -> None:
    """Take an item out."""
    with transaction.atomic():
        penataan = _open(actor, penataan)
        satu = penataan.butir.filter(pk=butir_id).first()
        if satu is None:
            return
        record(actor=actor, aksi=SUSUN, objek=satu, sebelum=state_of(satu),
               instansi_id=penataan.instansi_id)  # fmt: skip
        satu.delete()
        touch(penataan, at=actor.at)


def take_items(
    *, actor: Actor, penataan: PenataanOrganisasi,
    rows: Sequence[tuple[int | None, Mapping[str, Any]]],
) -> None:  # fmt: skip
    """Items of a file: (id of the item it changes, its cells); without an id it comes last."""
    with transaction.atomic():
        penataan = _open(actor, penataan)
        awal = penataan.butir.aggregate(n=Max("nomor"))["n"] or 0
        baru = [isi for pk, isi in rows if pk is None]
        ButirPenataan.objects.bulk_create(
            [ButirPenataan(penataan=penataan, nomor=n, **isi)
             for n, isi in enumerate(baru, start=awal + 1)]
        )  # fmt: skip
        ubah = {pk: isi for pk, isi in rows if pk is not None}
        lama = list(penataan.butir.filter(pk__in=ubah))
        for satu in lama:
            for nama, nilai in ubah[satu.pk].items():
                setattr(satu, nama, nilai)
        ButirPenataan.objects.bulk_update(lama, KOLOM)
        record(
            actor=actor, aksi=SUSUN, objek=penataan, instansi_id=penataan.instansi_id,
            keterangan=f"{len(baru)} butir baru dan {len(lama)} diubah dari berkas",
        )  # fmt: skip
        touch(penataan, at=actor.at)


def _open(actor: Actor, penataan: PenataanOrganisasi) -> PenataanOrganisasi:
    check(actor, SUSUN, penataan)
    satu = PenataanOrganisasi.objects.select_for_update(of=("self",)).get(pk=penataan.pk)
    if satu.status != "draf":
        raise BukanDraf("Rancangan ini sudah diajukan; tarik kembali dulu untuk mengubahnya.")
    return satu
