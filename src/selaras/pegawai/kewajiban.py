"""Writes obligations (LHKPN, yearly SKP, TGR, assets): due on a day, met on another.

A correction of a mistake is an end on the day of its beginning, with the reason in the trail.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, check
from selaras.pegawai.models import KewajibanPegawai, Pegawai
from selaras.pegawai.services import Ditolak

ISI = ("no_surat", "nilai_rp")


@transaction.atomic
def record_obligation(
    *,
    actor: Actor,
    pegawai: Pegawai,
    jenis: str,
    uraian: str,
    mulai: date,
    no_surat: str = "",
    nilai_rp: int = 0,
) -> KewajibanPegawai:
    """A person owes this from a day on; refuses what she owes already."""
    check(actor, "kewajiban.record", pegawai)
    sama = KewajibanPegawai.objects.filter(
        pegawai=pegawai, jenis=jenis, uraian=uraian, berlaku__endswith__isnull=True
    )
    if sama.exists():
        raise Ditolak("Kewajiban yang sama masih tercatat dan belum dipenuhi.")
    baris = KewajibanPegawai.objects.create(
        pegawai=pegawai, jenis=jenis, uraian=uraian, no_surat=no_surat, nilai_rp=nilai_rp,
        berlaku=berlaku_sejak(mulai),
    )  # fmt: skip
    record(
        actor=actor, aksi="kewajiban.record", objek=baris, person_id=pegawai.pk,
        sesudah={"jenis": jenis, "uraian": uraian, "sejak": str(mulai)},
    )  # fmt: skip
    return baris


@transaction.atomic
def settle_obligation(
    *, actor: Actor, kewajiban: KewajibanPegawai, tanggal: date, keterangan: str
) -> KewajibanPegawai:
    """It was met on `tanggal`: from that day on it holds nothing back."""
    check(actor, "kewajiban.record", kewajiban)
    baris: KewajibanPegawai = KewajibanPegawai.objects.select_for_update(of=("self",)).get(
        pk=kewajiban.pk
    )
    if baris.berlaku.upper is not None:
        raise Ditolak("Kewajiban ini sudah dipenuhi.")
    if tanggal <= baris.berlaku.lower:
        raise Ditolak("Tanggal dipenuhi harus sesudah tanggal jatuh temponya.")
    if tanggal > actor.day():
        raise Ditolak("Tanggal dipenuhi belum tiba.")
    baris.berlaku = berlaku_sejak(baris.berlaku.lower, tanggal)
    baris.save(update_fields=["berlaku"])
    record(
        actor=actor, aksi="kewajiban.record", objek=baris, person_id=baris.pegawai_id,
        sesudah={"dipenuhi": str(tanggal)}, keterangan=keterangan,
    )  # fmt: skip
    return baris


def save_obligations(
    *, actor: Actor, baru: Sequence[KewajibanPegawai], ubah: Sequence[KewajibanPegawai]
) -> None:
    """Rows of an import, whose own entry names who and what."""
    del actor
    with transaction.atomic():
        KewajibanPegawai.objects.bulk_update(ubah, ["berlaku", *ISI], batch_size=1_000)
        KewajibanPegawai.objects.bulk_create(baru, batch_size=5_000)
