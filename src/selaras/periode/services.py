"""The only writes of units' months: opening them, pointing at a run, moving along the chain."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from selaras.core import waktu
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor, system_actor
from selaras.core.workflow import errors
from selaras.core.workflow.engine import apply, apply_many
from selaras.organisasi.models import UnitKerja
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.periode.transitions import step_to


class PeriodeTerkunci(errors.LangkahDitolak):
    """The unit's month is locked: nothing in it changes, corrections go to a later month."""

    def __init__(self, periode_unit: PeriodeUnit) -> None:
        self.periode_unit = periode_unit
        super().__init__(
            f"{periode_id(periode_unit.periode)} {periode_unit.skpd} sudah terkunci. "
            "Koreksinya masuk sebagai susulan di bulan berikutnya."
        )


class LangkahTidakSah(errors.LangkahTidakSah):
    """A step that the chain of a month does not have."""


def ensure_periode(*, periode: int, skpd_ids: Iterable[int]) -> None:
    """Make the month of each SKPD exist as `terbuka`; existing ones stay as they are."""
    PeriodeUnit.objects.bulk_create(
        [PeriodeUnit(skpd_id=skpd_id, periode=periode) for skpd_id in sorted(set(skpd_ids))],
        ignore_conflicts=True,
    )


def point_to_hitungan(
    *, periode: int, skpd_ids: Iterable[int], hitungan_id: int, at: datetime | None = None
) -> int:
    """Let the run's instruments count for these SKPD; locked ones are left alone.

    Returns the number of units pointed. Call inside the transaction that writes the instruments.
    """
    # The run was allowed where it was started; here it only leaves its mark on the month.
    hitung = system_actor("Hitungan bulan", at=at or waktu.now())
    months = PeriodeUnit.objects.filter(periode=periode, skpd_id__in=list(skpd_ids))
    hasil = apply_many(months.exclude(status__in=STATUS_TERKUNCI), "compute", actor=hitung)
    PeriodeUnit.objects.filter(pk__in=hasil.pks).update(hitungan_id=hitungan_id)
    return hasil.jadi


@transaction.atomic
def advance(*, skpd: UnitKerja, periode: int, ke: str, actor: Actor, at: datetime) -> PeriodeUnit:
    """Move a unit's month one step along the chain; repeating the current step does nothing.

    Raises PeriodeTerkunci or LangkahTidakSah, and changes nothing then.
    """
    row = PeriodeUnit.objects.select_related("skpd").get(skpd=skpd, periode=periode)
    try:
        apply(row, step_to(ke), actor=actor, at=at)
    except errors.LangkahTidakSah as error:
        row.refresh_from_db()
        if row.terkunci:
            raise PeriodeTerkunci(row) from error
        raise LangkahTidakSah(
            f"{periode_id(periode)} {skpd} berstatus {row.get_status_display().lower()}, "
            f"belum bisa menjadi {StatusPeriode(ke).label.lower()}."
        ) from error
    row.refresh_from_db()
    return row
