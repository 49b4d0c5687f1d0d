"""Which instruments count: those of the run that each unit's month points to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import q_any
from selaras.periode.models import PeriodeUnit
from selaras.periode.selectors import hitungan_by_skpd
from selaras.tpp.models import HitunganUnit, InstrumenPenilaian

# Columns of an instrument -> what a unit's run keeps of them.
_JUMLAH = {"orang": "jumlah_pegawai", "bruto": "bruto", "pph21_tpp": "pph21", "iwp": "iwp",
           "diterima": "diterima"}  # fmt: skip


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


def current_sums(
    instrumen_qs: QuerySet[InstrumenPenilaian], reach: Reach, periode: int
) -> Mapping[str, int] | None:
    """`orang`, bruto, pph21_tpp, iwp and diterima of the current instruments within a reach.

    From what each unit's run kept, not from everybody's row; None where these are another set: the
    reach is no whole government, or `instrumen_qs` holds somebody outside of it besides.
    """
    if not (reach.everywhere or reach.instansi):
        return None
    penunjuk = PeriodeUnit.objects.filter(
        periode=periode, skpd_id=OuterRef("skpd_id"), hitungan_id=OuterRef("hitungan_id")
    )
    unit = HitunganUnit.objects.order_by().filter(Exists(penunjuk))
    luar = instrumen_qs.none()
    if not reach.everywhere:
        unit = unit.filter(skpd__instansi_id__in=reach.instansi)
        luar = instrumen_qs.exclude(skpd__instansi_id__in=reach.instansi)
    satu = unit.annotate(luar=Exists(luar)).values("luar").annotate(
        **{f"_{nama}": Sum(kolom) for nama, kolom in _JUMLAH.items()}
    )[:1]  # fmt: skip
    hasil: Any = next(iter(satu), None)
    if hasil is None or hasil["luar"]:
        return None
    return {nama: hasil[f"_{nama}"] or 0 for nama in _JUMLAH}  # no run yet: nothing to add up
