"""Writes monthly results of work; the rooms that compute read them."""

from collections.abc import Sequence

from django.db import transaction

from selaras.core.audit.services import record, state_of
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import check
from selaras.kinerja.models import PenilaianBulanan
from selaras.pegawai.models import Pegawai

HASIL = ("predikat", "persen_bp", "menit", "nilai_skp_bp", "keterangan", "sumber")


def save_hasil(*, actor: Actor, rows: Sequence[PenilaianBulanan]) -> None:
    """Create or replace results of many people; the import leaves the entry in the trail."""
    del actor
    PenilaianBulanan.objects.bulk_create(
        rows,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["periode", "pegawai"],
        update_fields=list(HASIL),
    )


def record_hasil(
    *,
    actor: Actor,
    pegawai: Pegawai,
    periode: int,
    predikat: str = "",
    persen_bp: int | None = None,
    menit: int | None = None,
    nilai_skp_bp: int | None = None,
    keterangan: str = "",
) -> PenilaianBulanan:
    """Write one person's result by hand; the earlier one stands in the trail."""
    check(actor, "kinerja.record", pegawai)
    with transaction.atomic():
        lama = (
            PenilaianBulanan.objects.select_for_update(of=("self",))
            .filter(pegawai=pegawai, periode=periode)
            .first()
        )
        hasil, _ = PenilaianBulanan.objects.update_or_create(
            pegawai=pegawai,
            periode=periode,
            defaults={
                "predikat": predikat,
                "persen_bp": persen_bp,
                "menit": menit,
                "nilai_skp_bp": nilai_skp_bp,
                "keterangan": keterangan,
                "sumber": "tangan",
            },
        )
        record(
            actor=actor,
            aksi="kinerja.record",
            objek=hasil,
            person_id=pegawai.pk,
            sebelum=state_of(lama) if lama else None,
            sesudah=state_of(hasil),
            instansi_id=pegawai.instansi_id,
        )
    return hasil
