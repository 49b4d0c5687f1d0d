"""Reads of units' months: which are locked, which run counts."""

from collections.abc import Iterable

from django.db.models import QuerySet

from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit


def list_periode(periode: int) -> QuerySet[PeriodeUnit]:
    """Every unit's month of one period, with its SKPD."""
    return PeriodeUnit.objects.filter(periode=periode).select_related("skpd")


def locked_skpd_ids(
    periode: int, skpd_ids: Iterable[int] | None = None, *, instansi_id: int | None = None
) -> set[int]:
    """Ids of the SKPD whose month is locked (all, among `skpd_ids`, or of one government)."""
    rows = PeriodeUnit.objects.filter(periode=periode, status__in=STATUS_TERKUNCI)
    if instansi_id is not None:
        rows = rows.filter(skpd__instansi_id=instansi_id)
    if skpd_ids is not None:
        rows = rows.filter(skpd_id__in=list(skpd_ids))
    return set(rows.values_list("skpd_id", flat=True))


def hitungan_by_skpd(periode: int, *, instansi_id: int | None = None) -> dict[int, int]:
    """SKPD id -> id of the run whose instruments count; units not computed yet are absent."""
    months = PeriodeUnit.objects.filter(periode=periode)
    if instansi_id is not None:
        months = months.filter(skpd__instansi_id=instansi_id)
    rows = months.values_list("skpd_id", "hitungan_id")
    return {skpd_id: hitungan_id for skpd_id, hitungan_id in rows if hitungan_id is not None}
