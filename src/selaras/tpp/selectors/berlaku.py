"""Which instruments count: those of the run that each unit's month points to."""

from django.db.models import Q, QuerySet

from selaras.core.permissions.registry import q_any
from selaras.periode.selectors import hitungan_by_skpd
from selaras.tpp.models import InstrumenPenilaian


def current_instruments(periode: int) -> QuerySet[InstrumenPenilaian]:
    """Instruments of the runs that count; a unit whose month was computed again has one set."""
    skpd_by_hitungan: dict[int, list[int]] = {}
    for skpd, hitungan in hitungan_by_skpd(periode).items():
        skpd_by_hitungan.setdefault(hitungan, []).append(skpd)
    condition = q_any(
        [Q(hitungan_id=h, skpd_id__in=ids) for h, ids in sorted(skpd_by_hitungan.items())]
    )
    instrumen_qs = InstrumenPenilaian.objects
    return instrumen_qs.none() if condition is None else instrumen_qs.filter(condition)
