"""The only writer of approved absences: enter, cancel. Balances and requests are not here yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from selaras.core.audit.services import record
from selaras.core.masa import berlaku_sejak
from selaras.core.masa.ruas import period_text
from selaras.core.permissions import Actor
from selaras.cuti.jenis import BEKERJA_DARI_RUMAH, rows
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.pegawai.models import Pegawai

LAMA_MAKS = 366 * 4  # days; longer is a slip of the year


@dataclass(frozen=True, slots=True)
class Surat:
    """The letter that approves an absence."""

    nomor: str
    tanggal: date


@dataclass(frozen=True, slots=True)
class IsiKetidakhadiran:
    """An absence to write in bulk: id None = new; `sampai` is the first day after it."""

    id: int | None
    pegawai_id: int
    jenis_id: int
    mulai: date
    sampai: date
    isi: Mapping[str, Any]


class KetidakhadiranTumpang(ValidationError):
    """Another approved absence of the person covers one of these days."""

    def __init__(self, lain: Ketidakhadiran) -> None:
        self.lain = lain
        super().__init__(
            f"{lain.pegawai} sudah tercatat {lain.jenis.nama.lower()} "
            f"{period_text(lain.berlaku.lower, lain.berlaku.upper)} "
            f"(surat {lain.no_surat}). Cabut atau ubah dulu yang itu."
        )


@transaction.atomic
def add_ketidakhadiran(
    *,
    pegawai: Pegawai,
    jenis: JenisKetidakhadiran,
    mulai: date,
    sampai: date,
    surat: Surat,
    actor: Actor,
    keterangan: str = "",
) -> Ketidakhadiran:
    """Record an approved absence from `mulai` to `sampai`, both included.

    Two that cover the same day are refused by KetidakhadiranTumpang, except that a permit to
    come late and one to leave early may share a day.
    """
    _check(mulai, sampai, surat)
    if lain := find_overlap(pegawai_id=pegawai.pk, jenis=jenis, mulai=mulai, sampai=sampai):
        raise KetidakhadiranTumpang(lain)
    try:
        with transaction.atomic():
            baris = Ketidakhadiran.objects.create(
                pegawai=pegawai,
                jenis=jenis,
                no_surat=surat.nomor.strip(),
                tanggal_surat=surat.tanggal,
                keterangan=keterangan.strip(),
                berlaku=berlaku_sejak(mulai, sampai + timedelta(days=1)),
            )
    except IntegrityError:  # entered by somebody else in the meantime
        lain = find_overlap(pegawai_id=pegawai.pk, jenis=jenis, mulai=mulai, sampai=sampai)
        if lain is None:
            raise
        raise KetidakhadiranTumpang(lain) from None
    record(
        actor=actor,
        aksi="cuti.record",
        objek=baris,
        sesudah={
            "jenis": jenis.kode,
            "mulai": mulai.isoformat(),
            "sampai": sampai.isoformat(),
            "surat": surat.nomor,
        },
        person_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
    )
    return baris


@transaction.atomic
def cancel_ketidakhadiran(
    *, ketidakhadiran: Ketidakhadiran, alasan: str, actor: Actor, at: datetime
) -> Ketidakhadiran:
    """Withdraw an absence: the row stays, its days count as if it had not been. Twice = once."""
    baris: Ketidakhadiran = Ketidakhadiran.objects.select_for_update(of=("self",)).get(
        pk=ketidakhadiran.pk
    )
    if baris.dicabut_pada is None:
        if not alasan.strip():
            raise ValidationError("Tuliskan alasan pencabutannya.")
        baris.dicabut_pada = at
        baris.save(update_fields=["dicabut_pada"])
        record(
            actor=actor,
            aksi="cuti.record",
            objek=baris,
            sebelum={"dicabut": False},
            sesudah={"dicabut": True},
            keterangan=alasan.strip(),
            person_id=baris.pegawai_id,
        )
    return baris


@transaction.atomic
def save_ketidakhadiran(*, actor: Actor, rows: Sequence[IsiKetidakhadiran]) -> None:
    """Create and change many absences at once; the import leaves the entry in the trail.

    Overlaps were refused row by row before; one entered since then fails the whole call.
    """
    del actor
    objek = [
        Ketidakhadiran(
            pk=r.id,
            pegawai_id=r.pegawai_id,
            jenis_id=r.jenis_id,
            berlaku=berlaku_sejak(r.mulai, r.sampai),
            **r.isi,
        )
        for r in rows
    ]
    Ketidakhadiran.objects.bulk_update(
        [o for o in objek if o.pk],
        ["no_surat", "tanggal_surat", "keterangan", "berlaku"],
        batch_size=1000,
    )
    Ketidakhadiran.objects.bulk_create([o for o in objek if not o.pk], batch_size=5000)


def find_overlap(
    *, pegawai_id: int, jenis: JenisKetidakhadiran, mulai: date, sampai: date
) -> Ketidakhadiran | None:
    """The first absence in force that stands in the way."""
    lain = Ketidakhadiran.objects.filter(
        pegawai_id=pegawai_id,
        dicabut_pada__isnull=True,
        berlaku__overlap=berlaku_sejak(mulai, sampai + timedelta(days=1)),
    )
    if not jenis.sehari_penuh:
        lain = lain.filter(Q(jenis__sehari_penuh=True) | Q(jenis=jenis))
    baris: Ketidakhadiran | None = (
        lain.select_related("pegawai", "jenis").order_by("berlaku").first()
    )
    return baris


def ensure_jenis() -> None:
    """Make the kinds that law names exist; rows an admin has changed stay as they are."""
    JenisKetidakhadiran.objects.bulk_create(
        [JenisKetidakhadiran(**row) for row in (*rows(), BEKERJA_DARI_RUMAH)],
        ignore_conflicts=True,
    )


def _check(mulai: date, sampai: date, surat: Surat) -> None:
    if sampai < mulai:
        raise ValidationError("Hari terakhir lebih awal daripada hari pertama.")
    if (sampai - mulai).days > LAMA_MAKS:
        raise ValidationError("Lamanya lebih dari empat tahun: periksa tahunnya.")
    if not surat.nomor.strip():
        raise ValidationError("Nomor surat harus diisi.")
