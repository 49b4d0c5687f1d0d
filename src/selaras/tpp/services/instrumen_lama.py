"""Deletes instruments that no month has counted for a while; the runs' own rows stay.

HitunganBulan and HitunganUnit keep counts, sums and hashes: what a run came to is not forgotten.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.selectors.usang import superseded_runs, superseded_units


def delete_superseded(
    *,
    hari: int,
    actor: Actor,
    at: datetime,
    lapor: Callable[[int, int], None] = lambda selesai, total: None,
) -> int:
    """Delete instruments superseded for more than `hari` days; how many.

    One transaction a run, so that a stop loses nothing and locks stay short; `lapor(done, total)`
    in runs may raise to stop between them. 0 days or fewer = keep everything.
    """
    if hari <= 0:
        return 0
    batas = at - timedelta(days=hari)
    hitungan_ids = superseded_runs(batas)
    jumlah = 0
    for selesai, hitungan_id in enumerate(hitungan_ids):
        lapor(selesai, len(hitungan_ids))
        jumlah += _delete_of_run(hitungan_id, batas, actor)
    return jumlah


@transaction.atomic
def _delete_of_run(hitungan_id: int, batas: datetime, actor: Actor) -> int:
    """Looks again at what is superseded: a month may have been computed since."""
    unit = superseded_units(batas).filter(hitungan_id=hitungan_id)
    instrumen = InstrumenPenilaian.objects.filter(
        hitungan_id=hitungan_id, skpd_id__in=unit.values("skpd_id")
    )
    jumlah, _ = instrumen.delete()  # one statement: nothing refers to an instrument
    if jumlah:
        hitungan = HitunganBulan.objects.get(pk=hitungan_id)
        record(
            actor=actor, aksi="tpp.compute", objek=hitungan, instansi_id=hitungan.instansi_id,
            keterangan=f"{jumlah} instrumen yang sudah digantikan hitungan lain dihapus",
        )  # fmt: skip
    return jumlah
