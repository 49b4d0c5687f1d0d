"""Gives and ends mandates: who decides in whose name, by which letter, from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.halaman.format import tanggal_id
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.services import notify
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.core.permissions.registry import PersonLabel, persons
from selaras.core.workflow.models import Delegasi

ACTION = "persetujuan.delegate"


@dataclass(frozen=True, slots=True)
class IsiMandat:
    """A mandate as the letter says it; `sampai` is its last day, `alur` empty = every kind."""

    mulai: date
    sampai: date
    nomor_surat: str
    tanggal_surat: date
    alur: Sequence[str] = ()
    alasan: str = ""


def may_give(actor: Actor, person_id: int) -> bool:
    """Whether the actor may give a mandate in this person's name: her own, or as her officer."""
    return rows(actor, ACTION, persons().queryset().filter(pk=person_id)).exists()


@transaction.atomic
def give_mandate(
    *, actor: Actor, dari: PersonLabel, kepada: PersonLabel, isi: IsiMandat
) -> Delegasi:
    """Raises ValidationError or PermissionDenied with words."""
    if not may_give(actor, dari.id):
        raise PermissionDenied("Anda hanya dapat memberi mandat atas nama sendiri atau unit Anda.")
    if dari.id == kepada.id:
        raise ValidationError("Mandat diberikan kepada orang lain.")
    if dari.instansi_id != kepada.instansi_id:
        raise ValidationError("Penerima mandat bekerja di pemerintah daerah lain.")
    if isi.sampai < isi.mulai:
        raise ValidationError("Tanggal akhir mendahului tanggal mulai.")
    if isi.sampai < actor.day():
        raise ValidationError("Masa mandat itu sudah lewat.")
    try:
        with transaction.atomic():
            row = Delegasi.objects.create(
                dari_id=dari.id,
                dari_nama=dari.nama,
                kepada_id=kepada.id,
                kepada_nama=kepada.nama,
                berlaku=berlaku_sejak(isi.mulai, isi.sampai + timedelta(days=1)),
                alur=list(isi.alur),
                nomor_surat=isi.nomor_surat,
                tanggal_surat=isi.tanggal_surat,
                alasan=isi.alasan,
                dibuat_oleh_id=actor.user_id,
                dibuat_pada=actor.at,
            )
    except IntegrityError:
        raise ValidationError(
            f"{kepada.nama} sudah memegang mandat {dari.nama} pada sebagian masa itu."
        ) from None
    record(actor=actor, aksi=ACTION, objek=row, sesudah=state_of(row), person_id=dari.id)
    notify(
        "mandat",
        [kepada.id],
        judul=f"Anda mendapat mandat memutus a.n. {dari.nama}",
        isi=f"{tanggal_id(isi.mulai)} sampai {tanggal_id(isi.sampai)}, surat {isi.nomor_surat}.",
        url=reverse("persetujuan:mandat"),
        kunci_unik=f"mandat:{row.pk}",
        at=actor.at,
    )
    return row


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Delegasi) -> Delegasi:
    """End it today; one that has not begun never begins. The row stays as history."""
    row: Delegasi = Delegasi.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if not may_give(actor, row.dari_id):
        raise PermissionDenied("Mandat ini bukan milik Anda.")
    today = actor.day()
    if row.berlaku.isempty or row.berlaku.upper <= today:
        return row
    before = state_of(row)
    row.berlaku = berlaku_sejak(min(row.berlaku.lower, today), today)
    row.save(update_fields=["berlaku"])
    record_change(actor=actor, aksi=ACTION, objek=row, sebelum=before, person_id=row.dari_id)
    notify(
        "mandat",
        [row.kepada_id],
        judul=f"Mandat a.n. {row.dari_nama} dicabut",
        isi=f"Berakhir {tanggal_id(today)}.",
        url=reverse("persetujuan:mandat"),
        kunci_unik=f"mandat-akhir:{row.pk}",
        at=actor.at,
    )
    return row


def visible_mandates(actor: Actor) -> QuerySet[Delegasi]:
    """Given or held by the actor, and those of the people whose officer she is."""
    inside = rows(actor, ACTION, Delegasi.objects.all()).values("pk")
    mine = Q(kepada_id=actor.person_id) | Q(dari_id=actor.person_id)
    return Delegasi.objects.filter(mine | Q(pk__in=inside))
