"""Records one person's result under PP 30/2019 by hand; the import writes many."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.pp30 import nilai_kinerja, predikat
from selaras.core.audit.services import record_change, state_of
from selaras.core.halaman.format import tanggal
from selaras.core.permissions import Actor, check
from selaras.hukum import Law, NotInForce
from selaras.kinerja.models import NilaiPP30
from selaras.kinerja.selectors.penilai import region_of
from selaras.kinerja.selectors.pp30 import highest, span_pp30, term_end
from selaras.pegawai.models import Pegawai

AKSI = "kinerja.record"


class NilaiDitolak(ValueError):
    """A result that cannot be; the message is for the officer."""


@dataclass(frozen=True, slots=True)
class IsiPP30:
    """What the paper says. `rekan`: colleagues or subordinates valued the behaviour too."""

    tahun: int
    semester: int
    nilai_skp: Decimal
    nilai_perilaku: Decimal
    rekan: bool = False
    ide_baru: bool = False
    keterangan: str = ""


def valued(isi: IsiPP30, instansi_id: int) -> tuple[Fraction, str]:
    """The term's value and its predicate by the law of its last day; NotInForce outside it."""
    hari, daerah = term_end(isi.tahun, isi.semester), region_of(instansi_id)
    maks = highest(hari, daerah)
    if not all(0 <= n <= maks for n in (isi.nilai_skp, isi.nilai_perilaku)):
        raise NilaiDitolak(f"Nilai SKP dan nilai perilaku 0 sampai {maks:g}.")
    aturan = Law.load().pada(hari, daerah)
    nilai = nilai_kinerja(isi.nilai_skp, isi.nilai_perilaku, aturan, rekan=isi.rekan)
    return nilai, predikat(nilai, aturan, ide_baru=isi.ide_baru)


def outside() -> str:
    """Why a result of another time can't be recorded."""
    masa = span_pp30()
    return (
        f"PP 30/2019 hanya berlaku {tanggal(masa.mulai)} sampai {tanggal(masa.sampai)}: "
        "nilai masa lain tidak dicatat di sini."
    )


@transaction.atomic
def record_pp30(*, actor: Actor, pegawai: Pegawai, isi: IsiPP30) -> NilaiPP30:
    """Create or correct the result of a year or half-year; the earlier one stands in the trail."""
    if actor.person_id == pegawai.pk:
        raise PermissionDenied("Hasil kinerja sendiri dicatat oleh atasan atau petugas lain.")
    check(actor, AKSI, pegawai)
    try:
        nilai, sebutan = valued(isi, pegawai.instansi_id)
    except NotInForce as error:
        raise NilaiDitolak(outside()) from error
    tempat = {"pegawai": pegawai, "tahun": isi.tahun, "semester": isi.semester}
    baris = NilaiPP30.objects.select_for_update(of=("self",)).filter(**tempat).first()
    sebelum = state_of(baris) if baris else {}
    baris = baris or NilaiPP30(**tempat)
    baris.nilai_skp, baris.nilai_perilaku = isi.nilai_skp, isi.nilai_perilaku
    baris.ide_baru, baris.keterangan = isi.ide_baru, isi.keterangan
    baris.nilai, baris.predikat = Decimal(nilai.numerator) / nilai.denominator, sebutan
    baris.save()
    record_change(
        actor=actor, aksi=AKSI, objek=baris, sebelum=sebelum, person_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
    )  # fmt: skip
    return baris
