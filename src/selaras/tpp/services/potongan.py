"""Writes agreed deductions (zakat, Korpri, cooperative): since a day, until ended or replaced.

A month reads what holds on its first day. Bulk calls leave their one entry with the import.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.masa.ruas import Akibat, Riwayat, Ruas, period_text
from selaras.core.masa.simpan import load_riwayat, save_riwayat
from selaras.core.permissions import Actor, check
from selaras.pegawai.models import Pegawai
from selaras.tpp.models import PotonganTPP

AKSI = "potongan.record"
ISI = ("nilai_rp", "no_surat")
ZAKAT = PotonganTPP.Jenis.ZAKAT


class PotonganDitolak(ValueError):
    """A deduction that cannot stand beside what is known; the message is for the officer."""


def load_deductions(jenis: str, pegawai_ids: set[int]) -> dict[int, Riwayat]:
    """The histories of one kind of these people; one query."""
    qs = PotonganTPP.objects.filter(jenis=jenis, pegawai_id__in=pegawai_ids)
    return load_riwayat(qs, "pegawai_id", ISI)


@transaction.atomic
def save_deductions(*, actor: Actor, riwayat: Mapping[str, Mapping[int, Riwayat]]) -> int:
    """Write histories of many people by kind; the number of rows written."""
    del actor
    return sum(
        save_riwayat(PotonganTPP, "pegawai_id", milik, {"jenis": jenis})
        for jenis, milik in riwayat.items()
    )


def refusal(jenis: str, nilai_rp: int) -> str:
    """Why such a deduction cannot be, or nothing: zakat is a share of law, others a sum."""
    if jenis == ZAKAT and nilai_rp:
        return "Zakat dipotong menurut persen di aturan, jadi tanpa rupiah."
    if jenis != ZAKAT and not nilai_rp:
        return "Isi rupiahnya sebulan."
    return ""


@transaction.atomic
def record_deduction(
    *, actor: Actor, pegawai: Pegawai, jenis: str, nilai_rp: int, no_surat: str, mulai: date,
    sampai: date | None = None,
) -> None:  # fmt: skip
    """From `mulai` on this is deducted every month; one of the same kind ends the day before.

    `sampai` is the last day.
    """
    check(actor, AKSI, pegawai)
    if kata := refusal(jenis, nilai_rp):
        raise PotonganDitolak(kata)
    akhir = sampai + timedelta(days=1) if sampai else None
    if akhir is not None and akhir <= mulai:
        raise PotonganDitolak("Hari terakhirnya mendahului hari pertama.")
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    riwayat = load_deductions(jenis, {pegawai.pk}).get(pegawai.pk) or Riwayat([])
    sebelum = [_plain(r) for r in riwayat.ruas]
    hasil = riwayat.set_since(mulai, {"nilai_rp": nilai_rp, "no_surat": no_surat}, akhir)
    if hasil.akibat is Akibat.SAMA:
        raise PotonganDitolak("Potongan yang sama sudah tercatat.")
    if hasil.akibat is Akibat.TUMPANG and hasil.ruas is not None:
        masa = period_text(hasil.ruas.mulai, hasil.ruas.sampai)
        raise PotonganDitolak(f"Bertumpang dengan yang sudah tercatat ({masa}).")
    save_deductions(actor=actor, riwayat={jenis: {pegawai.pk: riwayat}})
    record(
        actor=actor, aksi=AKSI, objek=pegawai, person_id=pegawai.pk,
        instansi_id=pegawai.instansi_id, sebelum={jenis: sebelum},
        sesudah={jenis: [_plain(r) for r in riwayat.ruas]},
        keterangan=f"Potongan {PotonganTPP.Jenis(jenis).label}",
    )  # fmt: skip


@transaction.atomic
def end_deduction(*, actor: Actor, potongan: PotonganTPP, terakhir: date, alasan: str) -> None:
    """The deduction holds for the last time on `terakhir`."""
    check(actor, AKSI, potongan)
    baris = PotonganTPP.objects.select_for_update(of=("self",)).get(pk=potongan.pk)
    if terakhir < baris.berlaku.lower:
        raise PotonganDitolak("Hari terakhirnya mendahului hari pertama.")
    riwayat = load_deductions(baris.jenis, {baris.pegawai_id})[baris.pegawai_id]
    sebelum = [_plain(r) for r in riwayat.ruas]
    hasil = riwayat.end_at(baris.berlaku.lower, terakhir)
    if hasil.akibat is Akibat.TUMPANG and hasil.ruas is not None:
        masa = period_text(hasil.ruas.mulai, hasil.ruas.sampai)
        raise PotonganDitolak(f"Bertumpang dengan yang sudah tercatat ({masa}).")
    save_deductions(actor=actor, riwayat={baris.jenis: {baris.pegawai_id: riwayat}})
    record(
        actor=actor, aksi=AKSI, objek=baris, person_id=baris.pegawai_id,
        sebelum={"riwayat": sebelum}, sesudah={"riwayat": [_plain(r) for r in riwayat.ruas]},
        keterangan=alasan,
    )  # fmt: skip


def _plain(ruas: Ruas) -> dict[str, str]:
    return {
        "berlaku": period_text(ruas.mulai, ruas.sampai),
        **{k: str(v) for k, v in ruas.isi.items()},
    }
