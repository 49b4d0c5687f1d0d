"""Switches units on: a stage holds from a day until the next one said."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.masa.ruas import Akibat, Riwayat
from selaras.core.masa.simpan import load_riwayat, save_riwayat
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import check
from selaras.organisasi.models import PengaktifanUnit, UnitKerja

COLUMNS = ("tahap", "catatan")


@transaction.atomic
def set_stage(
    *,
    actor: Actor,
    unit: UnitKerja,
    modul: str,
    tahap: str,
    mulai: date,
    sampai: date | None = None,
    catatan: str = "",
) -> bool:
    """The unit and all under it are at this stage from `mulai` (until `sampai`, its last day).

    What held before ends the day before; saying the same again changes nothing (False).
    """
    check(actor, "pengaktifan.edit", unit)
    if sampai is not None and sampai < mulai:
        raise ValidationError("Tanggal akhir mendahului tanggal mulai.")
    UnitKerja.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    rows = PengaktifanUnit.objects.filter(unit=unit, modul=modul)
    riwayat = load_riwayat(rows, "unit_id", COLUMNS).get(unit.pk) or Riwayat([])
    isi = {"tahap": tahap, "catatan": catatan}
    hasil = riwayat.set_since(mulai, isi, None if sampai is None else sampai + timedelta(days=1))
    if hasil.akibat == Akibat.TUMPANG:
        raise ValidationError("Masa itu melewati tahap lain yang sudah tercatat sesudahnya.")
    if hasil.akibat == Akibat.SAMA:
        return False
    save_riwayat(PengaktifanUnit, "unit_id", {unit.pk: riwayat}, {"modul": modul})
    record(
        actor=actor,
        aksi="pengaktifan.edit",
        objek=unit,
        sebelum=hasil.lama or None,
        sesudah={"modul": modul, "mulai": str(mulai), "sampai": str(sampai or ""), **isi},
        instansi_id=unit.instansi_id,
    )
    return True
