"""Moves a unit's month along its chain, as far as what was computed allows it."""

from datetime import datetime

from django.db import transaction

from selaras.core.permissions import Actor
from selaras.periode.models import PeriodeUnit
from selaras.periode.services import LangkahTidakSah, advance
from selaras.tpp.models import HitunganUnit


@transaction.atomic
def advance_month(*, bulan: PeriodeUnit, ke: str, actor: Actor, at: datetime) -> PeriodeUnit:
    """One step of the chain (see periode.services.advance, whose errors it raises).

    A month in which nobody could be computed goes nowhere: there would be nothing to pay.
    """
    row = advance(skpd=bulan.skpd, periode=bulan.periode, ke=ke, actor=actor, at=at)
    dihitung = HitunganUnit.objects.filter(
        hitungan_id=row.hitungan_id, skpd_id=row.skpd_id, jumlah_pegawai__gt=0
    )
    if not dihitung.exists():
        raise LangkahTidakSah(
            f"Belum ada orang {bulan.skpd} yang terhitung. Lengkapi dulu data yang kurang, "
            "lalu hitung ulang bulannya."
        )
    return row
