"""Records one discipline sanction (PP 94/2021) by hand; the import writes many."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.core.permissions import Actor, check
from selaras.pegawai.models import HukumanDisiplin, Pegawai
from selaras.pegawai.services import Ditolak, state_history

AKSI = "disiplin.record"
ISI = ("tingkat", "potongan_bp", "no_sk", "tanggal_sk")


@transaction.atomic
def record_sanction(
    *, actor: Actor, pegawai: Pegawai, tingkat: str, potongan_bp: int, no_sk: str,
    tanggal_sk: date, mulai: date, sampai: date,
) -> HukumanDisiplin:  # fmt: skip
    """The sanction of a decree, from `mulai` to its last day; TPP is cut while it runs.

    The row that begins the same day is corrected; one that overlaps is refused.
    """
    check(actor, AKSI, pegawai)
    if pegawai.pk == actor.person_id:
        raise PermissionDenied("Hukuman tentang diri sendiri dicatat oleh orang lain.")
    if sampai < mulai:
        raise Ditolak("Hari terakhirnya mendahului hari pertama.")
    if tanggal_sk > actor.day():
        raise Ditolak("Tanggal SK-nya belum tiba.")
    isi = dict(zip(ISI, (tingkat, potongan_bp, no_sk, tanggal_sk), strict=True))
    state_history(
        actor, pegawai, HukumanDisiplin.objects.all(), ISI,
        change=lambda r: r.set_period(mulai, sampai + timedelta(days=1), isi),
        keterangan=f"Hukuman disiplin {tingkat}, SK {no_sk}", aksi=AKSI,
    )  # fmt: skip
    return HukumanDisiplin.objects.get(pegawai=pegawai, berlaku__startswith=mulai)
